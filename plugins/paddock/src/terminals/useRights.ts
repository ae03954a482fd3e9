import type { TerminalRights } from '@paddock/backstage-plugin-paddock-common';
import { type Loaded, useGet } from '../portal/useLoaded';

/** What lacks for terminals. */
export type Rights = Loaded<TerminalRights>;

/** What lacks for terminals in a namespace, or in one pod of it; asked when it is shown. */
export const useRights = (
  cluster: string,
  namespace: string,
  pod?: string,
): Rights =>
  useGet<TerminalRights>(
    `/clusters/${encodeURIComponent(
      cluster,
    )}/namespaces/${namespace}/terminals${pod ? `?pod=${pod}` : ''}`,
    { enabled: cluster !== '' && namespace !== '' },
  ).loaded;

/** Whether a button can be used, and if not, which right lacks. */
export function mayOf(
  rights: Rights,
  way: keyof TerminalRights,
): true | string {
  if (rights.state === 'waiting') {
    return 'What you may do here is being asked for.';
  }
  if (!('value' in rights)) {
    return `What you may do here is not known: ${rights.reason}`;
  }
  const missing = rights.value[way];
  const [first] = missing;
  if (!first) return true;
  const names = missing.map(({ verb, resource }) => `${verb} ${resource}`);
  return `You lack the right to ${names.join(' and ')} in ${
    first.namespace
  } of ${first.cluster}.`;
}
