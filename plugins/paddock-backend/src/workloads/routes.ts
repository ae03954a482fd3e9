import type { HttpAuthService } from '@backstage/backend-plugin-api';
import type { Request, Response } from 'express';
import Router from 'express-promise-router';
import {
  type EntityWorkloadItem,
  type EntityWorkloads,
  entityTarget,
  type Workload,
  type WorkloadPage,
  type WorkloadWindow,
} from '@paddock/backstage-plugin-paddock-common';
import { type Answer, answerOnce } from '../live/answerOnce';
import { parse } from '../http/parse';
import type { StreamContext } from '../live/stream/runStream';
import type { Caller, Topic } from '../live/topic';
import { readQuery } from './list/queryString';

interface Options extends StreamContext {
  httpAuth: HttpAuthService;
}

type Allowed = Extract<Answer, { state: 'allowed' }>;

function refuse(res: Response, missing: unknown[]) {
  const message =
    'The clusters do not let you see this. The missing rights are listed; whoever administers the namespace can grant them.';
  res.status(403).json({
    error: { name: 'NotAllowedError', message },
    missing,
    response: { statusCode: 403 },
  });
}

/** The same views as the topics `workloads` and `entity-workloads`, as single answers. */
export function createWorkloadsRouter(options: Options) {
  const { httpAuth, personOf, topics } = options;
  const router = Router();

  async function callerOf(req: Request): Promise<Caller> {
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    return { credentials, person: await personOf(credentials) };
  }

  async function answer(req: Request, topic: Topic, params: unknown) {
    const caller = await callerOf(req);
    const subject = await topic.resolve(params, caller);
    return answerOnce(options, { topic, subject }, caller);
  }

  /** Sends what was allowed, or says what is missing. */
  function send(
    res: Response,
    given: Answer,
    body: (rows: Allowed) => unknown,
  ) {
    res.set('Cache-Control', 'no-store');
    if (given.state === 'denied') refuse(res, given.missing);
    else res.json(body(given));
  }

  router.get('/workloads', async (req, res) => {
    const query = readQuery(req.url);
    const given = await answer(req, topics.get('workloads')!, query);
    send(res, given, ({ rows, clusters }): WorkloadPage => {
      const items = new Map(rows.items as Iterable<[string, Workload]>);
      const window = rows.meta as WorkloadWindow;
      const inOrder = window.order.flatMap(id => items.get(id) ?? []);
      return { items: inOrder, ...window, clusters };
    });
  });

  router.get('/entities/:kind/:namespace/:name/workloads', async (req, res) => {
    const { kind, namespace, name } = parse(entityTarget, req.params);
    const given = await answer(req, topics.get('entity-workloads')!, {
      entityRef: `${kind}:${namespace}/${name}`,
    });
    send(res, given, ({ rows, clusters }): EntityWorkloads => {
      const items = rows.items as Iterable<[string, EntityWorkloadItem]>;
      return { items: [...items].map(([, item]) => item), clusters };
    });
  });

  return router;
}
