import Button, { type ButtonProps } from '@material-ui/core/Button';
import Tooltip from '@material-ui/core/Tooltip';
import { useId } from 'react';

type ActButtonProps = Pick<
  ButtonProps,
  'children' | 'color' | 'onClick' | 'size' | 'startIcon' | 'type' | 'variant'
> & {
  /** Possible now, or why it does nothing: shown on hover and focus, and read out. */
  may: true | string;
};

/** A button that can say why it cannot be used: it stays in the order of focus for that. */
export function ActButton({ may, onClick, ...button }: ActButtonProps) {
  const id = useId();
  const why = may === true ? undefined : may;
  // The same elements in both cases: a button that becomes possible keeps its focus.
  return (
    <Tooltip title={why ?? ''}>
      <span>
        <Button
          {...button}
          aria-disabled={why !== undefined}
          aria-describedby={why ? id : undefined}
          style={why ? { opacity: 0.55, cursor: 'not-allowed' } : undefined}
          onClick={why ? event => event.preventDefault() : onClick}
        />
        <span id={id} hidden>
          {why}
        </span>
      </span>
    </Tooltip>
  );
}
