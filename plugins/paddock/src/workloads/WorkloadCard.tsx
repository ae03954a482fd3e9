import Paper from '@material-ui/core/Paper';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  actsOfKind,
  autoscalingTargets,
  describeAutoscaling,
  type PodLine,
  type Reach,
  type Workload,
  imagesInWords,
} from '@paddock/backstage-plugin-paddock-common';
import type { ReactNode } from 'react';
import { Age } from '../parts/text/Age';
import { Disclosure } from '../parts/Disclosure';
import { RolloutBar } from '../parts/RolloutBar';
import { StatusChip } from '../parts/StatusChip';
import { CopyBlock } from '../parts/text/CopyBlock';
import { BatchPanel } from './batch/BatchPanel';
import { DeliveryPanel } from './delivery/DeliveryPanel';
import { CommandBar } from './commands/CommandBar';
import { getCommand } from './kubectl';
import { PodTable } from './PodTable';
import { RollbackNote } from './RollbackNote';
import { ScalingHistory } from './scaling/ScalingHistory';
import { Reasons } from './reasons/Reasons';
import type { WorkloadWithPods } from './select';

const useStyles = makeStyles(theme => ({
  root: {
    padding: theme.spacing(2),
    overflowWrap: 'anywhere',
    '& > * + *': { marginTop: theme.spacing(1.5) },
  },
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.5, 2),
  },
}));

function Head({ workload, reach }: { workload: Workload; reach?: Reach }) {
  const classes = useStyles();
  const { name, kind, madeBy, cluster, namespace, images, rollout } = workload;
  return (
    <div className={classes.head}>
      <Typography variant="h6" component="h3">
        {name}
      </Typography>
      <StatusChip state={rollout.state} reach={reach} />
      <Typography variant="body2">
        {madeBy ? `${kind} of ${madeBy.kind} ${madeBy.name}` : kind} · {cluster}{' '}
        / {namespace}
      </Typography>
      <Typography variant="body2">
        <span title={images.join('\n')}>
          {images.length === 1 ? 'image' : 'images'} {imagesInWords(images)}
        </span>
      </Typography>
      {rollout.revision && (
        <Typography variant="body2">revision {rollout.revision}</Typography>
      )}
      <Typography variant="body2">
        created <Age since={workload.createdAt} /> ago
      </Typography>
    </div>
  );
}

/** Something about a workload that another room tells. */
export interface Section {
  title: string;
  of: (each: WorkloadWithPods) => ReactNode;
  /** Default: every workload. */
  isFor?: (workload: Workload) => boolean;
}

/** The line of `kubectl get hpa`, for who wants the figures behind the sentence. */
function AutoscalerLine({ of }: { of: NonNullable<Workload['autoscaling']> }) {
  return (
    <Typography variant="body2">
      Autoscaler {of.name}: targets {autoscalingTargets(of)} · min {of.min} ·
      max {of.max} · replicas {of.current}
    </Typography>
  );
}

interface WorkloadCardProps extends WorkloadWithPods {
  onOpenPod: (pod: PodLine) => void;
  /** How far its cluster can be trusted. */
  reach?: Reach;
  /** More about a workload, each one click away. */
  sections?: Section[];
}

/** One workload: how far its rollout is, its pods, and the evidence. */
export function WorkloadCard(props: WorkloadCardProps) {
  const { workload, pods, onOpenPod, sections = [] } = props;
  const classes = useStyles();
  const scaling = workload.autoscaling?.state;
  const failing = scaling?.is === 'failing' ? scaling : undefined;
  return (
    <Paper
      variant="outlined"
      component="section"
      aria-label={`${workload.kind} ${workload.name} in ${workload.cluster} / ${workload.namespace}`}
      className={classes.root}
    >
      <Head workload={workload} reach={props.reach} />
      {actsOfKind[workload.kind].length > 0 && (
        <CommandBar workload={workload} />
      )}
      {workload.batch ? (
        <BatchPanel name={workload.name} batch={workload.batch} />
      ) : (
        <RolloutBar counts={workload.rollout.counts} />
      )}
      {workload.rollbackGuard && (
        <RollbackNote guard={workload.rollbackGuard} />
      )}
      {workload.delivery && (
        <DeliveryPanel name={workload.name} delivery={workload.delivery} />
      )}
      {workload.autoscaling && (
        <>
          <Typography>
            {describeAutoscaling(workload.autoscaling, workload)}
          </Typography>
          <AutoscalerLine of={workload.autoscaling} />
          <Disclosure title="What the autoscaler did">
            <ScalingHistory
              workload={workload}
              autoscaling={workload.autoscaling}
            />
          </Disclosure>
        </>
      )}
      {workload.rollout.findings.length > 0 && (
        <Reasons workload={workload} pods={pods} onOpenPod={onOpenPod} />
      )}
      <PodTable pods={pods} of={workload.name} onOpen={onOpenPod} />
      {sections
        .filter(({ isFor = () => true }) => isFor(workload))
        .map(({ title, of }) => (
          <Disclosure key={title} title={title}>
            {of({ workload, pods })}
          </Disclosure>
        ))}
      {failing && (
        <Disclosure title="What the cluster says about autoscaling">
          <CopyBlock
            label={`Autoscaler: ${failing.reason}`}
            text={failing.message}
          />
        </Disclosure>
      )}
      <Disclosure title="With kubectl">
        <CopyBlock label="kubectl command" text={getCommand(workload)} />
      </Disclosure>
    </Paper>
  );
}
