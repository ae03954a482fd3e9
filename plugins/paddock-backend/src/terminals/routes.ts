import {
  terminalRequestSchema,
  type TerminalTicket,
} from '@paddock/backstage-plugin-paddock-common';
import express from 'express';
import Router from 'express-promise-router';
import type { Act } from '../doors/act';
import { KubeError } from '../kube/errors';
import { parse } from '../live/parse';
import { execRight, lacksExec, terminalTarget } from './target';
import { type Tickets, ticketSeconds } from './tickets';

interface TicketParts {
  act: Act;
  tickets: Tickets;
  /** Told of every request, for the server that it came by. */
  serveBy: (request: express.Request) => void;
}

/** Gives out the tickets that terminals are opened with. */
export function createTicketRouter({ act, tickets, serveBy }: TicketParts) {
  const router = Router();

  router.post(
    '/clusters/:cluster/namespaces/:namespace/pods/:name/terminal',
    express.json({ limit: '16kb', type: 'application/json' }),
    async (req, res) => {
      const about = {
        eventId: 'terminal-open',
        cluster: String(req.params.cluster),
      };
      const answer = await act.act(req, about, () => {
        const { cluster, namespace, name } = parse(terminalTarget, req.params);
        const input = parse(terminalRequestSchema, req.body);
        return {
          meta: { namespace, kind: 'Pod', name, ...input },
          async run({ cluster: { access }, as }): Promise<TerminalTicket> {
            if (!(await access.may(as, execRight(namespace, name)))) {
              const message = lacksExec(namespace, cluster);
              throw new KubeError(403, 'Forbidden', { message });
            }
            const about_ = { cluster, user: as.user, namespace, pod: name };
            const ticket = tickets.issue({ ...about_, ...input });
            return { ticket, seconds: ticketSeconds };
          },
        };
      });
      serveBy(req);
      res.status(201).set('Cache-Control', 'no-store').json(answer);
    },
  );

  return router;
}
