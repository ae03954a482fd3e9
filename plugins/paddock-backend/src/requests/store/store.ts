import type {
  DatabaseService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import type { AuditTrail } from '../../audit/trail';
import type { RequestStore } from './contract';

import { readChangedSince, readLastSeq, wakeRequest } from './read/changes';
import { claimRequest } from './lease/claimRequest';
import { createNews, type News } from './createNews';
import { createRequest } from './write/createRequest';
import { decideRequest } from './write/decideRequest';
import { readGranted } from './grant/grants';
import { handOverRequest } from './write/handOverRequest';
import { readKnownOrphans, rememberOrphan } from './read/knownOrphans';
import { endOffer, offerRequest } from './write/offerRequest';
import { releaseLease, renewLease } from './lease/leases';
import { listRequests } from './read/listRequests';
import { moveRequest } from './write/moveRequest';
import { openDatabase } from '../../database/openDatabase';
import { progressRequest } from './lease/progressRequest';
import {
  readInNamespace,
  readProofs,
  readReplayed,
  readRequest,
  readRevision,
  readStanding,
  readTimeline,
} from './read/reads';
import { reviseRequest } from './write/reviseRequest';
import { sayOnRequest } from './write/sayOnRequest';
import { releaseReserve } from './lease/releaseReserve';

export type {
  Entered,
  Lease,
  NewRevision,
  Progress,
  RequestRow,
  RequestStore,
  RevisionRow,
  Submission,
  Visibility,
} from './contract';

interface Parts {
  database: DatabaseService;
  /** The one that everything in this process is recorded in. */
  audit: AuditTrail;
  logger: LoggerService;
}

/** The store of requests, in PostgreSQL or SQLite; brings the tables up to date first. */
export async function createRequestStore({
  database,
  audit,
  logger,
}: Parts): Promise<RequestStore> {
  const knex = await openDatabase(database);
  const news = createNews(logger);
  return {
    ...readsOf(knex),
    ...stepsOf(knex, news),
    ...workOf(knex, news),
    onChange: news.listen,
    audit,
    // The pool of connections is Backstage's own, and ends with the plugin.
    stop: async () => news.stop(),
  };
}

/** What tells, and changes nothing. */
const readsOf = (knex: Knex) =>
  ({
    replayed: options => readReplayed(knex, options),
    get: id => readRequest(knex, id),
    revision: (id, revision) => readRevision(knex, id, revision),
    timeline: id => readTimeline(knex, id),
    proofs: id => readProofs(knex, id),
    list: (query, visibility) => listRequests(knex, query, visibility),
    standing: () => readStanding(knex),
    inNamespace: place => readInNamespace(knex, place),
    granted: team => readGranted(knex, team),
    lastSeq: () => readLastSeq(knex),
    changedSince: seq => readChangedSince(knex, seq),
    knownOrphans: keys => readKnownOrphans(knex, keys),
  } satisfies Partial<RequestStore>);

/** What people, and the check, do. */
const stepsOf = (knex: Knex, news: News) =>
  ({
    async create(options) {
      const result = await createRequest(knex, options);
      if (!result.existed) news.tell(result.row.id);
      return result;
    },
    async revise(options) {
      const entered = await reviseRequest(knex, options);
      news.tell(entered.row.id);
      return entered;
    },
    async decide(options) {
      const granted = await decideRequest(knex, options);
      if (granted.state === 'granted') news.tell(options.id);
      return granted;
    },
    async move(options) {
      const row = await moveRequest(knex, options);
      news.tell(row.id);
      return row;
    },
    async offer(options) {
      const row = await offerRequest(knex, options);
      news.tell(row.id);
      return row;
    },
    async endOffer(options) {
      const row = await endOffer(knex, options);
      news.tell(row.id);
      return row;
    },
    async handOver(options) {
      const { ids, granted } = await handOverRequest(knex, options);
      ids.forEach(news.tell);
      return granted;
    },
    async say(id, entry) {
      await sayOnRequest(knex, id, entry);
      news.tell(id);
    },
  } satisfies Partial<RequestStore>);

/** What the worker does. */
const workOf = (knex: Knex, news: News) =>
  ({
    claim: options => claimRequest(knex, options),
    renew: (lease, forMs) => renewLease(knex, lease, forMs),
    async progress(lease, progress) {
      const seen = await progressRequest(knex, lease, progress);
      if (seen) news.tell(lease.id);
    },
    releaseReserve: (lease, amounts) => releaseReserve(knex, lease, amounts),
    release: lease => releaseLease(knex, lease),
    wake: id => wakeRequest(knex, id),
    rememberOrphan: key => rememberOrphan(knex, key),
  } satisfies Partial<RequestStore>);
