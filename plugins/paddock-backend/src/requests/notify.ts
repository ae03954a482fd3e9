import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  NotificationService,
  NotificationSendOptions,
} from '@backstage/plugin-notifications-node';
import type { TimelineKind } from '@paddock/backstage-plugin-paddock-common';
import type { Audience } from '../access/audience';
import { approversOf, sees, visibilityOf } from './access/visibility';
import type { RequestRow, RequestStore, RevisionRow } from './store/store';
import { oneLine } from '../audit/visible';

/** Something that happened to a request, as its timeline says it. */
export interface News {
  id: string;
  kind: TimelineKind;
  text: string;
  /** Catalog ref of whoever did it: they know. */
  by?: string;
  /** Of an offer that has ended: the team that it was for. */
  offeredTo?: string;
}

/** Tells the people concerned. Never throws and is not waited for: a message is no part of what it tells of. */
export type Notify = (news: News) => void;

const textAtMost = 400;

type Row = Pick<
  RequestRow,
  'requestedBy' | 'handedOver' | 'team' | 'state' | 'offer'
>;

/** Catalog refs of those whom it concerns; groups stand for their members. Pure. */
export function concerned(
  kind: TimelineKind,
  row: Row,
  approvers: readonly string[],
): string[] {
  const { team, state, offer } = row;
  // Once another team has it, whoever asked for it is nobody to it.
  const asker = row.handedOver ? [] : [row.requestedBy];
  switch (kind) {
    case 'checked':
    case 'edited':
      return state === 'waiting' ? [...approvers] : [];
    case 'comment':
      return state === 'waiting' ? [...asker, ...approvers] : asker;
    case 'approved':
    case 'rejected':
    case 'proven':
      return asker;
    case 'attention':
    case 'drift':
    case 'expiry-warning':
    case 'expired':
    case 'removed':
    case 'offer-ended':
      return [...asker, team];
    case 'handed-over':
      return [team];
    case 'offered':
      return offer ? [offer.team] : [];
    case 'asked':
    case 'withdrawn':
    case 'made':
    case 'waits':
    case 'value-written':
    case 'mended':
    case 'removing':
      return [];
    default:
      throw new Error(`Unknown news: ${kind satisfies never}`);
  }
}

const headlines: Partial<Record<TimelineKind, string>> = {
  checked: 'waits for your decision',
  edited: 'was edited and waits for your decision',
  comment: 'has a new comment',
  approved: 'was approved',
  rejected: 'was rejected',
  withdrawn: 'was withdrawn',
  proven: 'is live',
  attention: 'needs your attention',
  drift: 'is no longer as it was approved',
  'expiry-warning': 'expires soon',
  expired: 'has expired',
  removed: 'was removed',
  offered: 'is offered to your team',
  'offer-ended': 'is not offered any more',
  'handed-over': 'has a new owner',
};

/** What a message is about: a later one about the same takes the place of an earlier one. */
type About = 'decision' | 'offer' | 'comment' | 'state';

const abouts: Partial<Record<TimelineKind, About>> = {
  checked: 'decision',
  edited: 'decision',
  offered: 'offer',
  comment: 'comment',
};

/** Nothing waits for an approver any more. */
const decided: readonly TimelineKind[] = [
  'approved',
  'rejected',
  'withdrawn',
  'expired',
];

interface Message {
  to: readonly string[];
  about: About;
  /** Whoever did it is told, too: their earlier message is not true any more. */
  isUpdate?: boolean;
}

