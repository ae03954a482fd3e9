import type { Connection } from '../connection/connection';
import { KubeError } from '../connection/errors';
import { apiPath } from '../connection/paths';
import type { Provision } from './provision';

/** Tokens of service accounts, for one audience and a short while. */
export function createTokenRequest(
  connection: Pick<Connection, 'request'>,
): Provision['token'] {
  return async (of, act) => {
    const account = ['serviceaccounts', of.serviceAccount, 'token'];
    const path = apiPath(['api', 'v1', 'namespaces', of.namespace, ...account]);
    const answer = (await connection.request('POST', path, {
      body: {
        apiVersion: 'authentication.k8s.io/v1',
        kind: 'TokenRequest',
        spec: { audiences: [of.audience], expirationSeconds: of.seconds },
      },
      ...act,
    })) as { status?: { token?: unknown } };
    const made = answer?.status?.token;
    if (typeof made === 'string' && made !== '') return made;
    throw new KubeError(200, 'NotKubernetes', {
      message: 'The cluster answered a request for a token without one',
    });
  };
}
