import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  adviceFor,
  type MetricsAnswer,
  type MetricSubject,
} from '@paddock/backstage-plugin-paddock-common';
import { useMemo } from 'react';
import { CopyBlock } from '../parts/text/CopyBlock';
import { Disclosure } from '../parts/Disclosure';
import {
  adviceTitle,
  adviceWords,
  type AdvisedWorkload,
  resourcesPatch,
  setResourcesCommands,
} from './adviceWords';

const useStyles = makeStyles(theme => ({
  root: {
    overflowWrap: 'anywhere',
    '& > * + *': { marginTop: theme.spacing(1) },
  },
}));

interface AdvicePanelProps {
  answer: Pick<MetricsAnswer, 'at' | 'history'>;
  workload: AdvisedWorkload;
  /** Of its pods. */
  containers: MetricSubject[];
}

const derivedWords = ({ from }: MetricsAnswer['history']) =>
  from === 'prometheus'
    ? 'From what Prometheus has kept'
    : 'From what was measured while somebody looked';

/** What the containers of a workload should ask for, what that is derived from, and the change to copy. */
export function AdvicePanel({
  answer,
  workload,
  containers,
}: AdvicePanelProps) {
  const classes = useStyles();
  const all = useMemo(
    () => adviceFor(answer.at, containers),
    [answer.at, containers],
  );
  const commands = setResourcesCommands(workload, all);
  const patch = resourcesPatch(all);
  if (all.length === 0) return null;
  return (
    <Disclosure title={adviceTitle(all)}>
      <div className={classes.root}>
        {all.map(advice => (
          <div key={advice.container}>
            <Typography variant="subtitle2" component="h4">
              {advice.container}
            </Typography>
            {adviceWords(advice).map(words => (
              <Typography key={words} variant="body2">
                {words}
              </Typography>
            ))}
            <Typography variant="caption" component="p">
              {derivedWords(answer.history)}, in {advice.seen.pods}{' '}
              {advice.seen.pods === 1 ? 'pod' : 'pods'} over{' '}
              {advice.seen.minutes} min; advice is a fifth above it. A longer
              range knows more.
            </Typography>
          </div>
        ))}
        {patch && (
          <>
            <Typography variant="body2">
              The change makes a new revision, so the pods are replaced. An
              autoscaler that counts in per cent counts from the request. Where
              a repository keeps the workload, put it there.
            </Typography>
            {commands && <CopyBlock label="kubectl commands" text={commands} />}
            <CopyBlock label="strategic merge patch" text={patch} />
          </>
        )}
      </div>
    </Disclosure>
  );
}
