import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { Delivery } from '@paddock/backstage-plugin-paddock-common';
import { AnalysisList } from './AnalysisList';
import { StepList } from './StepList';

const useStyles = makeStyles(theme => ({
  root: { '& > * + *': { marginTop: theme.spacing(1) } },
}));

function podWords({ stable, new: fresh }: Delivery['pods']): string {
  const parts = [`${stable} stable ${stable === 1 ? 'pod' : 'pods'}`];
  if (fresh > 0) parts.push(`${fresh} new`);
  return parts.join(', ');
}

function strategyWords({ how, pods }: Delivery): string {
  if (how.strategy === 'blue-green') {
    const preview = how.previews ? ', which have a preview Service' : '';
    return `Blue-green: the active pods serve until the new ones${preview} take their place. ${podWords(
      pods,
    )}.`;
  }
  const share = `${how.percent} % of the ${how.of}`;
  return how.steps.length === 0
    ? `Canary without steps. ${podWords(pods)}.`
    : `Canary: ${share} for the new revision now. ${podWords(pods)}.`;
}

interface DeliveryPanelProps {
  /** Of the workload. */
  name: string;
  delivery: Delivery;
}

/** How far progressive delivery is: its steps, and what its analyses say. */
export function DeliveryPanel({ name, delivery }: DeliveryPanelProps) {
  const classes = useStyles();
  const { how, standing, templateOf, analyses } = delivery;
  return (
    <div className={classes.root}>
      <Typography variant="body2">{strategyWords(delivery)}</Typography>
      {templateOf && (
        <Typography variant="body2">
          Its pod template is that of the {templateOf.kind} {templateOf.name}.
        </Typography>
      )}
      {how.strategy === 'canary' && how.steps.length > 0 && (
        <StepList
          label={`Steps of ${name}`}
          how={how}
          under={standing !== 'settled' && standing !== 'aborted'}
        />
      )}
      {analyses.length > 0 && <AnalysisList analyses={analyses} />}
    </div>
  );
}
