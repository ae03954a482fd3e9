import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { Problem, Quota } from '@paddock/backstage-plugin-paddock-common';
import { Field } from '../../../parts/Field';
import { numberIn } from './fields';
import { labels, problemAt } from './labels';

const useStyles = makeStyles(theme => ({
  root: {
    border: 0,
    margin: 0,
    padding: 0,
    minWidth: 0,
    display: 'grid',
    gap: theme.spacing(2),
    gridTemplateColumns: 'repeat(auto-fit, minmax(10rem, 1fr))',
  },
  // The labels of the fields below stand on their frames.
  title: { marginBottom: theme.spacing(1.5) },
}));

const helps = {
  cpu: 'In cores, or in thousandths of one: 4, 500m.',
  memory: 'With its unit: 8Gi.',
  storage: 'Of all claims together: 50Gi.',
} as const;

interface QuotaFieldsProps {
  quota: Quota;
  onChange: (quota: Quota) => void;
  problems: readonly Problem[];
}

/** What everything in the namespace may take together. */
export function QuotaFields({ quota, onChange, problems }: QuotaFieldsProps) {
  const classes = useStyles();
  return (
    <div>
      <Typography className={classes.title}>
        Quota: what everything in it may take together
      </Typography>
      <div role="group" aria-label="Quota" className={classes.root}>
        {(['cpu', 'memory', 'storage'] as const).map(amount => (
          <div key={amount}>
            <Field
              label={labels[`quota.${amount}`]}
              value={quota[amount]}
              onChange={value => onChange({ ...quota, [amount]: value })}
              help={helps[amount]}
              problem={problemAt(problems, `quota.${amount}`)}
              maxLength={40}
            />
          </div>
        ))}
        <div>
          <Field
            label={labels['quota.pods']}
            value={String(quota.pods)}
            onChange={pods => onChange({ ...quota, pods: numberIn(pods) ?? 0 })}
            type="number"
            help="At the same time."
            problem={problemAt(problems, 'quota.pods')}
          />
        </div>
      </div>
    </div>
  );
}
