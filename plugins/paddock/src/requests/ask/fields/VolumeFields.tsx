import Typography from '@material-ui/core/Typography';
import type { VolumeSpec } from '@paddock/backstage-plugin-paddock-common';
import { Check } from '../../../parts/Check';
import { Field } from '../../../parts/Field';
import type { FieldsProps } from './fields';
import { labels, problemAt } from './labels';
import { NamespaceField } from './NamespaceField';
import { StorageClassField } from './StorageClassField';
import { useNeed } from './useNeed';

/** What it is called, and how much it holds. */
function Basics(props: FieldsProps<VolumeSpec>) {
  const { spec, onChange, problems, standing } = props;
  return (
    <>
      <NamespaceField<VolumeSpec> {...props} />
      <Field
        label={labels.name}
        value={spec.name}
        onChange={name => onChange({ ...spec, name })}
        help="Of the claim that pods mount: payments-files."
        problem={problemAt(problems, 'name')}
        maxLength={253}
        fixed={standing}
      />
      <Field
        label={labels.size}
        value={spec.size}
        onChange={size => onChange({ ...spec, size })}
        help="With its unit, in powers of two: 20Gi. It never shrinks."
        problem={problemAt(problems, 'size')}
        maxLength={40}
      />
    </>
  );
}

/** What it has to do, and the class that follows from that. */
function Needs(props: FieldsProps<VolumeSpec>) {
  const { spec, onChange, problems, options, standing } = props;
  const { need, change } = useNeed(spec);
  const cluster = options.clusters.find(each => each.name === spec.cluster);
  return (
    <>
      <Field
        label={labels.accessMode}
        value={need.writers}
        onChange={writers =>
          onChange({
            ...spec,
            accessMode: writers === 'many' ? 'ReadWriteMany' : 'ReadWriteOnce',
          })
        }
        options={[
          { value: 'one', text: 'Pods on one node at a time' },
          { value: 'many', text: 'Many pods at once, on any node' },
        ]}
        help={`Kubernetes calls this ${spec.accessMode}.`}
        problem={problemAt(problems, 'accessMode')}
        fixed={standing}
      />
      {!standing && (
        <div role="group" aria-label="What else it has to do">
          <Typography>What else it has to do</Typography>
          <Check
            label="Survive the loss of a node"
            checked={need.survivesNodeLoss}
            onChange={survivesNodeLoss => change({ survivesNodeLoss })}
          />
          <Check
            label="Be backed up outside of the storage"
            checked={need.backup}
            onChange={backup => change({ backup })}
          />
          <Check
            label="Be fast, as a database needs it"
            checked={need.speed === 'fast'}
            onChange={fast => change({ speed: fast ? 'fast' : 'ordinary' })}
          />
        </div>
      )}
      <StorageClassField
        key={spec.cluster}
        cluster={spec.cluster}
        need={need}
        chosen={spec.storageClass}
        onChange={(storageClass, accessMode) =>
          onChange({
            ...spec,
            storageClass,
            accessMode: accessMode ?? spec.accessMode,
          })
        }
        names={cluster?.storageClasses.map(({ name }) => name) ?? []}
        problem={problemAt(problems, 'storageClass')}
        fixed={standing}
      />
    </>
  );
}

/** What is particular to a volume: chosen by what is needed of it. */
export function VolumeFields(props: FieldsProps<VolumeSpec>) {
  const { spec, onChange, problems, standing } = props;
  return (
    <>
      <Basics {...props} />
      <Needs {...props} />
      <Check
        label="Keep the data when the claim is deleted"
        checked={spec.retain}
        onChange={retain => onChange({ ...spec, retain })}
      />
      <Field
        label={labels.fromSnapshot}
        value={spec.fromSnapshot ?? ''}
        onChange={text =>
          onChange({ ...spec, fromSnapshot: text || undefined })
        }
        help="Optional: the name of a VolumeSnapshot in the same namespace."
        problem={problemAt(problems, 'fromSnapshot')}
        maxLength={253}
        fixed={standing}
      />
    </>
  );
}
