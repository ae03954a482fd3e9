import type {
  MetricName,
  MetricSubject,
} from '@paddock/backstage-plugin-paddock-common';
import { subjectWords } from '../subjects';
import { amountWords, shareWords } from '../units';

type Load = 'cpu' | 'memory';

const words: Record<Load, string> = { cpu: 'CPU', memory: 'memory' };
const loads: Load[] = ['cpu', 'memory'];

const knownOf = ({ usage }: MetricSubject, metric: MetricName) => {
  const { latest } = usage[metric];
  return latest.state === 'known' ? latest.value : undefined;
};

const nodesWords = (count: number) =>
  count === 1 ? '1 node' : `${count} nodes`;

/** `21 % of its CPU and 40 % of its memory` */
const list = (parts: string[]) => parts.join(' and ');

/** Usage of measured nodes: a share of all would be too small. */
function usedShare(nodes: MetricSubject[], load: Load): number | undefined {
  let used = 0;
  let there = 0;
  for (const node of nodes) {
    const value = knownOf(node, load);
    const { limit } = node.usage[load];
    if (value === undefined || limit === undefined) continue;
    used += value;
    there += limit;
  }
  return there > 0 ? used / there : undefined;
}

function requestedShare({ usage }: MetricSubject, load: Load) {
  const { request, limit } = usage[load];
  return request !== undefined && limit ? request / limit : undefined;
}

const sharesWords = (share: (load: Load) => number | undefined, of: string) =>
  list(
    loads.flatMap(load => {
      const value = share(load);
      return value === undefined
        ? []
        : [`${shareWords(value)} of ${of} ${words[load]}`];
    }),
  );

/** `The pool of 13 nodes uses 21 % of its CPU and 40 % of its memory; 64 % and 30 % are requested.` Pure. */
export function poolSentence(
  pool: MetricSubject,
  nodes: MetricSubject[],
): string {
  if (nodes.length === 0) return 'The nodes of this cluster are being read.';
  const measured = nodes.filter(node => knownOf(node, 'cpu') !== undefined);
  const requested = sharesWords(load => requestedShare(pool, load), 'its');
  const used = (whose: string) =>
    sharesWords(load => usedShare(measured, load), whose);
  const tail = requested
    ? `; ${requested} ${requested.includes(' and ') ? 'are' : 'is'} requested`
    : '';
  const name = `The pool of ${nodesWords(nodes.length)}`;
  if (measured.length === 0) {
    return `None of the pool’s ${nodesWords(
      nodes.length,
    )} is measured yet${tail}.`;
  }
  return measured.length === nodes.length
    ? `${name} uses ${used('its')}${tail}.`
    : `Of the pool’s ${nodesWords(nodes.length)} ${
        measured.length
      } are measured, and use ${used('their')}${tail}.`;
}

/** What an administrator looks at first. Pure. */
export function nodeTroubles(nodes: MetricSubject[]): string[] {
  const named = (which: (subject: MetricSubject) => boolean | undefined) =>
    nodes.filter(which).map(({ name }) => name);
  const notReady = named(({ node }) => node && !node.ready);
  const cordoned = named(({ node }) => node?.cordoned);
  return [
    ...(notReady.length > 0 ? [`Not ready: ${notReady.join(', ')}.`] : []),
    ...(cordoned.length > 0
      ? [`Cordoned, so that nothing new comes to it: ${cordoned.join(', ')}.`]
      : []),
  ];
}

function partOf(subject: MetricSubject, load: Load): string | undefined {
  const { request, limit, quota } = subject.usage[load];
  const value = knownOf(subject, load);
  if (value === undefined) return undefined;
  const bounds: Array<[number | undefined, string]> =
    subject.level === 'node'
      ? [[limit, 'of its allocatable']]
      : [
          [request, 'of its request'],
          [limit, 'of its limit'],
          [quota?.request, 'of the quota of requests'],
        ];
  const shares = bounds.flatMap(([bound, of]) =>
    bound ? [`${shareWords(value / bound)} ${of}`] : [],
  );
  const amount = `${amountWords(load, value)} of ${words[load]}`;
  return shares.length > 0 ? `${amount} (${shares.join(', ')})` : amount;
}

/** Any other rung in a sentence. Pure. */
export function rungSentence(subject: MetricSubject): string {
  const name = subjectWords(subject);
  const parts = loads.flatMap(load => partOf(subject, load) ?? []);
  return parts.length > 0
    ? `${name} uses ${list(parts)}.`
    : `The usage of ${name} is not measured.`;
}
