import type { ClusterDetails } from '@backstage/plugin-kubernetes-node';
import { readBody } from './answers';
import { type Call, callOf } from './call';
import type { CredentialHolder, HeldCredential } from './credentials';
import { credentialHeaders } from './headers';
import { openSeparate } from './transport/keep';
import type { Pool, Waiting } from './transport/pool';
import type { Transport, TransportAnswer } from './transport/transport';

export type Send = (
  call: (transport: Transport) => Call,
  waiting: Waiting,
) => Promise<{ answer: TransportAnswer; transport: Transport }>;

/** Sends with the portal's credential; one that is refused is fetched anew, once. */
export function createSender(credentials: CredentialHolder, pool: Pool): Send {
  return async (call, waiting) => {
    const attempt = ({ credential }: HeldCredential) =>
      pool.use(credential, waiting, async transport => {
        const { headers, ...rest } = call(transport);
        const answer = await transport.send({
          ...rest,
          headers: { ...headers, ...credentialHeaders(credential) },
          signal: waiting.signal,
        });
        return { answer, transport };
      });
    const held = await credentials.current();
    const first = await attempt(held);
    if (first.answer.status !== 401) return first;
    first.answer.body.destroy();
    return attempt(await credentials.renew(held.generation));
  };
}

const READY_TIMEOUT_MS = 2_000;

export async function isReady(
  cluster: ClusterDetails,
  credentials: CredentialHolder,
  signal: AbortSignal,
): Promise<boolean> {
  const limit = AbortSignal.any([
    signal,
    AbortSignal.timeout(READY_TIMEOUT_MS),
  ]);
  const call = callOf('GET', '/readyz', { headers: { accept: '*/*' } });
  let transport: Transport | undefined;
  try {
    const { credential } = await credentials.current();
    transport = await openSeparate(cluster, credential, limit);
    const headers = { ...call.headers, ...credentialHeaders(credential) };
    const answer = await transport.send({ ...call, headers, signal: limit });
    await readBody(answer, 64 * 1024);
    // A cluster may hide its health from us, but it has to be up to say so.
    return [200, 401, 403, 404].includes(answer.status);
  } catch {
    return false;
  } finally {
    transport?.close();
  }
}
