import Typography from '@material-ui/core/Typography';
import type { StorageNeed } from '@paddock/backstage-plugin-paddock-common';
import { Check } from '../parts/Check';
import { Field } from '../parts/Field';

interface NeedFieldsProps {
  need: StorageNeed;
  onChange: (need: StorageNeed) => void;
}

const writers = [
  { value: 'one', text: 'Pods on one node at a time' },
  { value: 'many', text: 'Many pods at once, on any node' },
] as const;

const speeds = [
  { value: 'ordinary', text: 'Ordinary' },
  { value: 'fast', text: 'Fast, as for a database' },
] as const;

const wishes = [
  { key: 'survivesNodeLoss', text: 'Survive the loss of a node' },
  { key: 'backup', text: 'Be copied elsewhere, as a backup' },
] as const;

/** What somebody needs of a volume, in their own words. */
export function NeedFields({ need, onChange }: NeedFieldsProps) {
  return (
    <>
      <Field
        label="Who writes"
        value={need.writers}
        onChange={value =>
          onChange({ ...need, writers: value === 'many' ? 'many' : 'one' })
        }
        options={writers}
      />
      <Field
        label="Speed"
        value={need.speed}
        onChange={value =>
          onChange({ ...need, speed: value === 'fast' ? 'fast' : 'ordinary' })
        }
        options={speeds}
      />
      <div role="group" aria-label="What else it has to do">
        <Typography>What else it has to do</Typography>
        {wishes.map(({ key, text }) => (
          <Check
            key={key}
            label={text}
            checked={need[key]}
            onChange={checked => onChange({ ...need, [key]: checked })}
          />
        ))}
      </div>
    </>
  );
}
