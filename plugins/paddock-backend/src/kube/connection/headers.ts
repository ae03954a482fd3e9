import type { KubernetesCredential } from '@backstage/plugin-kubernetes-node';
import type { KubeIdentity } from '../watch/cache';

const printable = /^[\x21-\x7e]([\x20-\x7e]{0,254}[\x21-\x7e])?$/;

/**
 * May this be a user or group that the portal speaks for? `system:*` are the
 * cluster's own identities (`system:masters` may do everything); control
 * characters could end a header, and others have no agreed form in one.
 */
export function isSpeakableName(name: string): boolean {
  return printable.test(name) && !/^system:/i.test(name);
}

/** @throws Error for an identity that must never be impersonated. */
export function impersonationHeaders(
  as: KubeIdentity,
): Record<string, string | string[]> {
  const refused = [as.user, ...as.groups].find(name => !isSpeakableName(name));
  if (refused !== undefined) {
    throw new Error(
      `The portal does not act as ${JSON.stringify(
        refused,
      )}: names of people and groups are printable ASCII and never begin with "system:"`,
    );
  }
  return {
    'impersonate-user': as.user,
    ...(as.groups.length > 0 ? { 'impersonate-group': as.groups } : {}),
  };
}

/** All that is ever sent of a credential; client certificates are part of the connection. */
export function credentialHeaders(
  credential: KubernetesCredential,
): Record<string, string> {
  if (credential.type !== 'bearer token') return {};
  const token = credential.token.trim();
  if (!/^[\x21-\x7e]+$/.test(token)) {
    throw new Error('The bearer token holds characters that no token has');
  }
  return { authorization: `Bearer ${token}` };
}
