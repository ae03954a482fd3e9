import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import {
  rankProfiles,
  type AccessMode,
  type StorageClasses,
  type StorageNeed,
} from '@paddock/backstage-plugin-paddock-common';
import { Field } from '../../../parts/Field';
import { Waiting } from '../../../parts/state/Waiting';
import { useGet } from '../../../portal/useLoaded';
import { labels } from './labels';
import { StorageClassChoice } from './StorageClassChoice';

interface StorageClassFieldProps {
  cluster: string;
  need: StorageNeed;
  chosen: string;
  /** `accessMode` is what to ask for with this class; absent where that is not known. */
  onChange: (name: string, accessMode?: AccessMode) => void;
  /** Names that the rules know, for when nothing else can be read. */
  names: readonly string[];
  problem?: string;
  fixed: boolean;
}

/** Which storage class it gets: ranked by the need; by name only, where nothing is known of them. */
export function StorageClassField(props: StorageClassFieldProps) {
  const { cluster, need, chosen, onChange, names, problem, fixed } = props;
  const { loaded, again } = useGet<StorageClasses>(
    `/clusters/${encodeURIComponent(cluster)}/storage-classes`,
  );
  if (loaded.state === 'waiting') {
    return <Waiting what="the storage classes" rows={3} />;
  }
  const known = 'value' in loaded ? loaded.value : undefined;
  if (fixed || !known || known.state === 'lost') {
    const lost = known?.state === 'lost' ? known.reason : undefined;
    const reason = 'reason' in loaded ? loaded.reason : lost;
    return (
      <>
        <Field
          label={labels.storageClass}
          value={chosen}
          onChange={name => onChange(name)}
          options={names.map(value => ({ value, text: value }))}
          problem={problem}
          fixed={fixed}
        />
        {!fixed && (
          <Typography variant="body2">
            What these classes are good for is not known now. {reason}{' '}
            <Button size="small" onClick={again}>
              Try again
            </Button>
          </Typography>
        )}
      </>
    );
  }
  const ranked = rankProfiles(known.classes, need);
  return (
    <>
      {known.state === 'stale' && (
        <Typography variant="body2" role="note">
          {known.reason} What is said of the classes is what was known last.
        </Typography>
      )}
      <StorageClassChoice
        ranked={ranked}
        chosen={chosen}
        onChange={name =>
          onChange(
            name,
            ranked.find(each => each.profile.name === name)?.fit.accessMode,
          )
        }
        problem={problem}
      />
    </>
  );
}
