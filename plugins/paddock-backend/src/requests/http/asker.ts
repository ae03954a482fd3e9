import { createHash } from 'node:crypto';
import { InputError } from '@backstage/errors';
import type { BasicPermission } from '@backstage/plugin-permission-common';
import type { Request } from 'express';
import { z } from 'zod';
import { authorize } from '../../access/authorize';
import { parse } from '../../http/parse';
import { canonicalJson } from '../plan/canonicalJson';
import type { Asker, RequestParts, UserCredentials } from '../parts';
import { visibilityOf } from '../access/visibility';

const idParams = z.strictObject({
  id: z.string().regex(/^[A-Za-z0-9-]{1,64}$/, 'is no id of a request'),
});

/** The id in the path. @throws InputError */
export const idOf = (req: Request): string => parse(idParams, req.params).id;

/**
 * Who asks, once the permission is granted.
 *
 * @throws AuthenticationError, NotAllowedError for services, for whom the policy refuses and for nobody of the catalog
 */
export async function askerOf(
  parts: RequestParts,
  req: Request,
  permission: BasicPermission,
): Promise<Asker> {
  const credentials = await parts.httpAuth.credentials(req, {
    allow: ['user'],
  });
  return admit(parts, credentials, permission);
}

/** The same for credentials that came by another way. @throws NotAllowedError */
export async function admit(
  parts: Pick<RequestParts, 'permissions' | 'personOf' | 'settings'>,
  credentials: UserCredentials,
  permission: BasicPermission,
): Promise<Asker> {
  await authorize(parts.permissions, permission, credentials);
  const person = await parts.personOf(credentials);
  const visibility = visibilityOf(person, parts.settings.administrators);
  return { credentials, person, visibility };
}

/** What makes two submits the same one. */
export interface Idempotency {
  key: string;
  bodyHash: string;
}

/**
 * From the header `Idempotency-Key`; undefined without it.
 *
 * @param body - as parsed, so that the order of fields and what is left out make no difference
 * @throws InputError
 */
export function idempotencyOf(
  req: Request,
  body: unknown,
): Idempotency | undefined {
  const key = req.get('idempotency-key');
  if (key === undefined) return undefined;
  if (!/^[\x21-\x7e]{1,200}$/.test(key)) {
    throw new InputError(
      'Idempotency-Key must be 1 to 200 printable characters without spaces.',
    );
  }
  const text = canonicalJson(body);
  return { key, bodyHash: createHash('sha256').update(text).digest('hex') };
}
