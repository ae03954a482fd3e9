import { statSync } from 'node:fs';
import type {
  ClusterDetails,
  KubernetesCredential,
} from '@backstage/plugin-kubernetes-node';
import { Misconfigured } from '../errors';
import { type Endpoint, endpointOf } from './endpoint';
import type { Streams } from './streams';
import { openTransport, type Transport } from './transport';

interface Kept {
  key: string;
  opening: Promise<Transport>;
  /** Once it is open. */
  transport?: Transport;
  abort: AbortController;
}

export interface KeptTransport {
  /** @throws Unreachable, Misconfigured */
  open(credential: KubernetesCredential): Promise<Transport>;
  /** Of the connection that is open. */
  streams(): Streams | undefined;
  /** Gives up an attempt to connect that is under way: a new one is known to do better. */
  hurry(): void;
  close(): void;
}

/**
 * One transport for a cluster, opened when it is first needed, and anew when it
 * is used up or when the client certificate or the authority's has changed.
 */
export function keepTransport(cluster: ClusterDetails): KeptTransport {
  let kept: Kept | undefined;

  function forget(old: Kept | undefined) {
    if (kept === old) kept = undefined;
    old?.abort.abort();
    old?.transport?.close();
  }

  function isFit({ key, transport }: Kept, wanted: string) {
    return key === wanted && (!transport || transport.usable());
  }

  return {
    open(credential) {
      const key = keyOf(cluster, credential);
      if (kept && isFit(kept, key)) return kept.opening;
      // What is used up may still carry streams to their end.
      if (kept?.key !== key) forget(kept);
      const mine = start(cluster, credential, key);
      kept = mine;
      mine.opening.then(
        transport => {
          mine.transport = transport;
          if (mine.abort.signal.aborted) transport.close();
        },
        () => forget(mine),
      );
      return mine.opening;
    },
    streams: () => kept?.transport?.streams,
    hurry() {
      if (kept && !kept.transport) forget(kept);
    },
    close: () => forget(kept),
  };
}

/** A transport of its own, for one question. */
export function openSeparate(
  cluster: ClusterDetails,
  credential: KubernetesCredential,
  signal: AbortSignal,
): Promise<Transport> {
  return openTransport(usableEndpoint(cluster, credential), signal);
}

function start(
  cluster: ClusterDetails,
  credential: KubernetesCredential,
  key: string,
): Kept {
  const abort = new AbortController();
  const opening = Promise.resolve().then(() =>
    openTransport(usableEndpoint(cluster, credential), abort.signal),
  );
  return { key, opening, abort };
}

function usableEndpoint(
  cluster: ClusterDetails,
  credential: KubernetesCredential,
): Endpoint {
  try {
    return endpointOf(cluster, credential);
  } catch (error) {
    throw new Misconfigured(cluster.name, error);
  }
}

function keyOf({ caFile }: ClusterDetails, credential: KubernetesCredential) {
  const file = caFile ? statSync(caFile, { throwIfNoEntry: false }) : undefined;
  const x509 = credential.type === 'x509 client certificate';
  return JSON.stringify([
    file?.mtimeMs,
    x509 ? [credential.cert, credential.key] : credential.type,
  ]);
}
