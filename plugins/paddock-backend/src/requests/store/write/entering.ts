import type { Knex } from 'knex';
import { databaseTime } from '../../../database/databaseTime';
import type { Columns } from './recordChange';
import {
  isFinal,
  type RequestState,
} from '@paddock/backstage-plugin-paddock-common';

/** The columns of a request that comes into a state by a person's doing. */
export function entering(trx: Knex.Transaction, state: RequestState): Columns {
  if (isFinal(state)) return { state, ...overColumns };
  const reset: Columns = { state, waits_for: null, attention: null };
  switch (state) {
    case 'draft':
      return { ...reset, look_at: null };
    case 'waiting':
      return { ...reset, look_at: databaseTime(trx) };
    case 'removing':
      return {
        ...reset,
        ...noOffer,
        look_at: databaseTime(trx),
        woken: 1,
      };
    case 'making':
    case 'live':
      return { ...reset, look_at: databaseTime(trx), woken: 1 };
    default:
      return reset;
  }
}

/** It is offered to nobody. */
export const noOffer: Columns = {
  offered_to: null,
  offered_by: null,
  offered_until: null,
};

/** Nobody looks any more at what is over, and it waits for nothing. */
export const overColumns: Columns = {
  look_at: null,
  waits_for: null,
  attention: null,
  ...noOffer,
};
