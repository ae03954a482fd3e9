import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { PodDetail } from '../../../plugins/paddock-common/src/index.ts';
import type { startAskedPortal } from '../world/askedPortal.ts';

type AskedPortal = Awaited<ReturnType<typeof startAskedPortal>>;

export function describeYamlStrings(world: () => AskedPortal) {
  describe('YAML of the portal, on a real control plane', () => {
    it('is taken back by kubectl with every string as it was', async () => {
      const of = 'yaml-strings';
      await world().apply(of);
      const { yaml } = await world().until<PodDetail>(
        [of, 'pods/stringy'],
        ({ phase }) => phase === 'Running',
      );
      const copy = yaml
        .replace(/^ {2}name: stringy$/m, '  name: copied')
        .replace(/^ {2}(uid|resourceVersion): .*\n/gm, '')
        .replace(/^status:\n(^[ -].*\n)*/m, '');
      const taken = JSON.parse(
        await world().kubectl(
          ['apply', '--dry-run=server', '-o', 'json', '-f', '-'],
          copy,
        ),
      ) as {
        metadata: { name: string; labels: Record<string, unknown> };
        spec: { containers: Array<{ env: unknown }> };
      };
      assert.equal(taken.metadata.name, 'copied');
      const { tier, norway, y } = taken.metadata.labels;
      assert.deepEqual(
        { tier, norway, y },
        {
          tier: 'on',
          norway: 'no',
          y: 'y',
        },
      );
      assert.deepEqual(taken.spec.containers[0]?.env, [
        { name: 'FEATURE', value: 'on' },
        { name: 'COUNTRY', value: 'no' },
        { name: 'BATCH', value: '1_000' },
        { name: 'MASK', value: '0b11' },
        { name: 'OCTAL', value: '0755' },
        { name: 'EXPONENT', value: '1e3' },
        { name: 'CLOCK', value: '12:30:45' },
        { name: 'DAY', value: '2026-01-02' },
        { name: 'NOTHING', value: '~' },
      ]);
    });
  });
}
