import { setTimeout as sleep } from 'node:timers/promises';
import { ConflictError } from '@backstage/errors';
import { createFakeAuditor } from '../../testing/fakeAuditor';
import { createFakeTrail } from '../../testing/fakeTrail';
import { createSilentLogger } from '../../testing/silentLogger';
import type { Domain, Progress, Reconciled, Run } from './domain';
import { runChecks } from './runChecks';
import { startReconciler } from './startReconciler';
import type { Step } from './step';
import { soon, type Stop, waits } from './stop';
import { orStop, takeSteps, type Taking } from './takeSteps';

type State = 'planting' | 'growing' | 'attention';
type Kind = 'planted' | 'grown' | 'waits' | 'attention';

/** A bed of a garden, and what is to grow in it: nothing that the portal knows. */
interface Bed extends Reconciled {
  state: State;
  plants: string[];
  story: string[];
  fence: number;
  leased: boolean;
  due: boolean;
}

class Frost extends Error {}

const timing = { leaseMs: 5_000, pollMs: 5, atOnce: 2 };

function openGarden() {
  const beds = new Map<string, Bed>();
  const ground = new Set<string>();
  const planted: string[] = [];
  const called: string[] = [];
  const logger = createSilentLogger();
  const listeners = new Set<(id: string) => void>();
  const garden = { frozen: false, isSick: false };

  function write(bed: Bed, progress: Progress<State, Kind>) {
    const { state, waitsFor, attention, say } = progress;
    if (state) bed.state = state;
    if (waitsFor !== undefined) bed.waitsFor = waitsFor || undefined;
    if (attention !== undefined) bed.attention = attention || undefined;
    if (say) bed.story.push(`${say.kind}: ${say.text}`);
    bed.due = progress.lookAgainInMs !== undefined;
  }

  const records: Domain<Bed, State, Kind>['records'] = {
    async claim() {
      // A database is never asked without time passing.
      await sleep(1);
      const bed = [...beds.values()].find(each => each.due && !each.leased);
      if (!bed) return undefined;
      bed.leased = true;
      bed.due = false;
      bed.fence += 1;
      return { id: bed.id, fence: bed.fence, givenAt: '2026-01-01T00:00:00Z' };
    },
    renew: async () => {},
    async release({ id }) {
      beds.get(id)!.leased = false;
    },
    get: async id => beds.get(id) && { ...beds.get(id)! },
    async progress({ id, fence }, progress) {
      const bed = beds.get(id)!;
      if (bed.fence !== fence) throw new ConflictError('The lease was lost');
      write(bed, progress);
    },
    async wake(id) {
      beds.get(id)!.due = true;
    },
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };

  const stepsOf = ({ id, plants }: Bed): Step[][] =>
    plants.map(name => [
      {
        what: `the ${name}`,
        async look() {
          if (garden.frozen) throw new Frost();
          return ground.has(`${id} ${name}`)
            ? { state: 'there' as const }
            : {
                state: 'missing' as const,
                mend: {
                  event: 'plant',
                  detail: { plant: name },
                  async run() {
                    planted.push(name);
                    ground.add(`${id} ${name}`);
                    return { state: 'done' as const };
                  },
                },
              };
        },
      },
    ]);

  async function plant({ record, held }: Run<Bed>): Promise<Stop | undefined> {
    const taking: Taking = {
      held,
      recordParts: {
        auditor: createFakeAuditor([]),
        trail: createFakeTrail(),
        logger,
      },
      actOf: ({ event, detail }) => ({ event, actor: 'portal', detail }),
      async stopOf(error) {
        if (error instanceof Frost) return waits('the thaw');
        throw error;
      },
    };
    const { made, stop } = await takeSteps(stepsOf(record), taking);
    if (made.length > 0) {
      const say = { kind: 'planted' as const, text: made.join(', ') };
      await records.progress(held.lease, { say });
    }
    if (stop) return stop;
    const at = held.lease.givenAt;
    const outcome = garden.isSick ? 'failed' : 'proven';
    const proof = { what: 'it grows', outcome, detail: 'seen', at } as const;
    const verified = await runChecks(
      [async () => ({ proofs: [proof] })],
      taking,
    );
    if (verified.stop) return verified.stop;
    await records.progress(held.lease, {
      state: 'growing',
      waitsFor: '',
      say: { kind: 'grown', text: 'All of it.' },
    });
    return undefined;
  }

  const domain: Domain<Bed, State, Kind> = {
    noun: 'bed',
    records,
    reconcile: async run =>
      run.record.state === 'planting' ? plant(run) : undefined,
    tellsWaiting: () => true,
    needsPerson: () => ({ state: 'attention' }),
    callPerson: ({ id }, why) => called.push(`${id}: ${why}`),
    logger,
  };
  return {
    ...{ beds, ground, planted, called, garden, domain, records, logger },
    dig(id: string, plants: string[]) {
      const state = 'planting' as const;
      const bed: Bed = {
        ...{ id, state, plants, story: [] },
        ...{ fence: 0, leased: false, due: true },
      };
      beds.set(id, bed);
      return bed;
    },
  };
}

