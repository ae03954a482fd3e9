import { bytesText, cpuText } from '../requests/quantity';
import type { MetricSubject } from './schemas';

/** mCPU or bytes. */
interface Advised {
  /** Of CPU what is enough for 95 of 100 measurements, of memory the most that was seen. */
  observed: number;
  request?: number;
  limit?: number;
}

export type ResourceAdvice =
  /** A sentence. */
  | { is: 'too-little-known'; because: string }
  /** What it would use is not known: its limit holds it back. */
  | ({ is: 'held-back'; share: number } & Advised)
  | ({ is: 'fitting' } & Advised)
  | ({
      is: 'too-high' | 'too-low' | 'absent';
      advisedRequest: number;
      /** Only where the present one is in the way. */
      advisedLimit?: number;
    } & Advised);

/** What one container of a workload should ask for, as far as it was seen. */
export interface ContainerAdvice {
  container: string;
  /** In how many pods, and over how many minutes, it was seen. */
  seen: { pods: number; minutes: number };
  cpu: ResourceAdvice;
  memory: ResourceAdvice;
}

type Load = 'cpu' | 'memory';

const MiB = 2 ** 20;

/** Each in its own unit: the margin over what was seen, the steps that are rounded up to, and what is not worth a rollout. */
const rules: Record<Load, { step: number; trifle: number }> = {
  cpu: { step: 10, trifle: 50 },
  memory: { step: 16 * MiB, trifle: 64 * MiB },
};
const MARGIN = 1.2;
/** A request may be so many times what is advised. */
const ROOM = 1.5;
/** Nearer to its memory limit than this a container is about to be killed. */
const NEAR_LIMIT = 0.9;
const HELD_BACK = 0.1;
// Two thirds of the range that the page opens with, looked at every 15 s: advice must be able to come there.
const LEAST_MINUTES = 10;
const LEAST_FIGURES = 40;

/** Of all containers of one name, pod by pod. Pure; `at` is in seconds since 1970. */
export function adviceFor(
  at: readonly number[],
  subjects: readonly MetricSubject[],
): ContainerAdvice[] {
  const byName = new Map<string, MetricSubject[]>();
  for (const subject of subjects) {
    if (subject.level !== 'container' || subject.sidecar) continue;
    const name = subject.name.split('/')[1] ?? '';
    byName.set(name, [...(byName.get(name) ?? []), subject]);
  }
  return [...byName].map(([container, own]) => ({
    container,
    seen: { pods: own.length, minutes: Math.floor(minutesOf(at, own, 'cpu')) },
    cpu: adviceOn('cpu', at, own),
    memory: adviceOn('memory', at, own),
  }));
}

const valuesOf = (own: MetricSubject[], load: Load) =>
  own.flatMap(({ usage }) => usage[load].runs.flatMap(({ values }) => values));

/** From the first measurement to the last. */
function minutesOf(
  at: readonly number[],
  own: MetricSubject[],
  load: Load,
): number {
  const places = own.flatMap(({ usage }) =>
    usage[load].runs.flatMap(({ from, values }) =>
      values.length > 0 ? [from, from + values.length - 1] : [],
    ),
  );
  if (places.length === 0) return 0;
  const first = at[Math.min(...places)] ?? 0;
  const last = at[Math.max(...places)] ?? first;
  return (last - first) / 60;
}

function adviceOn(
  load: Load,
  at: readonly number[],
  own: MetricSubject[],
): ResourceAdvice {
  const values = valuesOf(own, load).sort((one, other) => one - other);
  const minutes = minutesOf(at, own, load);
  if (minutes < LEAST_MINUTES || values.length < LEAST_FIGURES) {
    return {
      is: 'too-little-known',
      because: `It has been measured for ${Math.floor(
        minutes,
      )} min of the range shown; advice takes ${LEAST_MINUTES} min and ${LEAST_FIGURES} figures.`,
    };
  }
  const { request, limit } = own[0]!.usage[load];
  const place = load === 'cpu' ? 0.95 : 1;
  const observed = values[Math.ceil(values.length * place) - 1]!;
  const seen = {
    observed,
    ...(request !== undefined && { request }),
    ...(limit !== undefined && { limit }),
  };
  const share = load === 'cpu' ? heldBack(own) : 0;
  return share > HELD_BACK
    ? { is: 'held-back', share, ...seen }
    : judge(load, seen);
}

const heldBack = (own: MetricSubject[]) =>
  Math.max(
    0,
    ...own.map(({ throttled }) =>
      throttled?.state === 'known' ? throttled.value : 0,
    ),
  );

function judge(load: Load, seen: Advised): ResourceAdvice {
  const { step, trifle } = rules[load];
  const { observed, request, limit } = seen;
  const up = (amount: number) =>
    Math.max(step, Math.ceil(amount / step) * step);
  const advisedRequest = up(observed * MARGIN);
  const isNear =
    load === 'memory' && limit !== undefined && observed > limit * NEAR_LIMIT;
  const inTheWay = limit !== undefined && limit < advisedRequest;
  const change = {
    ...seen,
    advisedRequest,
    ...((isNear || inTheWay) && { advisedLimit: up(advisedRequest * MARGIN) }),
  };
  if (request === undefined) return { is: 'absent', ...change };
  const isHigh =
    request > advisedRequest * ROOM && request - advisedRequest >= trifle;
  if (isHigh && !isNear) return { is: 'too-high', ...change };
  return observed > request || isNear
    ? { is: 'too-low', ...change }
    : { is: 'fitting', ...seen };
}

const texts: Record<Load, (amount: number) => string> = {
  cpu: cpuText,
  memory: bytesText,
};

interface Amounts {
  requests: Partial<Record<Load, string>>;
  limits: Partial<Record<Load, string>>;
}

/** What would be changed of a container, as Kubernetes writes it; undefined where nothing is to be. Pure. */
export function advisedAmounts(advice: ContainerAdvice): Amounts | undefined {
  const amounts: Amounts = { requests: {}, limits: {} };
  for (const load of ['cpu', 'memory'] as const) {
    const own = advice[load];
    if (!('advisedRequest' in own)) continue;
    amounts.requests[load] = texts[load](own.advisedRequest);
    if (own.advisedLimit === undefined) continue;
    amounts.limits[load] = texts[load](own.advisedLimit);
  }
  return Object.keys(amounts.requests).length > 0 ? amounts : undefined;
}
