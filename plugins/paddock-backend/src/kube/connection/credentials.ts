import type {
  ClusterDetails,
  KubernetesCredential,
} from '@backstage/plugin-kubernetes-node';
import { Misconfigured } from './errors';

/** A credential, and the how manieth it is. */
export interface HeldCredential {
  credential: KubernetesCredential;
  generation: number;
}

export interface CredentialHolder {
  /** @throws Misconfigured when there is none to be had. */
  current(): Promise<HeldCredential>;
  /** Called with the generation that was refused. */
  renew(refused: number): Promise<HeldCredential>;
}

export interface CredentialSource {
  cluster: ClusterDetails;
  credential: () => Promise<KubernetesCredential>;
}

/**
 * Keeps a credential until the cluster refuses it. Many requests may be refused
 * at once; the credential is fetched anew once for all of them.
 */
export function holdCredential({
  cluster,
  credential: fetch,
}: CredentialSource): CredentialHolder {
  let held: Promise<HeldCredential> | undefined;
  let generation = 0;

  async function next(): Promise<HeldCredential> {
    generation += 1;
    const mine = generation;
    try {
      return { credential: await fetch(), generation: mine };
    } catch (error) {
      throw new Misconfigured(cluster.name, error);
    }
  }

  function current(): Promise<HeldCredential> {
    if (!held) {
      const fetching = next();
      held = fetching;
      fetching.catch(() => {
        if (held === fetching) held = undefined;
      });
    }
    return held;
  }

  return {
    current,
    renew(refused) {
      if (refused === generation) held = undefined;
      return current();
    },
  };
}
