import type {
  SecretSpec,
  VolumeSpec,
} from '@paddock/backstage-plugin-paddock-common';
import { Field } from '../../../parts/Field';
import type { FieldsProps } from './fields';
import { labels, problemAt } from './labels';

type Inside = SecretSpec | VolumeSpec;

/** The namespace that a secret or volume lies in; its team comes along where that is known. */
export function NamespaceField<Spec extends Inside>(props: FieldsProps<Spec>) {
  const { spec, onChange, problems, options, standing } = props;
  const known = options.namespaces.filter(
    each => each.cluster === spec.cluster,
  );
  const choose = (namespace: string) => {
    const team = known.find(each => each.namespace === namespace)?.team;
    const mine = options.teams.some(each => each.team === team);
    onChange({ ...spec, namespace, team: mine && team ? team : spec.team });
  };
  return (
    <Field
      label={labels.namespace}
      value={spec.namespace}
      onChange={choose}
      suggestions={known.map(each => each.namespace)}
      help={
        known.length > 0
          ? 'One in which you may deploy, or one that is being made.'
          : 'You may not deploy in any namespace of this cluster yet; ask for one first.'
      }
      problem={problemAt(problems, 'namespace')}
      maxLength={253}
      fixed={standing}
    />
  );
}
