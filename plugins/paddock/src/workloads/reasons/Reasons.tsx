import Typography from '@material-ui/core/Typography';
import {
  type PodLine,
  reasonTree,
  type ReasonFacts,
  type Workload,
} from '@paddock/backstage-plugin-paddock-common';
import { Disclosure } from '../../parts/Disclosure';
import { ReasonList } from './ReasonList';
import { useReasons } from './useReasons';

const nothing: ReasonFacts = { pods: [], nodes: {}, events: [] };

interface ReasonsProps {
  workload: Workload;
  pods: PodLine[];
  onOpenPod: (pod: PodLine) => void;
}

function Tree({ workload, pods, onOpenPod }: ReasonsProps) {
  const { facts, lost } = useReasons(workload);
  return (
    <>
      <ReasonList
        // What is streamed is told at once; events come as soon as they are read.
        nodes={reasonTree(workload, facts ?? nothing)}
        label={`Why ${workload.name} is not done`}
        onOpenPod={name => {
          const pod = pods.find(each => each.name === name);
          if (pod) onOpenPod(pod);
        }}
      />
      {lost && (
        <Typography variant="body2" role="alert">
          Events could not be read, so that causes may be missing here: {lost}
        </Typography>
      )}
    </>
  );
}

/** From "not done" to the cause, in words. Open at once where something is wrong. */
export function Reasons(props: ReasonsProps) {
  const wrong = props.workload.rollout.state !== 'rolling-out';
  return (
    <Disclosure
      key={String(wrong)}
      title="Why it is not done"
      startsOpen={wrong}
    >
      <Tree {...props} />
    </Disclosure>
  );
}
