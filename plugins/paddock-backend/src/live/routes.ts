import type { HttpAuthService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import Router from 'express-promise-router';
import { liveRequestSchema } from '@paddock/backstage-plugin-paddock-common';
import { jsonUpTo } from '../http/body';
import type { Limits } from '../http/limits';
import { parse } from '../http/parse';
import { runStream, type StreamContext } from './stream/runStream';
import { openEventStream } from './stream/sse';
import { tooMany } from '../http/tooMany';

interface Options extends StreamContext {
  httpAuth: HttpAuthService;
  limits: { streams: Limits; topics: Limits };
}

function parseRequest(body: unknown) {
  const request = parse(liveRequestSchema, body);
  const ids = new Set(request.topics.map(({ id }) => id));
  if (ids.size < request.topics.length) {
    throw new InputError(
      'Two topics of this request have the same id. Give each its own.',
    );
  }
  return request;
}

/** `POST /live`: everything that one tab shows, on one stream. */
export function createLiveRouter(options: Options) {
  const { httpAuth, personOf, limits } = options;
  const open = new Set<ReturnType<typeof runStream>>();
  const router = Router();

  router.post('/live', jsonUpTo('64kb'), async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    if (!req.is('application/json')) {
      throw new InputError('Send the request as application/json.');
    }
    const request = parseRequest(req.body);
    const { userEntityRef } = credentials.principal;
    // What has closed already never gives its room back.
    if (res.destroyed) return;
    for (const [each, count] of [
      [limits.streams, 1],
      [limits.topics, request.topics.length],
    ] as const) {
      const leave = each.enter(userEntityRef, count);
      if (!leave) {
        tooMany(res, 'Too many live views are open. Close some tabs.', 5);
        return;
      }
      res.once('close', leave);
    }
    const person = await personOf(credentials);
    if (res.destroyed) return;
    const stream = openEventStream(res);
    const caller = { credentials, person };
    const running = runStream(options, request, { caller, stream });
    open.add(running);
    res.once('close', () => {
      open.delete(running);
      running.stop();
    });
  });

  return {
    router,
    /** Tells every client that the portal is going, so that it comes back by itself. */
    stop() {
      for (const running of open) running.bye('shutdown');
    },
  };
}
