import type { Domain } from '../../reconcile/domain';
import {
  type Reconciler,
  type ReconcilerOptions,
  startReconciler,
} from '../../reconcile/startReconciler';
import type {
  RequestState,
  TimelineKind,
} from '@paddock/backstage-plugin-paddock-common';
import type { RequestRow } from '../store/store';
import type { ReconcilerParts } from './job';
import { reconcileRequest, untilExpiry } from './reconcileRequest';

export { followDrift } from './followDrift';
export type { ReconcilerParts } from './job';
export { createSweep } from './sweep/sweep';

/** Brings about what was approved, and keeps it so, until `stop`. */
export const startRequestReconciler = (
  parts: ReconcilerParts,
  options?: ReconcilerOptions,
): Reconciler => startReconciler(domainOf(parts), options);

const domainOf = (
  parts: ReconcilerParts,
): Domain<RequestRow, RequestState, TimelineKind> => ({
  noun: 'request',
  records: parts.store,
  reconcile: ({ record: row, held }) => reconcileRequest({ parts, held, row }),
  // The story of what is live is not filled with every outage of a cluster.
  tellsWaiting: ({ state }) => state === 'making' || state === 'removing',
  needsPerson: ({ record, held }) => ({
    // A person may have asked for its removal since; that is not to be stopped by what went wrong before.
    from:
      record.state === 'removing'
        ? ['removing']
        : ['making', 'live', 'attention', 'waiting'],
    // A change that waits for its decision goes on doing so.
    ...(record.state === 'waiting'
      ? { lookAgainInMs: parts.settings.driftSeconds * 1000 }
      : { state: 'attention', ...untilExpiry(record, held.lease) }),
  }),
  callPerson: ({ id }, why) =>
    parts.notify({ id, kind: 'attention', text: why }),
  logger: parts.logger,
});
