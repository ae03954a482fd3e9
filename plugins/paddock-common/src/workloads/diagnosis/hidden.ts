import type { Finding } from '../schemas/finding';
import type { Workload } from '../schemas/workload';
import type { RestsOn } from './model';

function* rests(findings: readonly Finding[]): Iterable<RestsOn> {
  for (const { restsOn, because } of findings) {
    if (restsOn) yield restsOn;
    yield* rests(because);
  }
}

/** All kinds with rights of their own that these findings rest on. */
export const restsOf = (findings: readonly Finding[]): Set<RestsOn> =>
  new Set(rests(findings));

const without = (
  findings: readonly Finding[],
  hidden: readonly RestsOn[],
): Finding[] =>
  findings.flatMap(finding =>
    finding.restsOn && hidden.includes(finding.restsOn)
      ? []
      : [{ ...finding, because: without(finding.because, hidden) }],
  );

const names: Record<RestsOn, string> = {
  Event: 'events',
  Node: 'nodes',
  Namespace: 'the namespace',
};

/** Something is known that this person may not see: that is said, and what it is is not. */
const hiddenFinding = ({ kind, name }: Workload, rest: RestsOn): Finding => ({
  cause: 'hidden',
  effect: 'notes',
  summary: `more is known from ${names[rest]}, which you may not see`,
  object: { kind, name },
  certainty: 'unknown',
  evidence: [],
  because: [],
});

/** A diagnosis as somebody may see it who lacks the rights to these kinds. The state stays what it is. Pure. */
export function withoutHidden(
  workload: Workload,
  hidden: readonly RestsOn[],
): Workload {
  if (hidden.length === 0 || workload.rollout.findings.length === 0) {
    return workload;
  }
  const rest = restsOf(workload.rollout.findings);
  const dropped = hidden.filter(kind => rest.has(kind));
  if (dropped.length === 0) return workload;
  const findings = [
    ...without(workload.rollout.findings, dropped),
    ...dropped.map(kind => hiddenFinding(workload, kind)),
  ];
  return { ...workload, rollout: { ...workload.rollout, findings } };
}
