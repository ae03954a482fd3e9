import { ConflictError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import {
  actsOfKind,
  manyActsSchema,
  nothingSchema,
  promoteSchema,
  rollBackSchema,
  scaleSchema,
  type WorkloadAct,
} from '@paddock/backstage-plugin-paddock-common';
import type { Request } from 'express';
import Router from 'express-promise-router';
import type { ZodType } from 'zod';
import type { Act, Actor } from '../../access/act';
import { Unprocessable } from '../../http/unprocessable';
import { isStatus, type KubeError } from '../../kube/connection/errors';
import { resources } from '../../kube/connection/resources';
import { jsonUpTo } from '../../http/body';
import { parse } from '../../http/parse';
import { projectHistory } from '../history/history';
import type { LiveWorkload } from '../../kube/objects/workloadObjects';
import { readRevisions, readWorkload } from '../history/read';
import { askManyActs, createAskActs } from './askActs';
import { abort, promote, promoteFully, retry } from './delivery';
import { createOwnerOf } from './gitOps';
import { type Patch, pause, restart, scale } from './patches';
import { rollBack } from './rollBack';
import { type Creation, runNow } from './runNow';
import { pathOf, workloadTarget, type WorkloadTarget } from './target';

export interface CommandParts {
  act: Act;
  /** Where Argo CD answers, for links to its applications. */
  argoCd?: string;
  /** Milliseconds. */
  now?: () => number;
}

const ROUTE =
  '/clusters/:cluster/namespaces/:namespace/workloads/:kind/:name' as const;
const ofCluster = workloadTarget.pick({ cluster: true });

type Change = Patch | Creation;

/** How an act is asked for, and the changes that it stands for, in their order. */
interface Command<Input = unknown> {
  body: ZodType<Input>;
  patch(
    asked: { target: WorkloadTarget; input: Input },
    actor: Actor,
  ): Promise<Change[]> | Change[];
}

const command = <Input>(given: Command<Input>) => given as Command;

function commandsAt(now: () => number): Record<WorkloadAct, Command> {
  return {
    restart: command({
      body: nothingSchema,
      patch: ({ target }) => [restart(target, new Date(now()).toISOString())],
    }),
    pause: command({
      body: nothingSchema,
      patch: ({ target }) => [pause(target, true)],
    }),
    resume: command({
      body: nothingSchema,
      patch: ({ target }) => [pause(target, false)],
    }),
    scale: command({
      body: scaleSchema,
      patch: ({ target, input }) => [scale(target, input.replicas)],
    }),
    rollBack: command({
      body: rollBackSchema,
      async patch({ target, input }, actor) {
        const workload = await readWorkload(actor, target);
        const kept = await readRevisions(actor, target, workload);
        return [rollBack(workload, kept, input.revision)];
      },
    }),
    runNow: command({
      body: nothingSchema,
      patch: async ({ target }, actor) => [await runNow(actor, target, now())],
    }),
    promote: command({
      body: promoteSchema,
      patch: async ({ target, input }, actor) =>
        promote(target, await readWorkload(actor, target), input.step),
    }),
    promoteFully: command({
      body: nothingSchema,
      patch: async ({ target }, actor) =>
        promoteFully(target, await readWorkload(actor, target)),
    }),
    abort: command({
      body: nothingSchema,
      patch: async ({ target }, actor) =>
        abort(target, await readWorkload(actor, target)),
    }),
    retry: command({
      body: nothingSchema,
      patch: async ({ target }, actor) =>
        retry(target, await readWorkload(actor, target)),
    }),
  };
}

/** `roll-back` */
const pathOfAct = (act: WorkloadAct) =>
  act.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`);

/** What a person does to a running workload, and the history that a rollback chooses from. */
export function createCommandsRouter(parts: CommandParts) {
  const { now = () => Date.now() } = parts;
  const router = Router();
  const json = jsonUpTo('16kb');

  for (const [name, each] of Object.entries(commandsAt(now))) {
    const act = name as WorkloadAct;
    router.post(`${ROUTE}/${pathOfAct(act)}`, json, async (req, res) => {
      await carryOut(parts, req, { act, ...each });
      res.status(202).end();
    });
  }

  const owner = (target: WorkloadTarget, workload: LiveWorkload) =>
    ownerOf(parts, target, workload);
  router.get(`${ROUTE}/acts`, async (req, res) => {
    const target = parse(workloadTarget, req.params);
    const answer = await parts.act.look(req, target.cluster, actor =>
      createAskActs(actor, owner)(target),
    );
    res.set('Cache-Control', 'no-store').json(answer);
  });

  router.post('/clusters/:cluster/acts', json, async (req, res) => {
    const { cluster } = parse(ofCluster, req.params);
    const answer = await parts.act.look(req, cluster, async actor => {
      const { workloads } = parse(manyActsSchema, req.body);
      const targets = workloads.map(each => ({ cluster, ...each }));
      return { items: await askManyActs(targets, createAskActs(actor, owner)) };
    });
    res.set('Cache-Control', 'no-store').json(answer);
  });

  router.get(`${ROUTE}/revisions`, async (req, res) => {
    const target = parse(workloadTarget, req.params);
    const revisions = await parts.act.look(req, target.cluster, async actor => {
      const workload = await readWorkload(actor, target);
      const kept = await readRevisions(actor, target, workload);
      return projectHistory(workload, kept);
    });
    res.set('Cache-Control', 'no-store').json(revisions);
  });

  return router;
}

const carryOut = (
  parts: CommandParts,
  request: Request,
  { act, body, patch }: Command & { act: WorkloadAct },
) =>
  parts.act.act(
    request,
    {
      eventId: `workload-${pathOfAct(act)}`,
      cluster: String(request.params.cluster),
    },
    () => {
      const target = parse(workloadTarget, request.params);
      const input = parse(body, request.body) as JsonObject;
      const { namespace, kind, name } = target;
      refuseOfKind(target, act);
      return {
        meta: { namespace, kind, name, ...input },
        async run(actor) {
          const changes = await patch({ target, input }, actor);
          // What is made anew is in no repository.
          if (changes.some(({ type }) => type !== 'create')) {
            await refuseForGitOps(parts, actor, target);
          }
          for (const change of changes) await send(actor, target, change);
        },
      };
    },
  );

/** @throws Unprocessable for an act that this kind of workload does not have */
function refuseOfKind({ kind }: WorkloadTarget, act: WorkloadAct) {
  if (actsOfKind[kind].includes(act)) return;
  const has = actsOfKind[kind].map(pathOfAct).join(', ');
  throw new Unprocessable(`Not possible for a ${kind}, which has: ${has}`);
}

async function send(
  { cluster: { write }, as }: Actor,
  target: WorkloadTarget,
  change: Change,
) {
  if (change.type === 'create') {
    await write.create(change.path, change.object, { as });
    return;
  }
  try {
    await write.patch(pathOf(target) + change.subresource, change, { as });
  } catch (error) {
    throw isFailedTest(error, change)
      ? new ConflictError(
          'Somebody has changed it meanwhile. Look at its revisions again, and roll back once more',
        )
      : error;
  }
}

/** The API server has no words of its own for a JSON patch of which a test has failed. */
const isFailedTest = (error: unknown, { type }: Patch) =>
  type === 'json' &&
  isStatus(error, 422) &&
  (error as KubeError).message.includes('due to an error in our request');

const ownerOf = (
  { argoCd }: CommandParts,
  { kind }: WorkloadTarget,
  { metadata }: LiveWorkload,
) => createOwnerOf(argoCd)(metadata, { group: resources[kind].group, kind });

async function refuseForGitOps(
  parts: CommandParts,
  actor: Actor,
  target: WorkloadTarget,
) {
  const owner = ownerOf(parts, target, await readWorkload(actor, target));
  if (!owner) return;
  throw new ConflictError(
    `${owner.tool} keeps it as a repository says ("${
      owner.name
    }"), and would undo this. Change it there${
      owner.link ? `: ${owner.link}` : ''
    }`,
  );
}
