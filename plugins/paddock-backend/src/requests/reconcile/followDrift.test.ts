import { eventually } from '../../../testing/eventually';
import { createSilentLogger } from '../../../testing/silentLogger';
import { followDrift } from './followDrift';
import type { RequestRow } from '../store/store';

function setUp(row: Partial<RequestRow>) {
  let change = (_mark: string) => {};
  let stopped = 0;
  const woken: string[] = [];
  const read: string[] = [];
  const cluster = {
    followMarked(_label: string, onChange: (mark: string) => void) {
      change = onChange;
      return () => void (stopped += 1);
    },
  };
  let all = [cluster];
  let clustersChanged = () => {};
  const watch = followDrift(
    {
      clusters: {
        all: () => all,
        onChange(listener) {
          clustersChanged = listener;
          return () => {};
        },
      },
      store: {
        get: async id => {
          read.push(id);
          return row as RequestRow;
        },
        wake: async id => void woken.push(id),
      },
      logger: createSilentLogger(),
    },
    { settleMs: 5, restMs: 40 },
  );
  return {
    watch,
    woken,
    read,
    change: (mark: string) => change(mark),
    stopped: () => stopped,
    leave() {
      all = [];
      clustersChanged();
    },
  };
}

it('has a live request looked at, once for what comes together, and again for what comes later', async () => {
  const { change, woken, watch } = setUp({ state: 'live' });
  change('r1');
  change('r1');
  change('r2');
  await eventually('both are looked at', () => woken.length === 2);
  expect([...woken].sort()).toEqual(['r1', 'r2']);
  change('r1');
  await eventually('it is looked at again', () => woken.length === 3);
  watch.stop();
});

it.each(['making', 'removing', 'removed'] as const)(
  'leaves what is %s alone',
  async state => {
    const { change, read, woken, watch } = setUp({
      state,
      approvedRevision: 1,
    });
    change('r1');
    await eventually('its state is read', () => read.length === 1);
    expect(woken).toEqual([]);
    watch.stop();
  },
);

it('follows a cluster no longer than it is there', () => {
  const { leave, stopped, watch } = setUp({});
  leave();
  expect(stopped()).toBe(1);
  watch.stop();
  expect(stopped()).toBe(1);
});
