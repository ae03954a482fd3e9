import assert from 'node:assert/strict';
import { test } from 'node:test';
import { simulatedNode, withSimulatedTaint } from './simulatedNodes.ts';

const cordoned = {
  key: 'node.kubernetes.io/unschedulable',
  effect: 'NoSchedule',
};

test('the taint comes and goes, and the taints of others stay', () => {
  const on = withSimulatedTaint([cordoned], true);
  assert.equal(on.length, 2);
  assert.deepEqual(on[0], cordoned);
  assert.deepEqual(withSimulatedTaint(on, false), [cordoned]);
});

test('what is as wanted is handed back as it is, so that nothing is written', () => {
  const on = withSimulatedTaint([cordoned], true);
  assert.equal(withSimulatedTaint(on, true), on);
  const off = [cordoned];
  assert.equal(withSimulatedTaint(off, false), off);
});

test('twelve nodes are spread evenly over three zones and differ in nothing else', () => {
  const nodes = Array.from({ length: 12 }, (_, index) =>
    simulatedNode(index + 1),
  );
  const counts = new Map<string, number>();
  const rest = new Set<string>();
  for (const { metadata } of nodes) {
    const labels = { ...(metadata.labels as Record<string, string>) };
    const zone = labels['topology.kubernetes.io/zone'] ?? '';
    counts.set(zone, (counts.get(zone) ?? 0) + 1);
    delete labels['topology.kubernetes.io/zone'];
    delete labels['kubernetes.io/hostname'];
    rest.add(JSON.stringify(labels));
  }
  assert.deepEqual([...counts.values()], [4, 4, 4]);
  assert.equal(rest.size, 1);
  assert.equal(nodes[8]?.metadata.name, 'sim-09');
});
