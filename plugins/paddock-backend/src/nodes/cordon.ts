import type { Cordon } from '@paddock/backstage-plugin-paddock-common';
import type { NodeWire } from '../kube/objects/storageObjects';

/** The field manager that the portal writes as. */
export const fieldManager = 'paddock';

const marks = {
  user: 'paddock.internal/cordoned-by',
  why: 'paddock.internal/cordoned-why',
  at: 'paddock.internal/cordoned-at',
};

/**
 * Who keeps new pods off this node; undefined when nobody does. Pure.
 * The marks alone do not tell: they outlive a `kubectl uncordon`. The API server knows who set the field last.
 */
export function cordonOf({ metadata, spec }: NodeWire): Cordon | undefined {
  if (spec?.unschedulable !== true) return undefined;
  const kept = metadata?.annotations ?? {};
  const [user, why, at] = [marks.user, marks.why, marks.at].map(
    mark => kept[mark],
  );
  return user && why && at && isSetByPortal(metadata)
    ? { by: 'person', user, why, at }
    : { by: 'others' };
}

function isSetByPortal(metadata: NodeWire['metadata']): boolean {
  return (metadata?.managedFields ?? []).some(entry => {
    const fields = entry?.fieldsV1 as { 'f:spec'?: object } | undefined;
    return (
      entry?.manager === fieldManager &&
      fields?.['f:spec'] !== undefined &&
      'f:unschedulable' in fields['f:spec']
    );
  });
}

/** A JSON merge patch that holds only for the very object that was read. */
function changeOf(
  { metadata }: NodeWire,
  unschedulable: true | null,
  annotations: Record<string, string | null>,
) {
  const { uid, resourceVersion } = metadata ?? {};
  return {
    metadata: { uid, resourceVersion, annotations },
    spec: { unschedulable },
  };
}

export const cordonChange = (
  node: NodeWire,
  { user, why, at }: { user: string; why: string; at: string },
) =>
  changeOf(node, true, {
    [marks.user]: user,
    [marks.why]: why,
    [marks.at]: at,
  });

export const uncordonChange = (node: NodeWire) =>
  changeOf(node, null, {
    [marks.user]: null,
    [marks.why]: null,
    [marks.at]: null,
  });
