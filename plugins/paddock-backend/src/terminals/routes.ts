import {
  objectTarget,
  terminalRequestSchema,
} from '@paddock/backstage-plugin-paddock-common';
import type { Request } from 'express';
import Router from 'express-promise-router';
import type { Act } from '../access/act';
import { jsonUpTo } from '../http/body';
import { parse } from '../http/parse';
import { describeGrant } from './describeGrant';
import { issueTicket, type Wanted } from './issueTicket';
import { addShellRoutes } from './shellRoutes';
import type { Tickets } from './tickets';
import type { Times } from './times';

export interface TicketParts {
  act: Act;
  tickets: Tickets;
  times: Times;
  /** Told of every request, for the server that it came by. */
  serveBy: (request: Request) => void;
}

/** Gives out the tickets that terminals are opened with. */
export function createTicketRouter(parts: TicketParts) {
  const router = Router();

  router.post(
    '/clusters/:cluster/namespaces/:namespace/pods/:name/terminal',
    jsonUpTo('16kb'),
    async (req, res) => {
      const cluster = String(req.params.cluster);
      const about = { eventId: 'terminal-open', cluster };
      const answer = await parts.act.act(req, about, () => {
        const { namespace, name } = parse(objectTarget, req.params);
        const input = parse(terminalRequestSchema, req.body);
        const { container, command } = input;
        const wanted: Wanted = {
          ...{ namespace, pod: name, container },
          way: { is: 'exec', ...(command && { command }) },
        };
        return {
          meta: describeGrant({ cluster, ...wanted }),
          run: actor => issueTicket(parts.tickets, actor, wanted),
        };
      });
      parts.serveBy(req);
      res.status(201).set('Cache-Control', 'no-store').json(answer);
    },
  );
  addShellRoutes(router, parts);
  return router;
}
