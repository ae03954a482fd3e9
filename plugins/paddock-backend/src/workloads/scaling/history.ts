import type {
  ObjectEvent,
  ScalingDecision,
  ScalingHistory,
} from '@paddock/backstage-plugin-paddock-common';
import type { ScalingNotes } from './notice';

/** The controller's event and the change of its status are this far apart at most. */
const sameMs = 60_000;

const newestFirst = (a: { at: string }, b: { at: string }) =>
  Date.parse(b.at) - Date.parse(a.at);

/** `New size: 5; reason: cpu resource utilization (percentage of request) above target` */
function decisionOf(event: ObjectEvent): ScalingDecision[] {
  if (event.reason !== 'SuccessfulRescale') return [];
  const [, to, message = ''] =
    /^New size: (\d+); reason: (.*)$/s.exec(event.message) ?? [];
  return to
    ? [{ at: event.lastAt, to: Number(to), because: { by: 'event', message } }]
    : [];
}

/** What was seen, and what the autoscaler's events tell beyond it. Pure. */
export function projectScalingHistory(
  { since, decisions, samples }: ScalingNotes & { since: string },
  events: ObjectEvent[],
): ScalingHistory {
  const isSeen = ({ at, to }: ScalingDecision) =>
    decisions.some(
      seen =>
        seen.to === to &&
        Math.abs(Date.parse(seen.at) - Date.parse(at)) < sameMs,
    );
  const told = events.flatMap(decisionOf).filter(each => !isSeen(each));
  return {
    since,
    decisions: [...decisions, ...told].sort(newestFirst),
    samples: [...samples].sort(newestFirst),
    events,
  };
}
