import Typography from '@material-ui/core/Typography';
import {
  actsOfKind,
  type PodLine,
  type Workload,
  type WorkloadReasons,
} from '@paddock/backstage-plugin-paddock-common';
import { Disclosure } from '../../parts/Disclosure';
import { useGet } from '../../portal/useLoaded';
import { pathOf } from '../commands/path';
import { ReasonList } from './ReasonList';

/** What is read on demand is read again this often while somebody looks. */
const everyMs = 15_000;

interface ReasonsProps {
  workload: Workload;
  pods: PodLine[];
  onOpenPod: (pod: PodLine) => void;
}

function Tree({ workload, pods, onOpenPod }: ReasonsProps) {
  const { loaded } = useGet<WorkloadReasons>(`${pathOf(workload)}/reasons`, {
    everyMs,
    seen: JSON.stringify(workload.rollout),
    // Of pods alone nothing more is known than is streamed.
    enabled: actsOfKind[workload.kind].length > 0,
  });
  const { findings } = 'value' in loaded ? loaded.value : workload.rollout;
  return (
    <>
      <ReasonList
        // What is streamed is told at once; more comes as soon as it is read.
        findings={findings}
        label={`Why ${workload.name} is not done`}
        onOpenPod={name => {
          const pod = pods.find(each => each.name === name);
          if (pod) onOpenPod(pod);
        }}
      />
      {'reason' in loaded && (
        <Typography variant="body2" role="alert">
          Events could not be read, so that causes may be missing here:{' '}
          {loaded.reason}
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
