import type {
  AuditorService,
  DatabaseService,
  HttpAuthService,
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import { toError } from '@backstage/errors';
import { migrationsFolder } from '../database/openDatabase';
import { createAnchors } from './anchors';
import { createDenials } from './denials';
import { createTrail, type KeptTrail } from './createTrail';
import { readAuditSettings } from './settings';

interface Parts {
  auditor: AuditorService;
  config: Config;
  database: DatabaseService;
  httpAuth: HttpAuthService;
  logger: LoggerService;
  scheduler: Pick<SchedulerService, 'scheduleTask'>;
}

export interface Audit {
  trail: KeptTrail;
  denials: ReturnType<typeof createDenials>;
  /** Signs and publishes the end of the trail. */
  stop(): Promise<void>;
}

const anchorsMigration = '20261201000000_audit_anchor.js';
const everyMinutes = 5;

/** Opens the audit trail, verifies it, and publishes its head from then on. @throws what the database fails with */
export async function openAudit(parts: Parts): Promise<Audit> {
  const { auditor, logger, scheduler } = parts;
  const { keys, anchor } = readAuditSettings(parts.config);
  const knex = await parts.database.getClient();
  const isNew = await migrate(parts.database);
  const [first, ...others] = keys;
  if (first === undefined) {
    logger.warn(
      'The audit trail is not signed: set paddock.audit.key, or a chain that is written anew while the portal is away cannot be told from the real one.',
    );
  }
  const trail = createTrail({
    knex,
    logger,
    isNew,
    ...(first !== undefined && {
      anchors: createAnchors(knex, [first, ...others]),
    }),
    ...(anchor && { pinned: anchor }),
  });
  const publish = createPublisher({ auditor, logger }, trail);
  // Whoever starts next shall find an anchor.
  if (isNew) await publish();
  await scheduler.scheduleTask({
    id: 'paddock-audit-head',
    // Each process publishes what it has seen itself.
    scope: 'local',
    frequency: { minutes: everyMinutes },
    timeout: { minutes: everyMinutes },
    fn: publish,
  });
  const denials = createDenials({ ...parts, trail });
  return {
    trail,
    denials,
    async stop() {
      await denials.stop();
      await publish();
    },
  };
}

/** Resolves with whether the table of anchors was made just now. */
async function migrate(database: DatabaseService): Promise<boolean> {
  if (database.migrations?.skip) return false;
  const knex = await database.getClient();
  const [, made] = await knex.migrate.latest({ directory: migrationsFolder });
  return (made as string[]).some(name => name.endsWith(anchorsMigration));
}

/** What the portal says of the end of the trail is kept where logs are kept: out of the reach of the database. */
export function createPublisher(
  {
    auditor,
    logger,
  }: {
    auditor: AuditorService;
    logger: Pick<LoggerService, 'info' | 'error'>;
  },
  trail: Pick<KeptTrail, 'seal'>,
): () => Promise<void> {
  return async () => {
    try {
      const head = await trail.seal();
      if (!head) return;
      logger.info(`The audit trail is whole up to ${head.seq}:${head.hash}`);
      const entry = await auditor.createEvent({
        eventId: 'audit-head',
        severityLevel: 'low',
        meta: { ...head },
      });
      await entry.success();
    } catch (thrown) {
      const error = toError(thrown);
      logger.error('The audit trail cannot be vouched for', error);
      await sayBroken(auditor, error).catch(() => {});
    }
  };
}

async function sayBroken(auditor: AuditorService, error: Error) {
  const entry = await auditor.createEvent({
    eventId: 'audit-head',
    severityLevel: 'critical',
  });
  await entry.fail({ error });
}
