import assert from 'node:assert/strict';
import type { KubeObject } from '../../../packages/local/src/cluster/api.ts';
import type { Cluster } from '../../../packages/local/src/cluster/cluster.ts';
import type { Rollout } from '../world/backend.ts';
import type { WorkloadKind } from './workloads.ts';

/** Of everything that is written. */
export const namespace = 'payments';

type Verdict = 'done' | 'moving' | 'failed';

export function shownVerdict({ state, findings }: Rollout): Verdict {
  if (findings.some(({ cause }) => cause === 'deadline')) return 'failed';
  const held = findings.every(({ effect }) => effect === 'holds');
  const done =
    state === 'healthy' ||
    state === 'scaled-to-zero' ||
    (state === 'paused' && held);
  return done ? 'done' : 'moving';
}

const isDone = (line: string) =>
  /successfully rolled out|roll out complete|rolling update complete/.test(
    line,
  );

export const workloadOf = (
  kind: string,
  name: string,
  spec: object,
): KubeObject => ({
  apiVersion: 'apps/v1',
  kind,
  metadata: { name, namespace },
  spec: {
    ...spec,
    ...(kind === 'StatefulSet' && { serviceName: name }),
    selector: { matchLabels: { app: name } },
    template: {
      metadata: { labels: { app: name } },
      spec: { containers: [{ name: 'app', image: 'registry.example/app:1' }] },
    },
  },
});

/** kubectl says nothing of the others when one has failed, so these are asked for apart. */
export async function toldVerdicts(
  kubectl: Cluster['kubectl'],
  kind: WorkloadKind,
  shown: ReadonlyMap<string, Verdict>,
): Promise<Map<string, Verdict>> {
  const names = (failed: boolean) =>
    [...shown].flatMap(([name, verdict]) =>
      (verdict === 'failed') === failed ? [name] : [],
    );
  const ask = (of: string[]) =>
    kubectl([
      ...['rollout', 'status', '--watch=false', `--namespace=${namespace}`],
      ...of.map(name => `${kind.toLowerCase()}/${name}`),
    ]);
  const told = new Map<string, Verdict>();
  const others = names(false);
  const said = (await ask(others)).trim().split('\n');
  assert.equal(said.length, others.length);
  for (const [at, name] of others.entries()) {
    told.set(name, isDone(said[at]!) ? 'done' : 'moving');
  }
  const failed = names(true);
  const complaint =
    failed.length > 0
      ? await ask(failed).catch((error: Error) => error.message)
      : '';
  for (const name of failed) {
    const late = complaint.includes(`"${name}" exceeded its progress deadline`);
    told.set(name, late ? 'failed' : 'moving');
  }
  return new Map([...shown.keys()].map(name => [name, told.get(name)!]));
}
