import { NotFoundError } from '@backstage/errors';
import {
  cordonSchema,
  nodeTarget,
  paddockNodeUpdatePermission,
  uncordonSchema,
} from '@paddock/backstage-plugin-paddock-common';
import type { Request } from 'express';
import Router from 'express-promise-router';
import type { Act, Deed } from '../access/act';
import { jsonUpTo } from '../http/body';
import { parse } from '../http/parse';
import { changeNode, refuseOthersCordon } from './change';
import { cordonChange, cordonOf, uncordonChange } from './cordon';

export interface NodeParts {
  act: Act;
  /** Milliseconds. */
  now?: () => number;
}

const ROUTE = '/clusters/:cluster/nodes/:node' as const;

/** Taking nodes out of use and putting them back. The permission is asked before anything is read, be it only a name. */
export function createNodesRouter({ act, now = () => Date.now() }: NodeParts) {
  const router = Router();
  const json = jsonUpTo('16kb');

  const carryOut = (
    request: Request,
    eventId: string,
    prepare: (node: string) => Deed<void>,
  ) =>
    act.act(
      request,
      {
        eventId,
        cluster: String(request.params.cluster),
        permission: paddockNodeUpdatePermission,
      },
      () => prepare(parse(nodeTarget, request.params).node),
    );

  router.post(`${ROUTE}/cordon`, json, async (req, res) => {
    await carryOut(req, 'node-cordon', name => {
      const { uid, why } = parse(cordonSchema, req.body);
      const at = new Date(now()).toISOString();
      return {
        meta: { kind: 'Node', name, uid, why },
        run: actor =>
          changeNode(actor, { name, uid }, node => {
            const { user } = actor.as;
            refuseOthersCordon(node, user);
            return cordonChange(node, { user, why, at });
          }),
      };
    });
    res.status(202).end();
  });

  router.post(`${ROUTE}/uncordon`, json, async (req, res) => {
    await carryOut(req, 'node-uncordon', name => {
      const { uid } = parse(uncordonSchema, req.body);
      return {
        meta: { kind: 'Node', name, uid },
        run: actor =>
          changeNode(actor, { name, uid }, node => {
            refuseOthersCordon(node, actor.as.user);
            return cordonOf(node) ? uncordonChange(node) : undefined;
          }),
      };
    });
    res.status(202).end();
  });

  // The door is there before the act is, so that it is never open to those who may not go through.
  router.post(`${ROUTE}/drain`, json, async req => {
    await carryOut(req, 'node-drain', name => {
      throw new NotFoundError(
        `Draining is not there yet. Cordon ${name} here, and run: kubectl drain ${name}`,
      );
    });
  });

  return router;
}
