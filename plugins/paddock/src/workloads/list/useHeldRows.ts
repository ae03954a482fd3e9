import { useEffect, useState } from 'react';
import { holdRows, type Rows } from '../rows';

/** Keeps rows at their places while a person points at them; a changed question gets its answer at once. */
export function useHeldRows(latest: Rows | undefined, hold: boolean) {
  const [held, setHeld] = useState<Rows>();
  useEffect(() => {
    setHeld(before => {
      if (!hold || !latest) return undefined;
      return before?.key === latest.key ? before : latest;
    });
  }, [hold, latest]);

  const rows = held && latest && hold ? holdRows(held, latest) : latest;
  return {
    rows,
    /** The list's order is another one by now. */
    changed: rows !== latest,
    /** Shows the list as it is now. */
    refresh: () => setHeld(latest),
  };
}
