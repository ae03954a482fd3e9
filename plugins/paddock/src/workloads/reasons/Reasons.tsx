import Typography from '@material-ui/core/Typography';
import type {
  PodLine,
  Workload,
} from '@paddock/backstage-plugin-paddock-common';
import { Disclosure } from '../../parts/Disclosure';
import { ReasonList } from './ReasonList';
import { useReasons } from './useReasons';

interface ReasonsProps {
  workload: Workload;
  pods: PodLine[];
  onOpenPod: (pod: PodLine) => void;
}

function Tree({ workload, pods, onOpenPod }: ReasonsProps) {
  const { findings, lost } = useReasons(workload);
  return (
    <>
      <ReasonList
        // What is streamed is told at once; more comes as soon as it is read.
        findings={findings ?? workload.rollout.findings}
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

/** From how a workload is to the cause, in words. Open at once where something is wrong. */
export function Reasons(props: ReasonsProps) {
  const { state, findings } = props.workload.rollout;
  // On its way to where it is to be, nothing needs a person.
  const wrong =
    state !== 'rolling-out' &&
    findings.some(({ effect }) => effect !== 'notes' && effect !== 'holds');
  return (
    <Disclosure key={String(wrong)} title="Why?" startsOpen={wrong}>
      <Tree {...props} />
    </Disclosure>
  );
}
