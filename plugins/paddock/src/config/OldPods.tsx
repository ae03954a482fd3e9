import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  actsOfKind,
  type ConfigMapDetail,
  type ConfigPod,
  workloadKinds,
} from '@paddock/backstage-plugin-paddock-common';
import type { ReactNode } from 'react';
import { Age } from '../parts/Age';
import { Notice } from '../parts/Notice';
import type { Restartable } from './places';

const useStyles = makeStyles(theme => ({
  list: {
    margin: theme.spacing(0.5, 0),
    paddingLeft: theme.spacing(3),
  },
}));

interface OldPodsProps {
  detail: ConfigMapDetail;
  restart: (workload: Restartable) => ReactNode;
}

/** The pods that still have an old value, and what restarts those that run them. Nothing where there are none. */
export function OldPods({ detail, restart }: OldPodsProps) {
  const classes = useStyles();
  const old = (detail.pods ?? []).flatMap(pod =>
    pod.value.has === 'old' ? [{ ...pod, since: pod.value.startedAt }] : [],
  );
  if (old.length === 0) return null;
  const workloads = restartable(detail, old);
  return (
    <Notice
      tone="warning"
      title={
        old.length === 1
          ? '1 pod still has an old value.'
          : `${old.length} pods still have an old value.`
      }
    >
      <ul className={classes.list}>
        {old.map(({ pod, since }) => (
          <Typography key={pod} variant="body2" component="li">
            {pod}, started <Age since={since} /> ago
          </Typography>
        ))}
      </ul>
      {workloads.map(each => (
        <div key={`${each.kind}/${each.name}`}>{restart(each)}</div>
      ))}
      {workloads.length === 0 && (
        <Typography variant="body2">
          Delete them to have them made anew; what runs them cannot be restarted
          here.
        </Typography>
      )}
    </Notice>
  );
}

/** Each workload once that can be restarted. */
function restartable(
  { cluster, namespace }: ConfigMapDetail,
  pods: ConfigPod[],
): Restartable[] {
  const found = new Map<string, Restartable>();
  for (const { owner } of pods) {
    const kind = workloadKinds.find(each => each === owner?.kind);
    if (!kind || !owner || !actsOfKind[kind].includes('restart')) continue;
    const { name } = owner;
    found.set(`${kind}/${name}`, { cluster, namespace, kind, name });
  }
  return [...found.values()];
}
