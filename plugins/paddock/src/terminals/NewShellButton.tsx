import Button from '@material-ui/core/Button';
import { type ShellPlace, useShellPlace } from './useShellPlace';

/** Opens the drawer of a new shell. What lacks for one is said there, where the namespace is known. */
export function NewShellButton({ at }: { at: ShellPlace }) {
  const { show } = useShellPlace();
  return (
    <Button size="small" variant="outlined" onClick={() => show(at)}>
      New shell
    </Button>
  );
}
