import { MetricsPanel } from './metrics/MetricsPanel';
import { PodDrawer } from './pods/PodDrawer';
import { usePodPlace } from './pods/usePodPlace';
import { TerminalPanel } from './terminals/TerminalPanel';
import { EntityLiveContent } from './workloads/EntityLiveContent';

/** The Live tab: an entity's workloads, and beside them the pod that is open. */
export function LivePage() {
  const { open } = usePodPlace();
  return (
    <>
      <EntityLiveContent
        onOpenPod={open}
        metricsOf={({ workload, pods }) => (
          <MetricsPanel
            name={workload.name}
            kind={workload.kind}
            cluster={workload.cluster}
            namespace={workload.namespace}
            pods={pods.map(pod => pod.name)}
          />
        )}
      />
      <PodDrawer terminal={pod => <TerminalPanel pod={pod} />} />
    </>
  );
}
