import type { Reason } from './reason';
import { type MissingConfig, missingInWords, readMissing } from './config';

const quoted = (message: string) => /volume "([^"]+)"/.exec(message)?.[1];

/** The volume that the kubelet waits for, where it names only those that it has not mounted yet. */
const unmounted = (message: string) =>
  /unmounted volumes=\[([^\]]+)\]/.exec(message)?.[1];

function nameOf(message: string): string {
  const name = quoted(message) ?? unmounted(message);
  return name ? `the volume ${name}` : 'a volume';
}

function adviceFor(missing: MissingConfig): { advice?: string } {
  switch (missing.is) {
    case 'key':
      return {
        advice: `Add the key ${missing.key} to the ${missing.kind} ${missing.name}.`,
      };
    case 'object':
      return {
        advice: `Create the ${missing.kind} ${missing.name}: the pods go on by themselves.`,
      };
    default:
      return {};
  }
}

/**
 * What the events FailedMount and FailedAttachVolume say. `nodeOf` knows on which node a pod runs.
 * Source: the attach-detach controller's Multi-Attach errors, and the kubelet's volume manager.
 */
export function explainVolume(
  message: string,
  nodeOf: (pod: string) => string | undefined,
): Reason {
  const name = nameOf(message);
  if (/Multi-Attach error/.test(message)) {
    const users = /used by pod\(s\) (.+?)\s*$/.exec(message)?.[1];
    const node = users
      ?.split(/, */)
      .map(nodeOf)
      .find(each => each !== undefined);
    const by = users ? `, by ${users}` : '';
    return {
      words: `${name} is still attached to ${
        node ? `node ${node}` : 'another node'
      }${by}`,
      advice:
        'It can be attached to one node at a time: it comes free when the pod there has gone.',
    };
  }
  const missing = readMissing(message);
  if (missing) {
    return {
      words: `${name} ${missingInWords(missing)}`,
      ...adviceFor(missing),
    };
  }
  return /timed out waiting/.test(message)
    ? { words: `${name} is not mounted yet, and the kubelet waits for it` }
    : { words: `${name} cannot be mounted` };
}

/** What the events of a volume claim say that is not bound. */
export function explainClaim(
  name: string,
  { reason, message }: { reason: string; message: string },
): Reason {
  if (/storageclass\S* "([^"]+)" not found/i.test(message)) {
    const wanted = /storageclass\S* "([^"]+)" not found/i.exec(message)?.[1];
    return {
      words: `the claim ${name} asks for the storage class ${wanted}, which does not exist`,
    };
  }
  switch (reason) {
    case 'ExternalProvisioning':
    case 'Provisioning':
      return { words: `the claim ${name} waits for its provisioner` };
    case 'WaitForPodScheduled':
      return { words: `the claim ${name} waits until its pod is scheduled` };
    case 'WaitForFirstConsumer':
      return { words: `the claim ${name} waits for its first pod` };
    case 'FailedBinding':
      return {
        words: `no volume fits the claim ${name}, and no storage class makes one`,
      };
    default:
      return { words: `no volume could be made for the claim ${name}` };
  }
}
