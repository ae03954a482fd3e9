import { describeDelivery } from '../delivery';
import type { WorkloadState } from '../model';
import type { Finding, Fix } from '../schemas/finding';
import type { Workload } from '../schemas/workload';
import { batchProgress, runInTrouble } from './batchWords';
import { pods } from './reason';

/** The first line of a page about a workload, and what a person can do, where there is something to do. */
export interface WorkloadSentence {
  line: string;
  advice?: string;
  fix?: Fix;
}

/** `4 s`, `12 min`, `3 h` */
export function agoInWords(at: string, now: number): string {
  const seconds = Math.max(0, Math.round((now - Date.parse(at)) / 1000));
  const minutes = Math.floor(seconds / 60);
  if (minutes < 2) return `${seconds} s`;
  return minutes < 120 ? `${minutes} min` : `${Math.floor(minutes / 60)} h`;
}

/** What is behind a finding and says more than its parts do. */
function deeper({ because }: Finding): Finding | undefined {
  const told = ['exit', 'warning', 'detail'];
  const of = (wanted: string) => because.find(({ cause }) => cause === wanted);
  return (
    because.find(({ cause }) => !told.includes(cause)) ??
    of('exit') ??
    of('warning')
  );
}

/** One finding with what is behind it, to follow "X is stuck: ". */
export function findingInWords(finding: Finding): string {
  const behind = deeper(finding);
  if (!behind) return finding.summary;
  return finding.cause === 'starting'
    ? behind.summary
    : `${finding.summary}: ${behind.summary}`;
}

function adviceOf(finding: Finding | undefined): Partial<WorkloadSentence> {
  if (!finding) return {};
  const behind = deeper(finding);
  const advice = finding.advice ?? behind?.advice;
  const fix = finding.fix ?? behind?.fix;
  return { ...(advice ? { advice } : {}), ...(fix ? { fix } : {}) };
}

/** What is wrong, or may be, the heaviest first; what holds or only notes is told apart. */
const troubleOf = ({ rollout }: Workload) =>
  rollout.findings.find(
    ({ effect }) => effect === 'blocks' || effect === 'slows',
  );

const served = ({ rollout }: Workload) => {
  const { available } = rollout.counts;
  if (available === 0) return 'no pod serves';
  return `${pods(available)} ${available === 1 ? 'serves' : 'serve'}`;
};

/** What still serves, as a sentence of its own after a bad one. */
function whatServes({ rollout, batch }: Workload): string {
  if (batch) return '';
  const { available, newReady, old, wanted } = rollout.counts;
  if (available === 0) return ' No pod serves.';
  const oldServing = Math.min(old, Math.max(0, available - newReady));
  if (oldServing > 0) {
    return ` The ${pods(oldServing, 'old')} ${
      oldServing === 1 ? 'serves' : 'serve'
    }.`;
  }
  return available < wanted
    ? ` ${available} of ${pods(wanted)} ${
        available === 1 ? 'serves' : 'serve'
      }.`
    : '';
}

function progress(workload: Workload): string {
  const { delivery, rollout } = workload;
  const { newReady, wanted, old } = rollout.counts;
  if (rollout.findings.some(({ cause }) => cause === 'controller')) {
    return 'the cluster has the change, and has not begun with it yet';
  }
  if (delivery) return describeDelivery(delivery);
  if (wanted === 0) return 'its last pods have yet to leave';
  if (newReady >= wanted && old > 0) {
    const leave = old === 1 ? 'has' : 'have';
    return `all ${pods(wanted, 'new')} ${
      wanted === 1 ? 'is' : 'are'
    } ready, ${pods(old, 'old')} ${leave} yet to leave`;
  }
  return `${newReady} of ${pods(wanted, 'new')} ${
    newReady === 1 || wanted === 1 ? 'is' : 'are'
  } ready`;
}

function rollingOut(workload: Workload, now: number | undefined): string {
  const { name, rollout } = workload;
  const what =
    rollout.counts.wanted === 0 && !workload.batch
      ? 'is being scaled to zero'
      : 'is rolling out';
  const { changedAt } = rollout;
  const since =
    changedAt && now !== undefined
      ? `, last change ${agoInWords(changedAt, now)} ago`
      : '';
  const trouble = troubleOf(workload);
  const slow =
    trouble && !['controller', 'starting', 'missing'].includes(trouble.cause)
      ? `; ${findingInWords(trouble)}`
      : '';
  return `${name} ${what}: ${progress(workload)}${since}${slow}.`;
}

