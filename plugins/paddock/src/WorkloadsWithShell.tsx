import { LinkButton } from '@backstage/core-components';
import { PodDrawer } from './pods/PodDrawer';
import { NewShellButton } from './terminals/NewShellButton';
import { ShellDrawer } from './terminals/ShellDrawer';
import { TerminalPanel } from './terminals/TerminalPanel';
import { WorkloadsContent } from './workloads/list/WorkloadsContent';

/** The workloads, the pod that the address names, and a shell of one's own where any of them runs. */
export function WorkloadsWithShell({ poolPath }: { poolPath?: string }) {
  return (
    <>
      <WorkloadsContent
        tools={({ clusters, namespaces }) => (
          <>
            <NewShellButton
              at={{
                cluster: clusters[0] ?? '',
                namespace: namespaces[0] ?? '',
              }}
            />
            <ShellDrawer
              known={{ clusters, namespaces, images: [], nodes: [] }}
            />
            {poolPath && namespaces.length > 0 && (
              <LinkButton to={poolPath} size="small">
                How full the clusters are
              </LinkButton>
            )}
          </>
        )}
      />
      <PodDrawer terminal={pod => <TerminalPanel pod={pod} />} />
    </>
  );
}
