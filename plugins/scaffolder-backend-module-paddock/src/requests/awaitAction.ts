import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { setTimeout as sleep } from 'node:timers/promises';
import { neutralise } from '../build/lines';
import { checkRequestId, readStanding, type Standing } from './answers';
import { ask, type Caller, type Portal } from './ask';
import { callerOf } from './common';

const longestWait = 20;
const most = 10;
const pause = 1_000;

/** Nothing more is going to happen soon: it is there, waits for a person, or is over. */
const isSettled = ({ state }: Standing) => state !== 'making';

/**
 * `paddock:request:await`. Looks whether requests are live, for 20 seconds at most, and says so: an approval can take
 * days, and a worker of the scaffolder is not held for it. It succeeds either way.
 */
export function createRequestAwaitAction(portal: Portal) {
  return createTemplateAction({
    id: 'paddock:request:await',
    description:
      'Tells whether requests are live, after a short wait for those that are being made. Does not wait for approvals.',
    supportsDryRun: true,
    schema: {
      input: {
        requests: z =>
          z
            .array(z.string())
            .describe('Ids of requests; empty ones are passed over'),
        seconds: z =>
          z
            .number()
            .describe(`At most and by default ${longestWait}`)
            .optional(),
      },
      output: {
        live: z => z.boolean().describe('Whether all of them are live'),
        missing: z => z.string().describe('What is not live yet, as Markdown'),
      },
    },
    async handler(ctx) {
      const ids = readIds(ctx.input.requests);
      if (ctx.isDryRun) {
        ctx.logger.info(
          'A real run looks here whether what was asked for is live.',
        );
        ctx.output('live', true);
        ctx.output('missing', '');
        return;
      }
      const seconds = Math.min(ctx.input.seconds ?? longestWait, longestWait);
      const caller = await callerOf(ctx, portal);
      const found = await look(ids, caller, Date.now() + seconds * 1_000);
      const missing = found.filter(({ state }) => state !== 'live');
      for (const each of missing) ctx.logger.info(neutralise(sentence(each)));
      if (missing.length === 0) ctx.logger.info('Everything is live.');
      ctx.output('live', missing.length === 0);
      ctx.output('missing', missing.map(line).join('\n'));
    },
  });
}

function readIds(given: string[]): string[] {
  const ids = given.filter(each => each !== '').map(checkRequestId);
  if (ids.length <= most) return ids;
  throw new InputError(
    `${ids.length} requests are too many; at most ${most} can be looked at.`,
  );
}

async function look(
  ids: string[],
  caller: Caller,
  until: number,
): Promise<Standing[]> {
  for (;;) {
    const found = await Promise.all(
      ids.map(async id =>
        readStanding(
          await ask(caller, { method: 'GET', path: `/requests/${id}` }),
        ),
      ),
    );
    if (found.every(isSettled) || Date.now() + pause > until) return found;
    await sleep(pause, undefined, { signal: caller.signal });
  }
}

const words: Partial<Record<Standing['state'], string>> = {
  waiting: 'waits for approval',
  making: 'is being made',
  attention: 'needs attention',
};

const sentence = ({ kind, name, state, because }: Standing) =>
  `The ${kind} ${name} ${words[state] ?? `is ${state}`}${
    because ? `: ${because}` : ''
  }.`;

// Names and reasons are plain text, which Markdown would read otherwise.
const plain = (text: string) =>
  neutralise(text).replace(/[\\`*_{}[\]()<>#+!|~]/g, '\\$&');

const line = (each: Standing) =>
  `- ${plain(sentence(each))} [Its request](/requests/${each.id})`;
