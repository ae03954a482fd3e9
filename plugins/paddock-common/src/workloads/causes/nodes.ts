import { amountText } from '../../requests/amounts';
import type { Asks } from '../model';
import { pods, type Reason } from '../reason';
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
export function shareInWords({ nodes, fault }: NodeShare): string {
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

/** `4 cores and 8Gi of memory free` */
function lacking(shares: NodeShare[], asks: Asks = {}): string | undefined {
  const lacks = (resource: string) =>
    shares.some(
      ({ fault }) => fault.is === 'too-small' && fault.resource === resource,
    );
  const amounts = [
    asks.cpuMilli && lacks('cpu') && amountText('cpuMilli', asks.cpuMilli),
    asks.memoryBytes &&
      lacks('memory') &&
      amountText('memoryBytes', asks.memoryBytes),
  ].filter(Boolean);
  return amounts.length > 0 ? `${amounts.join(' and ')} free` : undefined;
}

function claimInWords(claim: NonNullable<Scheduling['claim']>): Reason {
  return claim.is === 'missing'
    ? {
        words: `the volume claim ${claim.name} does not exist`,
        advice: 'Create the claim, or correct its name in the pod template.',
      }
    : {
        words: 'a volume claim of its pods is not bound to a volume yet',
        advice:
          'Look at the volumes of the component: the storage class may be missing, or its provisioner away.',
      };
}

const has = (shares: NodeShare[], is: NodeFault['is']) =>
  shares.some(({ fault }) => fault.is === is);

function adviceFor(shares: NodeShare[]): string {
  if (shares.length === 0 || has(shares, 'too-small')) {
    return 'Ask for less CPU and memory, or relax where the pods may run. The message is the scheduler’s.';
  }
  return 'Relax where the pods may run. The message is the scheduler’s.';
}

/** Why no node fits: `no node has 4 cores free`, and how the nodes were counted: `3 too small, 2 tainted`. */
export function nodesInShort({ message, asks }: About): {
  head: string;
  tail: string;
} {
  const { shares } = readScheduling(message);
  const amount = lacking(shares, asks);
  const sizes = shares.filter(({ fault }) => fault.is === 'too-small').length;
  return {
    head: amount ? `no node has ${amount}` : 'no node fits',
    tail: shares.map(share => inShort(share, sizes)).join(', '),
  };
}

interface About {
  message: string;
  asks?: Asks;
}

/** The same of a number of pods, with what to do: `no node has 4 cores free (2 pods): 3 too small, 2 tainted`. */
export function explainNodes(about: About & { pods: number }): Reason {
  const { shares, claim } = readScheduling(about.message);
  if (claim) return claimInWords(claim);
  const { head, tail } = nodesInShort(about);
  const which =
    head === 'no node fits'
      ? `${head} ${pods(about.pods)}`
      : `${head} (${pods(about.pods)})`;
  return {
    words: tail ? `${which}: ${tail}` : which,
    advice: adviceFor(shares),
  };
}