async function until(holds: () => boolean) {
  const end = Date.now() + 4_000;
  while (!holds()) {
    if (Date.now() > end) throw new Error('Waited in vain');
    await sleep(5);
  }
}

describe('a reconciler of a domain of its own', () => {
  it('does what is missing, once, and says so', async () => {
    const { dig, domain, planted, ground } = openGarden();
    ground.add('a rose');
    const bed = dig('a', ['rose', 'lily', 'iris']);
    const reconciler = startReconciler(domain, { timing });
    await until(() => bed.state === 'growing');
    expect(planted).toEqual(['lily', 'iris']);
    expect(bed.story).toEqual([
      'planted: the lily, the iris',
      'grown: All of it.',
    ]);
    await reconciler.stop();
  });

  it('waits for what is unavailable, tells it once, and goes on by itself', async () => {
    const { dig, domain, garden, planted } = openGarden();
    garden.frozen = true;
    const bed = dig('a', ['rose']);
    const reconciler = startReconciler(domain, { timing });
    await until(() => bed.waitsFor === 'the thaw' && bed.fence > 2);
    expect(planted).toEqual([]);
    garden.frozen = false;
    reconciler.wake('a');
    await until(() => bed.state === 'growing');
    expect(bed.story.filter(each => each.startsWith('waits'))).toEqual([
      'waits: Waits for the thaw.',
    ]);
    await reconciler.stop();
  });

  it('calls a person for what fails its check', async () => {
    const { dig, domain, garden, called } = openGarden();
    garden.isSick = true;
    const bed = dig('a', ['rose']);
    const reconciler = startReconciler(domain, { timing });
    await until(() => bed.state === 'attention');
    const why = 'It is not proven that it grows: seen';
    expect(bed.attention).toBe(why);
    expect(called).toEqual([`a: ${why}`]);
    await reconciler.stop();
  });

  it('writes nothing under a lease that was given to another one', async () => {
    const { dig, domain, records, logger } = openGarden();
    const bed = dig('a', ['rose']);
    const reconciler = startReconciler(
      {
        ...domain,
        async reconcile({ record }) {
          bed.fence += 1;
          return record.fence > 2 ? undefined : soon('a moment');
        },
      },
      { timing },
    );
    await until(() => logger.lines.some(each => each.includes('bed a')));
    expect(bed.waitsFor).toBeUndefined();
    expect(bed.story).toEqual([]);
    await reconciler.stop();
    await expect(
      records.progress({ id: 'a', fence: 1, givenAt: '' }, {}),
    ).rejects.toMatchObject({ name: 'ConflictError' });
  });

  it('ends a call that fails because the lease is lost as such', async () => {
    const lost = new AbortController();
    const reason = new Error('lost');
    lost.abort(reason);
    const held = { signal: lost.signal } as Taking['held'];
    const fails = async () => {
      throw new Frost();
    };
    const stopOf = async () => waits('the thaw');
    await expect(orStop({ held, stopOf }, fails)).rejects.toBe(reason);
  });
});
