import type { Preparing } from '@paddock/backstage-plugin-paddock-common';
import { useGet } from '../portal/useLoaded';

const everyMs = (preparing: Preparing | undefined) =>
  preparing?.items.some(({ state }) => state === 'running') ? 5_000 : false;

/** What the platform still prepares. Asked once a page, and again only while something is on its way. */
export function usePreparing(): Preparing['items'] {
  const { loaded } = useGet<Preparing>('/preparing', { everyMs });
  // A backend that does not answer is told by the page itself; what was seen last stays.
  return 'value' in loaded ? loaded.value.items : [];
}
