import type { Reach } from '@paddock/backstage-plugin-paddock-common';
import type { Origin } from '../origin';

/**
 * How current each origin's part of an answer is, by name. One that could not be asked what the viewer may see has
 * a part that is not shown, however live its picture is. Made once for each viewer, since it remembers since when.
 */
export function createFreshnessOf(now: () => Date = () => new Date()) {
  const silentSince = new Map<string, string>();

  function freshnessOf(origin: Origin, isSilent: boolean): Reach {
    const { name } = origin;
    const reach = origin.freshness();
    if (!isSilent) silentSince.delete(name);
    if (!isSilent || reach.state === 'stale' || reach.state === 'refused') {
      return reach;
    }
    const since = silentSince.get(name) ?? now().toISOString();
    silentSince.set(name, since);
    return {
      state: 'stale',
      since,
      reason: 'The cluster cannot be asked what you may see in it.',
    };
  }

  return (
    origins: readonly Origin[],
    silent: readonly Origin[],
  ): Record<string, Reach> =>
    Object.fromEntries(
      origins.map(each => [
        each.name,
        freshnessOf(each, silent.includes(each)),
      ]),
    );
}
