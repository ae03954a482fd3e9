import type { Origin } from '../../live/origin';
import { isError, NotFoundError } from '@backstage/errors';
import {
  paddockRequestReadPermission,
  type RequestPage,
  requestTopicSchema,
} from '@paddock/backstage-plugin-paddock-common';
import type { Reads } from '../../live/reads';
import type { Source } from '../../live/source';
import { type Caller, defineTopic, type Subject } from '../../live/topic';
import type { Changes } from './changes';
import { createLoaded } from './loaded';
import { findSeen, readPage } from '../view/page';
import type { Asker, RequestParts } from '../parts';
import { areaOf, rightsTo } from './place';
import { visibilityOf } from '../access/visibility';
import type { Visibility } from '../store/store';

const isNotFound = (error: unknown) =>
  isError(error) && error.name === NotFoundError.name;

/** Whether somebody sees the request with this id. @throws what the database fails with */
export async function seesRequest(
  parts: RequestParts,
  visibility: Visibility,
  id: string,
): Promise<boolean> {
  try {
    await findSeen(parts, visibility, id);
    return true;
  } catch (error) {
    if (isNotFound(error)) return false;
    throw error;
  }
}

/** One row, the page; none when it is not to be seen any more. */
function createSource(
  id: string,
  options: {
    read: () => Promise<RequestPage | 'unseen'>;
    first: RequestPage;
    changes: Changes;
    logger: RequestParts['logger'];
  },
): Source<RequestPage> {
  let current = (): RequestPage | 'unseen' | undefined => options.first;
  const row = () => {
    const page = current();
    return page === 'unseen' ? undefined : page;
  };
  return {
    all() {
      const page = row();
      return { items: page ? [[id, page]] : [] };
    },
    some: () => ({ items: [[id, row()]] }),
    start(dirty) {
      const { read, first, changes, logger } = options;
      const loaded = createLoaded<RequestPage | 'unseen'>(
        read,
        () => dirty(id),
        { first, logger },
      );
      current = loaded.now;
      const stop = changes.subscribe(ids => {
        if (!ids || ids.has(id)) loaded.refresh();
      });
      // What happened since the first read, and before this listened.
      loaded.refresh();
      return () => {
        stop();
        loaded.stop();
      };
    },
  };
}

interface Parts {
  room: RequestParts;
  changes: Changes;
  place: Origin;
  reads: Reads;
}

async function resolve(
  { room, changes, place, reads }: Parts,
  id: string,
  { credentials, person }: Caller,
): Promise<Subject> {
  const { administrators } = room.settings;
  const asker: Asker = {
    credentials,
    person,
    visibility: visibilityOf(person, administrators),
  };
  const first = await readPage(room, asker, id);
  const area = areaOf('request', id);

  /** Who belongs to what is looked up anew: the page says what the person may do now. */
  async function read() {
    try {
      return await reads.read(person.userRef, async () => {
        // Asked in the read's turn: somebody may leave a group while it waits.
        const now = await room.personOf(credentials);
        const visibility = visibilityOf(now, administrators);
        return readPage(room, { ...asker, person: now, visibility }, id);
      });
    } catch (error) {
      if (isNotFound(error)) return 'unseen' as const;
      throw error;
    }
  }

  return {
    key: JSON.stringify([id, person.email]),
    viewer: person,
    origins: () => [place],
    areas: () => [area],
    onAreas: () => () => {},
    named: () => [area],
    rights: rightsTo,
    source: () =>
      createSource(id, { read, first, changes, logger: room.logger }),
  };
}

/** Topic `request`: one request's page, as the caller sees it. */
export function createRequestTopic(parts: Parts) {
  return defineTopic({
    name: 'request',
    permission: paddockRequestReadPermission,
    params: requestTopicSchema,
    resolve: ({ id }: { id: string }, caller) => resolve(parts, id, caller),
  });
}
