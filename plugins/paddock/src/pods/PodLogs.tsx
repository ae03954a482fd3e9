import Typography from '@material-ui/core/Typography';
import { useMemo } from 'react';
import { LogView } from './logs/LogView';

/** As many as one stream takes. */
const most = 20;

interface PodLogsProps {
  cluster: string;
  namespace: string;
  /** Names, the most interesting first. */
  pods: string[];
}

/** The logs of several pods as one. */
export function PodLogs({ cluster, namespace, pods }: PodLogsProps) {
  const names = pods.slice(0, most).join(',');
  const sources = useMemo(
    () => names.split(',').flatMap(pod => (pod ? [{ pod }] : [])),
    [names],
  );
  if (sources.length === 0) {
    return <Typography>There are no pods, and so there is no log.</Typography>;
  }
  return (
    <>
      {pods.length > most && (
        <Typography>
          These are the logs of {most} of {pods.length} pods. Those of the
          others are with each pod.
        </Typography>
      )}
      <LogView cluster={cluster} namespace={namespace} sources={sources} />
    </>
  );
}
