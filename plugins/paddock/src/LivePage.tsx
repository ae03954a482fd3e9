import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { ConfigDrawer } from './config/ConfigDrawer';
import { ConfigInUsePanel } from './config/ConfigInUsePanel';
import { useConfigPlace } from './config/useConfigPlace';
import { MetricsPanel } from './metrics/MetricsPanel';
import { ReachPanel } from './network/ReachPanel';
import { PodDrawer } from './pods/PodDrawer';
import { PodLogs } from './pods/PodLogs';
import { usePodPlace } from './pods/usePodPlace';
import { QuotaPanel } from './quotas/QuotaPanel';
import { NewShellButton } from './terminals/NewShellButton';
import { ShellDrawer } from './terminals/ShellDrawer';
import { TerminalPanel } from './terminals/TerminalPanel';
import { RestartButton } from './workloads/commands/RestartButton';
import { EntityLiveContent } from './workloads/EntityLiveContent';
import { useEntityWorkloads } from './workloads/useEntityWorkloads';
import { podsSeen } from './workloads/select';

const unique = (names: Array<string | undefined>) =>
  [...new Set(names)].flatMap(each => each ?? []);

/** Names of where an entity's workloads are, and what of. */
function useKnown() {
  const { entity } = useEntity();
  const { workloads } = useEntityWorkloads(stringifyEntityRef(entity));
  const all = workloads.map(each => each.workload);
  const pods = workloads.flatMap(each => each.pods);
  return {
    clusters: unique(all.map(each => each.cluster)),
    namespaces: unique(all.map(each => each.namespace)),
    images: unique(all.flatMap(each => each.images)),
    nodes: unique(pods.map(each => each.node)),
  };
}

/** The Live tab: an entity's workloads, and beside them the pod that is open or a new shell. */
export function LivePage() {
  const { open } = usePodPlace();
  const known = useKnown();
  const [cluster = ''] = known.clusters;
  const [namespace = ''] = known.namespaces;
  const { open: openConfig } = useConfigPlace();
  return (
    <>
      <EntityLiveContent
        onOpenPod={open}
        tools={<NewShellButton at={{ cluster, namespace }} />}
        sections={[
          {
            title: 'Metrics',
            of: ({ workload, pods }) => (
              <MetricsPanel
                name={workload.name}
                kind={workload.kind}
                cluster={workload.cluster}
                namespace={workload.namespace}
                pods={pods.map(pod => pod.name)}
              />
            ),
          },
          {
            title: 'Quota',
            of: ({ workload }) => (
              <QuotaPanel
                cluster={workload.cluster}
                namespace={workload.namespace}
              />
            ),
          },
          {
            title: 'Logs',
            of: ({ workload, pods }) => (
              <PodLogs
                cluster={workload.cluster}
                namespace={workload.namespace}
                pods={pods.map(pod => pod.name)}
              />
            ),
          },
          {
            title: 'How to reach it',
            // Nobody calls what runs to its end.
            isFor: ({ batch }) => !batch,
            of: each => (
              <ReachPanel workload={each.workload} seen={podsSeen(each)} />
            ),
          },
          {
            title: 'Config in use',
            of: each => (
              <ConfigInUsePanel
                workload={each.workload}
                seen={podsSeen(each)}
                onOpen={openConfig}
              />
            ),
          },
        ]}
      />
      <ConfigDrawer
        restart={workload => <RestartButton workload={workload} />}
      />
      <PodDrawer terminal={pod => <TerminalPanel pod={pod} />} />
      <ShellDrawer known={known} />
    </>
  );
}
