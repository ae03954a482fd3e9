import {
  advisedAmounts,
  type ContainerAdvice,
  type ResourceAdvice,
} from '@paddock/backstage-plugin-paddock-common';
import { amountWords, shareWords } from './units';

/** Of what advice is about, as the cluster knows it. */
export interface AdvisedWorkload {
  kind: string;
  name: string;
  namespace: string;
}

type Load = 'cpu' | 'memory';

const names: Record<Load, string> = { cpu: 'CPU', memory: 'memory' };
const observedWords: Record<Load, string> = {
  cpu: 'it uses at most this in 95 of 100 measurements:',
  memory: 'the most it has used is',
};

function sentence(load: Load, advice: ResourceAdvice): string {
  const amount = (value: number) => amountWords(load, value);
  if (advice.is === 'too-little-known') return advice.because;
  const seen = `${observedWords[load]} ${amount(advice.observed)}`;
  const asks =
    advice.request === undefined ? 'nothing' : amount(advice.request);
  switch (advice.is) {
    case 'held-back':
      return `its CPU limit holds it back in ${shareWords(
        advice.share,
      )} of the periods, so what it would use is not known. Raise or remove the limit first.`;
    case 'fitting':
      return `it asks for ${asks}, which fits; ${seen}.`;
    default: {
      const limit =
        advice.advisedLimit === undefined
          ? ''
          : `, and limit it to ${amount(advice.advisedLimit)}`;
      return `it asks for ${asks}; ${seen}. Ask for ${amount(
        advice.advisedRequest,
      )}${limit}.`;
    }
  }
}

/** `CPU: it asks for 1000 mCPU; …` Pure. */
export const adviceWords = (advice: ContainerAdvice): string[] =>
  (['cpu', 'memory'] as const).map(
    load =>
      `${names[load][0]!.toUpperCase()}${names[load].slice(1)}: ${sentence(
        load,
        advice[load],
      )}`,
  );

/** In a line, before anybody looks closer. Pure. */
export function adviceTitle(all: ContainerAdvice[]): string {
  const changes = all.filter(advisedAmounts).length;
  if (changes > 0) {
    return changes === 1
      ? 'Right-sizing: 1 container should ask for something else'
      : `Right-sizing: ${changes} containers should ask for something else`;
  }
  const isKnown = all.some(({ cpu }) => cpu.is !== 'too-little-known');
  return isKnown
    ? 'Right-sizing: what is asked for fits'
    : 'Right-sizing: too little is known yet';
}

const settable = [
  'CronJob',
  'DaemonSet',
  'Deployment',
  'ReplicaSet',
  'StatefulSet',
];

const list = (amounts: Record<string, string>) =>
  Object.entries(amounts)
    .map(([name, amount]) => `${name}=${amount}`)
    .join(',');

/** A line for each container; nothing for kinds that kubectl cannot do it for. Pure. */
export function setResourcesCommands(
  { kind, name, namespace }: AdvisedWorkload,
  all: ContainerAdvice[],
): string | undefined {
  if (!settable.includes(kind)) return undefined;
  const commands = all.flatMap(advice => {
    const amounts = advisedAmounts(advice);
    if (!amounts) return [];
    const limits = list(amounts.limits);
    return [
      `kubectl -n ${namespace} set resources ${kind.toLowerCase()} ${name} -c ${
        advice.container
      } --requests=${list(amounts.requests)}${limits && ` --limits=${limits}`}`,
    ];
  });
  return commands.length > 0 ? commands.join('\n') : undefined;
}

const linesOf = (
  indent: string,
  name: string,
  amounts: Record<string, string>,
) =>
  Object.keys(amounts).length === 0
    ? []
    : [
        `${indent}${name}:`,
        ...Object.entries(amounts).map(
          ([key, amount]) => `${indent}  ${key}: ${amount}`,
        ),
      ];

/** The same as a strategic merge patch, for a repository. Pure. */
export function resourcesPatch(all: ContainerAdvice[]): string | undefined {
  const containers = all.flatMap(advice => {
    const amounts = advisedAmounts(advice);
    if (!amounts) return [];
    return [
      `        - name: ${advice.container}`,
      '          resources:',
      ...linesOf('            ', 'requests', amounts.requests),
      ...linesOf('            ', 'limits', amounts.limits),
    ];
  });
  if (containers.length === 0) return undefined;
  return ['spec:', '  template:', '    spec:', '      containers:']
    .concat(containers)
    .join('\n');
}
