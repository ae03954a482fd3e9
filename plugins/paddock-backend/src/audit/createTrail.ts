import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { createTurnsOf } from '../database/createTurns';
import { hasConnectionEnded } from '../database/hasConnectionEnded';
import type { Anchor, Anchors } from './anchors';
import { appendLine } from './append';
import { createDebts } from './debts';
import { hasEnd, searchAudit } from './search';
import type { AuditVerdict } from '@paddock/backstage-plugin-paddock-common';
import type { AuditTrail, Head, NewLine } from './trail';
import { type Mark, readHead, verifyChain } from './verify';

export interface TrailParts {
  knex: Knex;
  logger: LoggerService;
  /** Undefined where there is no key to sign with. */
  anchors?: Anchors;
  /** A line that the operator vouches for. */
  pinned?: Head;
  /** The table of anchors was made just now: no line can have been vouched for. */
  isNew?: boolean;
}

/** The trail as the process has it that keeps it. */
export interface KeptTrail extends AuditTrail {
  /**
   * Looks at what was added since it was last called, signs the head if that is whole, and resolves with it; with nothing
   * where no line was added. @throws Error when the chain is broken: what is broken is not vouched for
   */
  seal(): Promise<Head | undefined>;
}

const turnsOf = createTurnsOf();

export function createTrail(parts: TrailParts): KeptTrail {
  const { knex, logger, anchors } = parts;
  const seen = createSeen();
  let isNew = parts.isNew ?? false;
  let sealed: Head | undefined;

  const write: AuditTrail['append'] = async line => {
    // One at a time: were this process paused, no more than one line of it could be on its way.
    const head = await turnsOf(knex)(() => appendAgain(knex, line));
    seen.remember(head);
    return head;
  };
  const debts = createDebts({
    write,
    isWritten: line => hasEnd(knex, line),
    logger,
  });

  /** @param known - a line as the caller knows it */
  async function walk(known?: Head): Promise<AuditVerdict & { head: Head }> {
    const anchor = (await anchors?.read()) ?? 'none';
    const marks = marksOf({ anchor, known, pinned: parts.pinned, seen });
    const report = await verifyChain(knex, { marks });
    const broken =
      report.broken ??
      (anchors && !isNew
        ? faultOfAnchor(anchor, report.head, parts.pinned)
        : undefined);
    return {
      ...report,
      ...(broken && { broken }),
      ...(typeof anchor === 'object' && {
        anchored: { seq: anchor.seq, at: anchor.at },
      }),
    };
  }

  async function assertWhole(): Promise<Head> {
    const { broken, head } = sealed
      ? await verifyChain(knex, { after: sealed })
      : await walk();
    if (broken) {
      sealed = undefined;
      throw new Error(`It is broken at line ${broken.seq}: ${broken.why}`);
    }
    return head;
  }

  return {
    async append(line) {
      const head = await write(line);
      void debts.pay();
      return head;
    },
    owe: debts.owe,
    search: options => searchAudit(knex, options),
    async verify(known) {
      const { head, ...report } = await walk(known);
      if (report.broken) {
        const { seq, why } = report.broken;
        logger.error(`The audit trail is broken at line ${seq}: ${why}`);
      } else {
        seen.remember(head);
      }
      return report;
    },
    async seal() {
      await debts.pay();
      if (sealed && (await readHead(knex)).seq === sealed.seq) return undefined;
      const head = await assertWhole();
      if (head.seq > 0) await anchors?.write(head);
      isNew = false;
      sealed = head;
      seen.remember(head);
      return head.seq > 0 ? head : undefined;
    },
  };
}

/**
 * A pool hands out connections that the server has ended meanwhile. Whether the line was written is not known then: what
 * an act begins with may stand there twice, and how it ended must not.
 */
async function appendAgain(knex: Knex, line: NewLine): Promise<Head> {
  try {
    return await appendLine(knex, line);
  } catch (error) {
    const isEnd = line.phase === 'done' || line.phase === 'failed';
    if (isEnd || !hasConnectionEnded(error)) throw error;
    return appendLine(knex, line);
  }
}

/** The furthest line that this process knows of itself. */
function createSeen() {
  let last: Head | undefined;
  return {
    remember(head: Head) {
      if (head.seq > (last?.seq ?? 0)) last = head;
    },
    last: () => last,
  };
}

function marksOf({
  anchor,
  known,
  pinned,
  seen,
}: {
  anchor: Anchor | 'none' | 'forged';
  known?: Head;
  pinned?: Head;
  seen: { last(): Head | undefined };
}): Mark[] {
  const last = seen.last();
  return [
    ...(last
      ? [{ ...last, why: 'The line is not the one that the portal wrote.' }]
      : []),
    ...(typeof anchor === 'object'
      ? [{ ...anchor, why: 'The line is not the one that the portal signed.' }]
      : []),
    ...(known ? [{ ...known, why: 'The line is not the one given.' }] : []),
    ...(pinned
      ? [{ ...pinned, why: 'The line is not the one of paddock.audit.anchor.' }]
      : []),
  ];
}

/** A chain without a valid anchor may be another one, unless the operator vouches for a line of it. */
function faultOfAnchor(
  anchor: Anchor | 'none' | 'forged',
  { seq }: Head,
  pinned: Head | undefined,
): AuditVerdict['broken'] {
  if (seq === 0 || pinned || typeof anchor === 'object') return undefined;
  return anchor === 'none'
    ? {
        seq,
        why: 'The trail has no signed anchor. Where signing has only begun, vouch for a line by paddock.audit.anchor.',
      }
    : { seq, why: 'No key of this portal has signed the anchor of the trail.' };
}
