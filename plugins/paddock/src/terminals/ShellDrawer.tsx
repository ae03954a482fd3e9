import { SideDrawer } from '../parts/dialog/SideDrawer';
import { type ShellKnown, ShellPanel } from './ShellPanel';
import { useShellPlace } from './useShellPlace';

/** A new shell beside the page. Closing it ends the terminal, and removes its pod. */
export function ShellDrawer({ known }: { known: ShellKnown }) {
  const { place, show, close } = useShellPlace();
  return (
    <SideDrawer
      open={place !== undefined}
      title="New shell"
      closeLabel="Close the shell and remove its pod"
      onClose={close}
      isKept
    >
      {place && <ShellPanel place={place} known={known} onPlace={show} />}
    </SideDrawer>
  );
}
