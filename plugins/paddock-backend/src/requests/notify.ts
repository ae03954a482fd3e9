import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  NotificationService,
  NotificationSendOptions,
} from '@backstage/plugin-notifications-node';
import type { TimelineKind } from '@paddock/backstage-plugin-paddock-common';
import { approversOf } from './sight';
import type { RequestRow, RequestStore } from './store';
import { oneLine } from '../audit/visible';

/** Something that happened to a request, as its timeline says it. */
export interface News {
  id: string;
  kind: TimelineKind;
  text: string;
  /** Catalog ref of whoever did it: they know. */
  by?: string;
}

/** Tells the people concerned. Never throws and is not waited for: a message is no part of what it tells of. */
export type Notify = (news: News) => void;

const textAtMost = 400;

/** Catalog refs of those whom it concerns; groups stand for their members. Pure. */
export function concerned(
  kind: TimelineKind,
  {
    requestedBy,
    team,
    state,
  }: Pick<RequestRow, 'requestedBy' | 'team' | 'state'>,
  approvers: readonly string[],
): string[] {
  switch (kind) {
    case 'checked':
    case 'edited':
      return state === 'waiting' ? [...approvers] : [];
    case 'comment':
      return state === 'waiting' ? [requestedBy, ...approvers] : [requestedBy];
    case 'approved':
    case 'rejected':
    case 'proven':
      return [requestedBy];
    case 'attention':
    case 'drift':
    case 'expiry-warning':
    case 'expired':
    case 'removed':
    case 'handed-over':
      return [requestedBy, team];
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
  proven: 'is live',
  attention: 'needs your attention',
  drift: 'is no longer as it was approved',
  'expiry-warning': 'expires soon',
  expired: 'has expired',
  removed: 'was removed',
  'handed-over': 'has a new owner',
};

function messageOf(
  { id, kind, text, by }: News,
  row: RequestRow,
  recipients: string[],
): NotificationSendOptions {
  return {
    recipients: {
      type: 'entity',
      entityRef: recipients,
      ...(by && { excludeEntityRef: by }),
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
      // A later message of the same kind takes the place of an earlier one.
      scope: `paddock:${kind}:${id}`,
    },
  };
}

/** Sends Backstage notifications to whom it concerns. */
export function createNotify({
  store,
  send,
  logger,
}: {
  store: Pick<RequestStore, 'get' | 'revision'>;
  send: NotificationService['send'];
  logger: LoggerService;
}): Notify {
  async function tell(news: News) {
    const row = await store.get(news.id);
    if (!row) return;
    const revision = await store.revision(row.id, row.revision);
    const recipients = concerned(news.kind, row, approversOf(revision));
    if (recipients.length > 0) await send(messageOf(news, row, recipients));
  }
  return news => {
    tell(news).catch(error =>
      logger.warn(`Nobody was notified of "${news.kind}": ${error}`),
    );
  };
}
