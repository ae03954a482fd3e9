import type { RequestSpec } from '@paddock/backstage-plugin-paddock-common';
import { useEffect, useRef, useState } from 'react';
import { createKey, keep, readKept, type KeptForm } from './keptForm';

/** A form that a reload of the page does not lose. `place` says whose and which. */
export function useKeptForm(place: string, blank: RequestSpec) {
  const [form, setForm] = useState<KeptForm>(
    () => readKept(place, blank.kind) ?? { spec: blank, key: createKey() },
  );
  const over = useRef(false);
  useEffect(() => {
    if (over.current) return;
    const pristine = JSON.stringify(form.spec) === JSON.stringify(blank);
    keep(place, pristine ? undefined : form);
  }, [place, form, blank]);
  return {
    ...form,
    /** Something else is asked for from here on, so that it needs a key of its own. */
    setSpec: (spec: RequestSpec) => setForm({ spec, key: createKey() }),
    reset: () => setForm({ spec: blank, key: createKey() }),
    /** It was sent: at once, since the page is left with that. */
    forget: () => {
      over.current = true;
      keep(place);
    },
  };
}
