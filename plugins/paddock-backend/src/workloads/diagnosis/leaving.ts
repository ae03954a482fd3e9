import type {
  Evidence,
  Finding,
} from '@paddock/backstage-plugin-paddock-common';
import type { PodRow, Row } from '../../kube/watch/rows';
import { hasEnded } from '../../kube/objects/podPhase';
import type { Facts } from './facts';
import { findingOf, podObject } from './finding';
import { nodeFinding } from './podFindings';

/** So long after its grace period a pod has gone, unless something holds it. */
const slackMs = 30_000;

/** Set and removed by the cluster's own garbage collector. */
const own = ['foregroundDeletion', 'orphan'];

/** When its deletion was asked for. */
export const leavingSince = ({ deletedAt = '', graceSeconds = 0 }: Row) =>
  new Date(Date.parse(deletedAt) - 1000 * graceSeconds).toISOString();

export const isOverdue = ({ deletedAt }: Row, now: number) =>
  deletedAt !== undefined && now - Date.parse(deletedAt) > slackMs;

const holdersOf = ({ finalizers = [] }: Row) =>
  finalizers.filter(each => !own.includes(each));

/** Of pods that are held by the same, the one that has been leaving for longest stands for all. */
const holderKey = (pod: PodRow) =>
  holdersOf(pod).join(', ') || `node ${pod.node ?? ''}`;

/** Pods that are being deleted; `matters` where something waits for them to go. */
export function leavingFindings(facts: Facts, matters: boolean): Finding[] {
  const groups = new Map<string, PodRow[]>();
  for (const pod of facts.pods) {
    if (!pod.deletedAt) continue;
    // A finalizer holds also what has ended.
    if (hasEnded(pod.phase) && holdersOf(pod).length === 0) continue;
    const key = `${isOverdue(pod, facts.now)}\n${holderKey(pod)}`;
    groups.set(key, [...(groups.get(key) ?? []), pod]);
  }
  return [...groups.values()].flatMap(group => {
    const [pod] = group.sort((a, b) =>
      leavingSince(a).localeCompare(leavingSince(b)),
    );
    const overdue = isOverdue(pod!, facts.now);
    if (!overdue && !matters) return [];
    const names = holdersOf(pod!);
    const blocks = overdue ? 'blocks' : 'slows';
    const effect = matters ? blocks : 'notes';
    return [
      findingOf(
        {
          is: 'terminating',
          pods: group.length,
          pod: pod!.name,
          overdue,
          holder:
            names.length > 0
              ? { is: 'finalizers', names }
              : { is: 'kubelet', ...(pod!.node ? { node: pod!.node } : {}) },
        },
        {
          object: podObject(pod!),
          since: leavingSince(pod!),
          effect,
          because: names.length > 0 ? [] : nodeFinding(pod!, facts),
          evidence: [],
        },
      ),
    ];
  });
}

function holderOf({ row, pods }: Facts, names: string[]) {
  if (names.length > 0) return names;
  const waits = row.finalizers?.includes('foregroundDeletion');
  return waits || pods.length > 0 ? ('pods' as const) : undefined;
}

/** That the workload itself is being deleted, with what holds it. */
export function deletedFinding(facts: Facts): Finding | undefined {
  const { row, namespace } = facts;
  const isLeaving = namespace?.deletedAt !== undefined;
  if (!row.deletedAt && !isLeaving) return undefined;
  const names = holdersOf(row);
  const holder = isLeaving ? ('namespace' as const) : holderOf(facts, names);
  const remaining: Evidence[] = (namespace?.remaining ?? []).map(message => ({
    about: `Namespace ${row.namespace}`,
    message,
  }));
  const said = findingOf(
    { is: 'deleted', namespace: row.namespace, ...(holder ? { holder } : {}) },
    {
      object: { kind: row.kind, name: row.name },
      since: leavingSince(row.deletedAt ? row : namespace!),
      because: [
        ...leavingFindings(facts, true),
        ...(isLeaving && names.length > 0
          ? [
              findingOf(
                { is: 'deleted', namespace: row.namespace, holder: names },
                { object: { kind: row.kind, name: row.name } },
              ),
            ]
          : []),
        ...(remaining.length > 0
          ? [
              {
                ...findingOf(
                  {
                    is: 'deleted',
                    namespace: row.namespace,
                    holder: 'namespace',
                  },
                  {
                    object: { kind: 'Namespace', name: row.namespace },
                    evidence: remaining,
                    restsOn: 'Namespace' as const,
                  },
                ),
                cause: 'detail' as const,
                summary: 'what the namespace still waits for',
              },
            ]
          : []),
      ],
    },
  );
  return said;
}
