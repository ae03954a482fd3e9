import type { ServerResponse } from 'node:http';
import { sendStatus } from './sendStatus';
import type { FakeRequest, FakeServing } from './serving';
import type { FakeObject } from './fakeStore';
import { listKinds } from './fakeObjects';

/** Serves `?watch=1`: an initial list where it is asked for, then events and bookmarks. */
export function handleWatch(
  serving: FakeServing,
  { path, query }: FakeRequest,
  response: ServerResponse,
) {
  const { store } = serving;
  const resource = path.split('/').pop() ?? '';
  const initial = query.get('sendInitialEvents') === 'true';
  if (initial && serving.streamingList === 'refused') {
    sendStatus(response, {
      status: 422,
      reason: 'Invalid',
      message: 'sendInitialEvents is forbidden',
    });
    return;
  }
  response.writeHead(200, { 'content-type': 'application/json' });
  response.flushHeaders();
  let muted = false;
  const send = (type: string, object: unknown) => {
    if (muted) return;
    response.write(`${JSON.stringify({ type, object })}\n`);
  };
  const mark = (annotations?: object) =>
    send('BOOKMARK', {
      kind: listKinds[resource],
      metadata: { resourceVersion: String(store.version), annotations },
    });

  const from = query.get('resourceVersion');
  if (from) {
    if (Number(from) < store.compacted) {
      send('ERROR', {
        kind: 'Status',
        code: 410,
        reason: 'Expired',
        message: 'too old resource version',
      });
      response.end();
      return;
    }
    for (const event of store.history) {
      if (event.resource === resource && event.version > Number(from)) {
        send(event.type, event.object);
      }
    }
  } else {
    const named = (object: FakeObject) => ({
      kind: listKinds[resource],
      ...object,
    });
    store.list(resource).forEach(object => send('ADDED', named(object)));
    if (initial && serving.streamingList === 'known') {
      mark({ 'k8s.io/initial-events-end': 'true' });
    }
  }
  const unsubscribe = store.onEvent(event => {
    if (event.resource === resource) send(event.type, event.object);
  });
  const watch = {
    end: () => response.end(),
    bookmark: () => mark(),
    mute: () => {
      muted = true;
    },
  };
  serving.openWatches.add(watch);
  response.on('close', () => {
    unsubscribe();
    serving.openWatches.delete(watch);
  });
}
