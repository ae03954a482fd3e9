import { PodDrawer } from './pods/PodDrawer';
import { NewShellButton } from './terminals/NewShellButton';
import { ShellDrawer } from './terminals/ShellDrawer';
import { TerminalPanel } from './terminals/TerminalPanel';
import { WorkloadsContent } from './workloads/WorkloadsContent';

/** The workloads, the pod that the address names, and a shell of one's own where any of them runs. */
export function WorkloadsWithShell() {
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
          </>
        )}
      />
      <PodDrawer terminal={pod => <TerminalPanel pod={pod} />} />
    </>
  );
}