/** Pure. */
export function messagesOf(
  { kind, offeredTo }: Pick<News, 'kind' | 'offeredTo'>,
  row: Row,
  {
    approvers,
    wasInTrouble: isRelief,
  }: { approvers: readonly string[]; wasInTrouble: boolean },
): Message[] {
  const messages: Message[] = [
    { to: concerned(kind, row, approvers), about: abouts[kind] ?? 'state' },
  ];
  if (decided.includes(kind)) {
    messages.push({ to: approvers, about: 'decision', isUpdate: true });
  }
  if (kind === 'handed-over') {
    messages.push({ to: [row.team], about: 'offer', isUpdate: true });
    // The last that whoever asked for it hears of it.
    messages.push({ to: [row.requestedBy], about: 'state', isUpdate: true });
  }
  if (kind === 'offer-ended' && offeredTo !== undefined) {
    messages.push({ to: [offeredTo], about: 'offer', isUpdate: true });
  }
  // Whoever was told that it needs them is told that it does not.
  if (kind === 'proven' && isRelief) {
    messages.push({ to: [row.team], about: 'state', isUpdate: true });
  }
  return messages.filter(({ to }) => to.length > 0);
}

function sendable(
  { id, kind, by }: News,
  row: RequestRow,
  { to, about, isUpdate, text }: Message & { text: string },
): NotificationSendOptions {
  return {
    recipients: {
      type: 'entity',
      entityRef: [...to],
      ...(by && !isUpdate && { excludeEntityRef: by }),
    },
    payload: {
      title: oneLine(
        `The ${row.kind} "${row.name}" in ${row.cluster} ${
          headlines[kind] ?? ''
        }`,
      ),
      description: oneLine(text).slice(0, textAtMost),
      link: `/requests/${id}`,
      severity: kind === 'attention' ? 'high' : 'normal',
      topic: 'requests',
      scope: `paddock:${about}:${id}`,
    },
  };
}

interface Parts {
  store: Pick<RequestStore, 'get' | 'revision' | 'timeline'>;
  send: NotificationService['send'];
  audience: Audience;
  administrators: readonly string[];
  /** What people call somebody, or a team. */
  nameOf(ref: string): Promise<string>;
  logger: LoggerService;
}

const refs = /\b(?:user|group):[\w.-]+\/[\w.-]*\w/gi;

/** With names in the place of refs. */
async function named(text: string, nameOf: Parts['nameOf']): Promise<string> {
  const found = [...new Set(text.match(refs) ?? [])].slice(0, 5);
  const names = await Promise.all(found.map(nameOf));
  return found.reduce(
    (told, ref, at) => told.replaceAll(ref, names[at] ?? ref),
    text,
  );
}

/** Whether people were called since it was last live. */
async function wasInTrouble(
  { store }: Parts,
  { id, kind }: News,
): Promise<boolean> {
  if (kind !== 'proven') return false;
  const story = await store.timeline(id);
  const now = story.findLastIndex(each => each.kind === 'proven');
  const before = story
    .slice(0, now)
    .findLast(each => ['proven', 'attention', 'drift'].includes(each.kind));
  return before !== undefined && before.kind !== 'proven';
}

/** Sends Backstage notifications to whom it concerns, as far as they see the request. */
export function createNotify(parts: Parts): Notify {
  const { store, send, audience, administrators, logger } = parts;

  /** Those who see it, and those whose earlier message only loses its meaning. */
  const hearing = (row: RequestRow, revision: RevisionRow, message: Message) =>
    audience(message.to, async person => {
      if (message.isUpdate) return true;
      const visibility = visibilityOf(person, administrators);
      return sees(visibility, row, approversOf(revision));
    });

  async function tell(news: News) {
    const row = await store.get(news.id);
    if (!row) return;
    const revision = await store.revision(row.id, row.revision);
    const messages = messagesOf(news, row, {
      approvers: approversOf(revision),
      wasInTrouble: await wasInTrouble(parts, news),
    });
    const text = await named(news.text, parts.nameOf);
    for (const message of messages) {
      const to = await hearing(row, revision, message);
      if (to.length > 0)
        await send(sendable(news, row, { ...message, to, text }));
    }
  }
  return news => {
    tell(news).catch(error =>
      logger.warn(`Nobody was notified of "${news.kind}": ${error}`),
    );
  };
}
