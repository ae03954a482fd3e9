import type { TicketParts } from './tickets/ticketParts';
import { randomBytes } from 'node:crypto';
import {
  debugRequestSchema,
  namespaceTarget,
  objectTarget,
  shellContainer,
  shellRequestSchema,
  type ShellTicket,
  type TerminalRights,
  terminalRightsQuerySchema,
} from '@paddock/backstage-plugin-paddock-common';
import type { Router } from 'express';
import type { Actor } from '../access/act';
import { jsonUpTo } from '../http/body';
import { parse } from '../http/parse';
import { describeGrant } from './tickets/describeGrant';
import { issueTicket, type Wanted } from './tickets/issueTicket';
import { debugPatch, shellPod } from './session/opening';
import { explain } from './tickets/refusal';
import { podsPath, debugPath } from './shells/shellPods';
import { missingRights } from './tickets/target';

const json = jsonUpTo('512kb');

/** A terminal in a pod of its own, or in a debug container. Both are tried with the cluster first, and made when the ticket is used. */
export function addShellRoutes(router: Router, parts: TicketParts) {
  router.post(
    '/clusters/:cluster/namespaces/:namespace/shells',
    json,
    async (req, res) => {
      const cluster = String(req.params.cluster);
      const about = { eventId: 'shell-open', cluster };
      const answer = await parts.act.act(req, about, () => {
        const { namespace } = parse(namespaceTarget, req.params);
        const asked = parse(shellRequestSchema, req.body);
        const place = { namespace, pod: newName('shell') };
        const way = { is: 'shell', asked } as const;
        const wanted = { ...place, container: shellContainer, way };
        return {
          meta: describeGrant({ cluster, ...wanted }),
          run: actor => grant(parts, actor, wanted),
        };
      });
      parts.serveBy(req);
      res.status(201).set('Cache-Control', 'no-store').json(answer);
    },
  );

  router.post(
    '/clusters/:cluster/namespaces/:namespace/pods/:name/debug',
    json,
    async (req, res) => {
      const cluster = String(req.params.cluster);
      const about = { eventId: 'debug-open', cluster };
      const answer = await parts.act.act(req, about, () => {
        const { namespace, name } = parse(objectTarget, req.params);
        const asked = parse(debugRequestSchema, req.body);
        const place = { namespace, pod: name };
        const way = { is: 'debug', asked } as const;
        const wanted = { ...place, container: newName('debug'), way };
        return {
          meta: describeGrant({ cluster, ...wanted }),
          run: actor => grant(parts, actor, wanted),
        };
      });
      parts.serveBy(req);
      res.status(201).set('Cache-Control', 'no-store').json(answer);
    },
  );

  router.get(
    '/clusters/:cluster/namespaces/:namespace/terminals',
    async (req, res) => {
      const { cluster, namespace } = parse(namespaceTarget, req.params);
      const { pod } = parse(terminalRightsQuerySchema, req.query);
      const answer = await parts.act.look(req, cluster, actor =>
        rightsOf(actor, namespace, pod),
      );
      res.set('Cache-Control', 'no-store').json(answer);
    },
  );
}

async function rightsOf(
  actor: Actor,
  namespace: string,
  pod: string | undefined,
): Promise<TerminalRights> {
  const about = { namespace, ...(pod && { pod }) };
  const [exec, shell, debug] = await Promise.all([
    missingRights(actor, 'exec', about),
    missingRights(actor, 'shell', { namespace }),
    missingRights(actor, 'debug', about),
  ]);
  return { exec, shell, debug };
}

/** Names of this kind are guessed by nobody, and taken by nobody. */
const newName = (what: string) => `${what}-${randomBytes(4).toString('hex')}`;

async function grant(
  parts: TicketParts,
  actor: Actor,
  wanted: Wanted,
): Promise<ShellTicket> {
  const ticket = await issueTicket(parts.tickets, actor, wanted);
  try {
    await tryOut(parts, actor, wanted);
  } catch (error) {
    parts.tickets.redeem(ticket.ticket);
    throw explain(error);
  }
  return { ...ticket, pod: wanted.pod, container: wanted.container };
}

/** The cluster says now what it would refuse later: a quota, Pod Security, a pod that is not there. */
async function tryOut(
  { times }: TicketParts,
  { cluster: { name, write }, as }: Actor,
  wanted: Wanted,
) {
  const given = { cluster: name, user: as.user, ...wanted };
  const how = { as, dryRun: true };
  const { namespace, pod } = wanted;
  if (wanted.way.is === 'shell') {
    const tried = shellPod(given, times, {});
    await write.create(podsPath(namespace), tried, how);
    return;
  }
  await write.patch(debugPath(namespace, pod), debugPatch(given, times), how);
}
