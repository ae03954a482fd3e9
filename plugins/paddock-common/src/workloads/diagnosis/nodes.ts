import { amountText } from '../../requests/amounts';
import { bytesOf, bytesText, milliOf } from '../../requests/quantity';
import { type Asks, inFewWords } from './model';
import { pods, type Reason } from './reason';
import {
  type NodeFault,
  type NodeShare,
  readScheduling,
  type Scheduling,
} from './scheduling';

const resourceNames: Readonly<Record<string, string>> = {
  cpu: 'CPU',
  memory: 'memory',
  'ephemeral-storage': 'local storage',
};

const named = (resource: string) => resourceNames[resource] ?? resource;

/** `3 too small`, `2 tainted` */
function inShort({ nodes, fault }: NodeShare, sizes: number): string {
  switch (fault.is) {
    case 'too-small':
      return sizes > 1
        ? `${nodes} with too little ${named(fault.resource)}`
        : `${nodes} too small`;
    case 'tainted':
      return `${nodes} tainted`;
    case 'cordoned':
      return `${nodes} cordoned`;
    case 'not-chosen':
      return `${nodes} that it does not choose`;
    case 'pod-rules':
      return `${nodes} that its rules about other pods exclude`;
    case 'spread':
      return `${nodes} that its spread constraints exclude`;
    case 'port':
      return `${nodes} with its port taken`;
    case 'volume':
      return `${nodes} out of reach of its volume`;
    case 'full':
      return `${nodes} with as many pods as they take`;
    default:
      return `${nodes}: ${fault.said}`;
  }
}

const nodesWord = (nodes: number) =>
  nodes === 1 ? '1 node' : `${nodes} nodes`;

/** The same as a sentence of its own. */
function shareInWords({ nodes, fault }: NodeShare): string {
  const has = nodes === 1 ? 'has' : 'have';
  const who = nodesWord(nodes);
  switch (fault.is) {
    case 'too-small':
      return `${who} ${has} too little ${named(fault.resource)} free`;
    case 'tainted':
      return `${who} ${has} ${
        fault.taint ? `the taint ${fault.taint}, which` : 'a taint that'
      } it does not tolerate`;
    case 'cordoned':
      return `${who} ${
        nodes === 1 ? 'is' : 'are'
      } cordoned: no new pods go there`;
    case 'not-chosen':
      return `${who} ${
        nodes === 1 ? 'does' : 'do'
      } not match its node selector or node affinity`;
    case 'pod-rules':
      return `on ${who} its affinity or anti-affinity to other pods does not hold`;
    case 'spread':
      return `on ${who} its topology spread constraints do not hold`;
    case 'port':
      return `on ${who} the host port that it asks for is taken`;
    case 'volume':
      return `${who} cannot reach its volume`;
    case 'full':
      return `${who} ${has} as many pods as ${
        nodes === 1 ? 'it takes' : 'they take'
      }`;
    default:
      return `${who}: ${fault.said}`;
  }
}

/** `4 cores`, `8Gi of memory`, `2 of nvidia.com/gpu` */
function amountOf(resource: string, asked: string): string {
  if (resource === 'cpu') return amountText('cpuMilli', milliOf(asked) ?? 0);
  if (resource === 'memory') {
    return amountText('memoryBytes', bytesOf(asked) ?? 0);
  }
  const isBytes = /^(ephemeral-storage|hugepages-)/.test(resource);
  return `${isBytes ? bytesText(bytesOf(asked) ?? 0) : asked} of ${named(
    resource,
  )}`;
}

/** `4 cores and 8Gi of memory free` */
function lacking(shares: NodeShare[], asks: Asks = {}): string | undefined {
  const amounts = shares.flatMap(({ fault }) => {
    const asked = fault.is === 'too-small' && asks[fault.resource];
    return asked && fault.is === 'too-small'
      ? [amountOf(fault.resource, asked)]
      : [];
  });
  return amounts.length > 0 ? `${amounts.join(' and ')} free` : undefined;
}

function claimInWords(claim: NonNullable<Scheduling['claim']>): Reason {
  return claim.is === 'missing'
    ? {
        words: `the volume claim ${claim.name} does not exist`,
        advice: 'Create the claim, or correct its name in the pod template.',
      }
    : {
        words: `${
          claim.is === 'made'
            ? 'the claim of an ephemeral volume'
            : 'a volume claim'
        } of its pods is not bound to a volume yet`,
        advice:
          'Look at the volumes of the component: the storage class may be missing, or its provisioner away.',
      };
}

const has = (shares: NodeShare[], is: NodeFault['is']) =>
  shares.some(({ fault }) => fault.is === is);

/** What asking for less, or asking for less of a place, would help against; nothing where neither would. */
function adviceFor(
  shares: NodeShare[],
  byInit: About['byInit'] = {},
): string | undefined {
  const lacks = shares.flatMap(({ fault }) => {
    if (fault.is !== 'too-small') return [];
    const by = byInit[fault.resource];
    const where = by ? ` in its init container ${by}` : '';
    return [`${named(fault.resource)}${where}`];
  });
  const relax = (
    ['tainted', 'not-chosen', 'pod-rules', 'spread'] as const
  ).some(is => has(shares, is));
  if (lacks.length > 0) {
    const less = `Ask for less ${[...new Set(lacks)].join(' and ')}`;
    return relax ? `${less}, or relax where the pods may run.` : `${less}.`;
  }
  return relax ? 'Relax where the pods may run.' : undefined;
}

interface About {
  message: string;
  asks?: Asks;
  byInit?: Readonly<Record<string, string>>;
  pods: number;
}

/** Why no node fits, with what to do: `no node has 4 cores free (2 pods): 3 too small, 2 tainted`. */
export function explainNodes({
  message,
  asks,
  byInit,
  pods: count,
}: About): Reason {
  const { shares, claim } = readScheduling(message);
  if (claim) return claimInWords(claim);
  const amount = lacking(shares, asks);
  const sizes = shares.filter(({ fault }) => fault.is === 'too-small').length;
  const head = amount
    ? `no node has ${amount} (${pods(count)})`
    : `no node fits ${pods(count)}`;
  if (shares.length === 0) return { words: head };
  return {
    words: inFewWords(
      `${head}:`,
      shares.map(share => inShort(share, sizes)),
    ),
    advice: adviceFor(shares, byInit),
  };
}

/** How the scheduler counted the nodes, each share in words of its own. */
export const nodeParts = (message: string): string[] =>
  readScheduling(message).shares.map(shareInWords);
