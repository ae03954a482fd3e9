import type { ObjectEvent } from '@paddock/backstage-plugin-paddock-common';
import type { CoreV1Event } from '@kubernetes/client-node';
import type { Intern } from '../intern';
import type { EventRow } from '../rows/surroundings';
import { rowOf, text, type Wire } from '../../objects/wire';

/** One event; older and newer ways of writing them give the same. */
export function readEvent(event: Wire<CoreV1Event>): ObjectEvent {
  const { involvedObject: object, series } = event;
  const firstAt =
    event.firstTimestamp ??
    event.eventTime ??
    event.metadata?.creationTimestamp ??
    '';
  const container = /\{(.+?)\}/.exec(object?.fieldPath ?? '')?.[1];
  const what = `${object?.kind ?? ''}/${object?.name ?? ''}`;
  return {
    id: event.metadata?.uid ?? '',
    type: event.type === 'Warning' ? 'Warning' : 'Normal',
    reason: event.reason ?? '',
    message: event.message ?? '',
    count: series?.count ?? event.count ?? 1,
    firstAt,
    lastAt: series?.lastObservedTime ?? event.lastTimestamp ?? firstAt,
    about: container ? `${what}, container ${container}` : what,
    by: event.source?.component ?? event.reportingComponent ?? '',
  };
}

/** A Warning, found by what it is about. */
export function trimEvent(object: unknown, intern: Intern): EventRow {
  const event = object as Wire<CoreV1Event>;
  const { kind, name, uid } = event.involvedObject ?? {};
  const id = text(uid);
  return {
    kind: 'Event',
    ...rowOf(event.metadata, intern),
    ...(id
      ? {
          owner: intern.value({
            id,
            kind: text(kind) ?? '',
            name: text(name) ?? '',
          }),
        }
      : {}),
    event: { ...readEvent(event), message: text(event.message) ?? '' },
  };
}
