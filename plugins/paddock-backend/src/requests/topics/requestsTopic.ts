import type { Origin } from '../../live/origin';
import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  paddockRequestReadPermission,
  type RequestLine,
  type RequestQuery,
  requestQuerySchema,
  type RequestWindow,
} from '@paddock/backstage-plugin-paddock-common';
import { isDeepStrictEqual } from 'node:util';
import { includes, type Scope, wideKey } from '../../live/scope';
import type { Reads } from '../../live/reads';
import type { Source } from '../../live/source';
import { defineTopic, type Subject } from '../../live/topic';
import type { Changes } from './changes';
import { lineOf } from '../view/line';
import { createLoaded } from './loaded';
import { areaOf, placeName, rightsTo } from './place';
import type { RequestStore, Visibility } from '../store/store';
import { visibilityOf } from '../access/visibility';

export interface RequestsTopicParts {
  store: Pick<RequestStore, 'list'>;
  changes: Changes;
  place: Origin;
  reads: Reads;
  administrators: readonly string[];
  logger: LoggerService;
}

interface Window {
  rows: Map<string, RequestLine>;
  meta: RequestWindow;
}

async function readWindow(
  { store }: RequestsTopicParts,
  query: RequestQuery,
  visibility: Visibility,
): Promise<Window> {
  const { items, ...counts } = await store.list(query, visibility);
  return {
    rows: new Map(items.map(row => [row.id, lineOf(row)])),
    meta: {
      ...counts,
      order: items.map(({ id }) => id),
      offset: query.offset,
    },
  };
}

/** What is granted now, of what the person had when the topic was opened. */
function visibilityIn(scope: Scope, had: Visibility): Visibility {
  return {
    person: had.person,
    groups: had.groups.filter(group => includes(scope, areaOf('group', group))),
    everything: scope.granted.has(
      wideKey({ cluster: placeName, what: 'person' }),
    ),
  };
}

/** One window, read anew whenever any request has changed. */
function createSource(
  parts: RequestsTopicParts,
  read: () => Promise<Window>,
  first?: Window,
): Source<RequestLine, RequestWindow> {
  let shown = new Set<string>();
  let current = () => first;

  function all() {
    const window = current();
    shown = new Set(window?.rows.keys());
    return { items: window?.rows ?? [], meta: window?.meta };
  }

  return {
    all,
    some() {
      const before = shown;
      const { items, meta } = all();
      const gone = [...before]
        .filter(id => !shown.has(id))
        .map(id => [id, undefined] as const);
      return { items: [...items, ...gone], meta };
    },
    start(dirty) {
      const loaded = createLoaded(read, () => dirty('window'), {
        first,
        logger: parts.logger,
      });
      current = loaded.now;
      const stop = parts.changes.subscribe(() => loaded.refresh());
      // What happened since the first read, and before this listened.
      loaded.refresh();
      return () => {
        stop();
        loaded.stop();
      };
    },
  };
}

/** Topic `requests`: a window of the requests that the caller may see. */
export function createRequestsTopic(parts: RequestsTopicParts) {
  async function resolve(
    query: RequestQuery,
    visibility: Visibility,
  ): Promise<Subject> {
    const first = await readWindow(parts, query, visibility);
    const areas = [
      areaOf('person', visibility.person),
      ...visibility.groups.map(group => areaOf('group', group)),
    ];
    return {
      key: JSON.stringify(query),
      viewer: { userRef: visibility.person, groupRefs: visibility.groups },
      origins: () => [parts.place],
      areas: () => areas,
      onAreas: () => () => {},
      named: () => [],
      rights: rightsTo,
      source(scope) {
        const now = visibilityIn(scope, visibility);
        const read = () =>
          parts.reads.read(visibility.person, () =>
            readWindow(parts, query, now),
          );
        const isSame = isDeepStrictEqual(now, visibility);
        return createSource(parts, read, isSame ? first : undefined);
      },
    };
  }

  return defineTopic({
    name: 'requests',
    permission: paddockRequestReadPermission,
    params: requestQuerySchema,
    resolve: (query: RequestQuery, { person }) =>
      resolve(query, visibilityOf(person, parts.administrators)),
  });
}