/** What goes on while it is held. */
function whatGoesOn(workload: Workload): string {
  const { batch } = workload;
  if (!batch) return `; ${served(workload)}`;
  return batch.is === 'schedule' && batch.active > 0
    ? '. The run at work goes on'
    : '';
}

function beingDeleted(
  { name, rollout }: Workload,
  now: number | undefined,
): string {
  const [first] = rollout.findings;
  const behind = first && deeper(first);
  const since =
    rollout.deletedAt && now !== undefined
      ? ` since ${agoInWords(rollout.deletedAt, now)}`
      : '';
  const why = first ? `: ${first.summary}` : '';
  const more = behind ? `; ${findingInWords(behind)}` : '';
  return `${name} is being deleted${since}${why}${more}.`;
}

function lineOf(workload: Workload, now: number | undefined): string {
  const { name, rollout, batch } = workload;
  const { state, counts, findings } = rollout;
  const trouble = troubleOf(workload);
  const why = trouble && findingInWords(trouble);
  switch (state) {
    case 'rolling-out':
      return rollingOut(workload, now);
    case 'stuck':
      return `${name} is stuck: ${runInTrouble(workload)}${
        why ?? 'it does not go on, and the cluster does not say why'
      }.${whatServes(workload)}`;
    case 'down':
      return `${name} is down: no pod serves${why ? `; ${why}` : ''}.`;
    case 'degraded': {
      if (batch) {
        return `${name} is degraded: ${runInTrouble(workload)}${
          why ?? 'it does not go on'
        }.`;
      }
      const serve = counts.available === 1 ? 'serves' : 'serve';
      return `${name} is degraded: ${counts.available} of ${pods(
        counts.wanted,
      )} ${serve}${why ? `; ${why}` : ''}.`;
    }
    case 'paused': {
      const held = findings.find(({ effect }) => effect === 'holds');
      return `${name} is paused: ${
        held?.summary ?? 'somebody holds it'
      }${whatGoesOn(workload)}.`;
    }
    case 'being-deleted':
      return beingDeleted(workload, now);
    case 'healthy': {
      if (batch) {
        const note = findings.find(({ cause }) => cause === 'managed');
        return `${name} is healthy: ${
          note?.summary ?? batchProgress(workload, batch)
        }.`;
      }
      const { available } = counts;
      const all =
        available === 1 ? 'its 1 pod is' : `all ${available} pods are`;
      return `${name} is healthy: ${all} ready.`;
    }
    case 'scaled-to-zero':
      return `${name} is scaled to zero: no pod is wanted, none runs.`;
    default:
      return `How ${name} is, is not known${
        findings[0] ? `: ${findings[0].summary}` : ''
      }.`;
  }
}

const isBad = (state: WorkloadState) =>
  state === 'stuck' || state === 'down' || state === 'degraded';

/** What else was warned of within the last minutes, unless a cause is told. */
function warningOf(workload: Workload, now: number | undefined): string {
  const { findings, state } = workload.rollout;
  const trouble = troubleOf(workload);
  const told = isBad(state) && trouble && trouble.certainty !== 'unknown';
  const note = findings.find(
    ({ effect, cause }) =>
      effect === 'notes' && !['managed', 'old-pods'].includes(cause),
  );
  if (!note || told) return '';
  if (note.cause === 'hidden' || note.cause === 'unseen') {
    return isBad(state) ? ` ${note.summary}.` : '';
  }
  const ago =
    note.since && now !== undefined
      ? ` ${agoInWords(note.since, now)} ago`
      : '';
  return ` Warning${ago}: ${note.summary}.`;
}

/** The finding that is told first, and that something can be done about first. */
export function leadingFinding(workload: Workload): Finding | undefined {
  const { state, findings } = workload.rollout;
  const trouble = troubleOf(workload);
  const held = findings.find(({ effect }) => effect === 'holds');
  switch (state) {
    case 'healthy':
    case 'scaled-to-zero':
      return undefined;
    case 'paused':
      return held ?? trouble;
    case 'being-deleted':
      return findings[0];
    case 'rolling-out':
      return held ?? trouble;
    default:
      return trouble ?? held;
  }
}

/** Says in one line how a workload is. Pure: times are told where `now`, in milliseconds, is given. */
export function describeWorkload(
  workload: Workload,
  now?: number,
): WorkloadSentence {
  const line = `${lineOf(workload, now)}${warningOf(workload, now)}`;
  return { line, ...adviceOf(leadingFinding(workload)) };
}
