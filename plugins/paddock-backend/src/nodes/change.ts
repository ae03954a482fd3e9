import { ConflictError } from '@backstage/errors';
import type { Actor } from '../access/act';
import { KubeError } from '../kube/connection/errors';
import { apiPath } from '../kube/connection/paths';
import type { NodeWire } from '../kube/objects/storageObjects';
import { cordonOf, fieldManager } from './cordon';

/** A kubelet writes to its node, too; each attempt reads it again. */
const mostAttempts = 4;

/** Which node is meant: both must fit. */
export interface NodeTarget {
  name: string;
  uid: string;
}

/**
 * Changes a node as the person, by what it is at that moment. `changeOf` gives a JSON merge patch, or nothing where
 * there is nothing to do.
 *
 * @throws ConflictError when another node has this name now, or when it never held still
 */
export async function changeNode(
  { cluster, as }: Actor,
  { name, uid }: NodeTarget,
  changeOf: (node: NodeWire) => object | undefined,
): Promise<void> {
  const path = apiPath(['api', 'v1', 'nodes', name]);
  const { connection, write } = cluster;
  for (let attempt = 1; attempt <= mostAttempts; attempt += 1) {
    const node = (await connection.request('GET', path, { as })) as NodeWire;
    if (node.metadata?.uid !== uid) {
      throw new ConflictError(
        `The node ${name} has been replaced by another one of its name. Look at it again`,
      );
    }
    const body = changeOf(node);
    if (!body) return;
    try {
      await write.patch(path, { type: 'merge', body }, { as, fieldManager });
      return;
    } catch (error) {
      if (!(error instanceof KubeError && error.status === 409)) throw error;
    }
  }
  throw new ConflictError(
    `The node ${name} is being changed all the time. Try again`,
  );
}

/** @throws ConflictError when somebody else keeps pods off the node: that is theirs to end, and to explain. */
export function refuseOthersCordon(node: NodeWire, user: string): void {
  const cordon = cordonOf(node);
  if (!cordon || (cordon.by === 'person' && cordon.user === user)) return;
  const name = node.metadata?.name;
  throw new ConflictError(
    cordon.by === 'person'
      ? `${cordon.user} has cordoned ${name} since ${cordon.at}: ${cordon.why}. Ask them to uncordon it`
      : `${name} has been cordoned by other means than this portal. Whoever did it can run: kubectl uncordon ${name}`,
  );
}
