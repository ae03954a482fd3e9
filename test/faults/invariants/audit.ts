import { createHash } from 'node:crypto';
import { isEffect } from './approval.ts';
import type { AuditRecord, Picture } from './picture.ts';

const kebab = (kind: string) =>
  kind.replace(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase();

/** What a line is about; the lines of one act share it. */
const subjectOf = ({ requestId, event, detail }: AuditRecord) =>
  [requestId, event, detail.namespace ?? '', detail.name].join(' ');

/**
 * I6: no effect without a record that was written before it. The chain is whole; what is there was intended before it
 * came to be; what ended was intended; and what has no end is of a process that died.
 */
export function auditFaults(picture: Picture): string[] {
  const effects = picture.audit.filter(isEffect);
  return [
    ...chainFaults(picture.audit),
    ...objectFaults(picture, effects),
    ...vaultFaults(picture, effects),
    ...endingFaults(picture, effects),
    ...creationFaults(picture),
  ];
}

const hashOf = ({ hash, requestId, ...line }: AuditRecord) => {
  const fields: Record<string, unknown> = {
    ...line,
    ...(requestId !== undefined && { requestId }),
    at: new Date(line.at).toISOString(),
    detail: sorted(line.detail),
  };
  const text = JSON.stringify(sorted(fields));
  return createHash('sha256').update(text).digest('hex');
};

const sorted = (record: Record<string, unknown>) =>
  Object.fromEntries(
    Object.keys(record)
      .sort()
      .map(key => [key, record[key]]),
  );

function chainFaults(audit: readonly AuditRecord[]): string[] {
  let before = '0'.repeat(64);
  for (const [at, line] of audit.entries()) {
    const whole = line.seq === at + 1 && line.previousHash === before;
    if (!whole || hashOf(line) !== line.hash) {
      return [`I6: the chain is broken at line ${line.seq}`];
    }
    before = line.hash;
  }
  return [];
}

/** The cluster cuts instants off to seconds. */
const SECOND = 1_000;

function objectFaults(
  { objects }: Picture,
  effects: readonly AuditRecord[],
): string[] {
  return objects.flatMap(each => {
    const about = effects.filter(
      ({ requestId, event, detail }) =>
        requestId === each.requestId &&
        event === `create-${kebab(each.kind)}` &&
        detail.name === each.name &&
        (detail.namespace ?? '') === each.namespace,
    );
    const what = `${each.kind} ${each.namespace}/${each.name}`;
    const intended = about.some(
      ({ phase, at }) => phase === 'intended' && at < each.createdAt + SECOND,
    );
    const made = about.filter(
      ({ phase, detail }) => phase === 'done' && detail.uid === each.uid,
    );
    return [
      ...(intended ? [] : [`I6: ${what} came to be without a record`]),
      ...(made.length > 1 ? [`I6: ${what} was made twice`] : []),
    ];
  });
}

function vaultFaults(
  { vault }: Picture,
  effects: readonly AuditRecord[],
): string[] {
  const intended = new Set(
    effects
      .filter(({ phase }) => phase === 'intended')
      .map(({ event, detail }) => `${event} ${detail.name}`),
  );
  const found = [
    ...vault.policies.map(({ name }) => `write-policy ${name}`),
    ...vault.roles.map(name => `write-role ${name}`),
    ...vault.paths.map(({ path }) => `write-path secret/${path}`),
  ];
  return found
    .filter(each => !intended.has(each))
    .map(each => `I6: ${each} happened without a record`);
}

/** Each lease works on one thing of a kind at a time, so lines of one subject and fence follow each other. */
function endingFaults(
  { requests }: Picture,
  effects: readonly AuditRecord[],
): string[] {
  const last = new Map(requests.map(({ id, fence }) => [id, fence]));
  const open = new Map<string, AuditRecord>();
  const faults: string[] = [];
  for (const line of effects) {
    const act = `${subjectOf(line)} ${line.detail.fence}`;
    if (line.phase === 'intended') open.set(act, line);
    else if (!open.delete(act)) {
      faults.push(`I6: line ${line.seq} ends what was not intended: ${act}`);
    }
  }
  const unended = [...open.values()].filter(
    ({ requestId, detail }) =>
      Number(detail.fence) >= (last.get(requestId ?? '') ?? 0),
  );
  return [
    ...faults,
    ...unended.map(
      line => `I6: nothing says how line ${line.seq} ended: ${subjectOf(line)}`,
    ),
  ];
}

/** People's acts, too: whoever asked is written down. */
function creationFaults({ requests, audit }: Picture): string[] {
  return requests.flatMap(({ id, requestedBy }) =>
    audit.some(
      ({ event, actor, phase, requestId }) =>
        event === 'request-create' &&
        phase === 'intended' &&
        requestId === id &&
        actor.toLowerCase() === requestedBy,
    )
      ? []
      : [`I6: nothing says who has asked for ${id}`],
  );
}
