import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  actsOfKind,
  type ConfigMapDetail,
  type ConfigPod,
  workloadKinds,
} from '@paddock/backstage-plugin-paddock-common';
import type { ReactNode } from 'react';
import { Age } from '../parts/text/Age';
import { Notice } from '../parts/state/Notice';
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
  const others = [...new Set(old.flatMap(adviceWithout))];
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
      {others.map(advice => (
        <Typography key={advice} variant="body2">
          {advice}
        </Typography>
      ))}
    </Notice>
  );
}

/** What to do about a pod that cannot be restarted from here. */
function adviceWithout({ owner }: ConfigPod): string[] {
  if (!owner) {
    return [
      'Nothing makes a pod anew that was made by hand: who has made it has to.',
    ];
  }
  if (owner.kind === 'Job') {
    return [
      'A run of a Job keeps what it has to its end; the next run reads what is there then.',
    ];
  }
  return restartableKind(owner)
    ? []
    : [
        `What runs it, ${owner.kind} ${owner.name}, cannot be restarted here; it may make pods anew that are deleted.`,
      ];
}

/** Each workload once that can be restarted. */
function restartable(
  { cluster, namespace }: ConfigMapDetail,
  pods: ConfigPod[],
): Restartable[] {
  const found = new Map<string, Restartable>();
  for (const { owner } of pods) {
    const kind = owner && restartableKind(owner);
    if (!kind) continue;
    const { name } = owner;
    found.set(`${kind}/${name}`, { cluster, namespace, kind, name });
  }
  return [...found.values()];
}

const restartableKind = ({ kind }: { kind: string }) =>
  workloadKinds.find(
    each => each === kind && actsOfKind[each].includes('restart'),
  );
