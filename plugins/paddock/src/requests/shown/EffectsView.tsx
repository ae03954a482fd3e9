import type { Effects } from '@paddock/backstage-plugin-paddock-common';
import { lazy, Suspense } from 'react';
import { Waiting } from '../../parts/state/Waiting';

// Brings the YAML package along, which the lists do without.
const EffectTexts = lazy(() =>
  import('./EffectTexts').then(m => ({ default: m.EffectTexts })),
);

/** `3 objects in the cluster and 2 things in Vault`. */
export function countEffects({ objects, vault }: Effects): string {
  const many = (count: number, one: string, more: string) =>
    `${count} ${count === 1 ? one : more}`;
  const cluster = many(objects.length, 'object', 'objects');
  if (vault.length === 0) return `${cluster} in the cluster`;
  const things = many(vault.length, 'thing', 'things');
  if (objects.length === 0) return `${things} in Vault`;
  return `${cluster} in the cluster and ${things} in Vault`;
}

/** The exact effects, once their texts are loaded. */
export function EffectsView({ effects }: { effects: Effects }) {
  return (
    <Suspense fallback={<Waiting what="the exact effects" rows={4} />}>
      <EffectTexts effects={effects} />
    </Suspense>
  );
}
