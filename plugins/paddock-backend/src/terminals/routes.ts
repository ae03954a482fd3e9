import {
  objectTarget,
  terminalRequestSchema,
} from '@paddock/backstage-plugin-paddock-common';
import Router from 'express-promise-router';
import { jsonUpTo } from '../http/body';
import { parse } from '../http/parse';
import { describeGrant } from './tickets/describeGrant';
import { issueTicket, type Wanted } from './tickets/issueTicket';
import { addShellRoutes } from './shellRoutes';
import type { TicketParts } from './tickets/ticketParts';

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
