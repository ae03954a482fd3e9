import { NotFoundError, ServiceUnavailableError } from '@backstage/errors';
import {
  paddockRequestCreatePermission,
  paddockRequestReadPermission,
  type SecretVersions,
  type VaultEffect,
  valueSchema,
} from '@paddock/backstage-plugin-paddock-common';
import type { Router } from 'express';
import { findFor } from './findFor';
import { detailOf } from '../detailOf';
import { readSecretBody, valueReader } from './body';
import { askerOf, idOf } from './asker';
import { findSeen } from '../view/page';
import type { RequestParts } from '../parts';
import { recorded } from '../../audit/recorded';
import type { RequestRow, RevisionRow } from '../store/store';
import { Unprocessable } from '../../http/unprocessable';
import type { Vault } from '../../vault/vault';

type PathEffect = Extract<VaultEffect, { type: 'path' }>;

const expected =
  'data with 1 to 50 keys of letters, digits, "_", "." and "-", whose values are texts of up to 64 KiB, and replaces, a version number.';

function vaultOf({ vault }: RequestParts): Vault {
  if (vault) return vault;
  throw new ServiceUnavailableError('This portal has no Vault configured.');
}

/** Where the value of what is in force lies. @throws NotFoundError */
async function pathOf(
  { store }: RequestParts,
  { id, approvedRevision }: RequestRow,
): Promise<{ path: PathEffect; revision: RevisionRow }> {
  if (approvedRevision !== undefined) {
    const revision = await store.revision(id, approvedRevision);
    const path = revision.effects.vault.find(({ type }) => type === 'path');
    if (path?.type === 'path') return { path, revision };
  }
  throw new NotFoundError('This request has no path in Vault yet.');
}

/** A version in KV replaces all keys, so what is declared is what it holds. Names no key but declared ones. */
function assertDeclared({ spec }: RevisionRow, data: object): void {
  if (spec.kind !== 'secret' || spec.keys.length === 0) return;
  const given = Object.keys(data);
  const isSame =
    given.length === new Set(spec.keys).size &&
    spec.keys.every(key => given.includes(key));
  if (isSame) return;
  const keys = spec.keys.join(', ');
  throw new Unprocessable(
    `Every new version replaces all keys: give exactly ${keys}.`,
  );
}

/** `PUT /requests/:id/value` and `GET /requests/:id/versions` */
export function addValueRoutes(router: Router, parts: RequestParts): void {
  router.put('/requests/:id/value', valueReader, async (req, res) => {
    const asker = await askerOf(parts, req, paddockRequestCreatePermission);
    const { row } = await findFor(parts, { act: 'writeValue', asker }, req);
    const { data, replaces } = readSecretBody(valueSchema, req, expected);
    const { path, revision } = await pathOf(parts, row);
    assertDeclared(revision, data);
    const by = asker.person.userRef;
    const act = {
      event: 'secret-value-write',
      actor: by,
      request: req,
      requestId: row.id,
      detail: { ...detailOf(row), keys: Object.keys(data).length },
    };
    const { version } = await recorded(
      parts,
      act,
      async () => {
        // The team may have lost it since it was let in: asked once more, directly before the value leaves.
        await findFor(parts, { act: 'writeValue', asker }, req);
        return vaultOf(parts).writeValue({
          mount: path.mount,
          path: path.path,
          data,
          ...(replaces !== undefined && { replaces }),
        });
      },
      written => ({ detail: { version: written.version } }),
    );
    const text = `Version ${version} was written.`;
    // The value is there; that the story lacks a line must not have it written again.
    await parts.store
      .say(row.id, { kind: 'value-written', by, text })
      .catch(error => parts.logger.error('A timeline lacks a line', error));
    // The worker sees that there is one now.
    await parts.store
      .wake(row.id)
      .catch(error => parts.logger.error('A request was not woken', error));
    res.json({ version });
  });

  router.get('/requests/:id/versions', async (req, res) => {
    const asker = await askerOf(parts, req, paddockRequestReadPermission);
    const { row } = await findSeen(parts, asker.visibility, idOf(req));
    const { path } = await pathOf(parts, row);
    const found = await vaultOf(parts).readMetadata(path.mount, path.path);
    const versions: SecretVersions = {
      path: `${path.mount}/${path.path}`,
      current: found?.current ?? 0,
      versions: found?.versions ?? [],
    };
    res.set('Cache-Control', 'no-store').json(versions);
  });
}
