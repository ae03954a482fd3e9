import { NotFoundError } from '@backstage/errors';
import {
  AuthorizeResult,
  type BasicPermission,
} from '@backstage/plugin-permission-common';
import {
  paddockRequestCreatePermission,
  paddockRequestDecidePermission,
  type RequestPage,
} from '@paddock/backstage-plugin-paddock-common';
import { type Authors, authorsOf } from '../access/authors';
import { lineOf } from './line';
import { mayOf } from '../access/may';
import type { Asker, RequestParts, UserCredentials } from '../parts';
import { approversOf, sees } from '../access/visibility';
import { deliverySnippet } from '../plan/deliverySnippet';
import { type Role, roleOf } from '../access/role';
import type { RequestRow, RevisionRow, Visibility } from '../store/store';

/** A request that somebody sees, with what is to be decided about it. */
export interface Seen {
  row: RequestRow;
  revision: RevisionRow;
}

/** The same words for what is not there and for what is not to be known of. */
const nowhere = () =>
  new NotFoundError('There is no such request that you may see.');

/** @throws NotFoundError for what is not there, and for what this person does not see */
export async function findSeen(
  { store }: Pick<RequestParts, 'store'>,
  visibility: Visibility,
  id: string,
): Promise<Seen> {
  const row = await store.get(id);
  if (!row) throw nowhere();
  const revision = await store.revision(id, row.revision);
  if (!sees(visibility, row, approversOf(revision))) throw nowhere();
  return { row, revision };
}

async function permitsOf(
  { permissions }: Pick<RequestParts, 'permissions'>,
  credentials: UserCredentials,
): Promise<Role['permits']> {
  const may = async (permission: BasicPermission) => {
    const [decision] = await permissions.authorize([{ permission }], {
      credentials,
    });
    return decision?.result === AuthorizeResult.ALLOW;
  };
  const [create, decide] = await Promise.all([
    may(paddockRequestCreatePermission),
    may(paddockRequestDecidePermission),
  ]);
  return { create, decide };
}

const nobody: Authors = { refs: [], emails: [] };

/** What this person is to a request that they see. */
export async function roleIn(
  parts: RequestParts,
  { person, credentials }: Asker,
  { row, revision }: Seen,
): Promise<Role> {
  const [authors, permits] = await Promise.all([
    // Who wrote it matters to a decision only, and the catalog is not asked for nothing.
    row.state === 'waiting'
      ? authorsOf(parts.store, row, parts.emailOf)
      : nobody,
    permitsOf(parts, credentials),
  ]);
  return roleOf(
    person,
    { row, approvers: approversOf(revision), authors },
    { administrators: parts.settings.administrators, permits },
  );
}

/**
 * One request with everything that is told of it, as this person sees it.
 *
 * @throws NotFoundError for what is not there, and for what this person does not see
 */
export async function readPage(
  parts: RequestParts,
  asker: Asker,
  id: string,
): Promise<RequestPage> {
  const { store } = parts;
  const seen = await findSeen(parts, asker.visibility, id);
  const { row, revision } = seen;
  const [timeline, proofs, role, live] = await Promise.all([
    store.timeline(id),
    store.proofs(id),
    roleIn(parts, asker, seen),
    row.approvedRevision !== undefined && row.approvedRevision < row.revision
      ? store.revision(id, row.approvedRevision)
      : undefined,
  ]);
  const { decision, budget } = revision;
  return {
    ...lineOf(row),
    spec: revision.spec,
    ...(live && { liveSpec: live.spec }),
    verdict: revision.verdict,
    effects: revision.effects,
    dryRun: revision.dryRun,
    ...(budget && { budget }),
    hash: revision.hash,
    ...(revision.spec.kind === 'secret' && {
      snippet: deliverySnippet(revision.spec, parts.settings),
    }),
    ...('by' in decision && { decidedBy: decision.by }),
    timeline,
    proofs,
    may: mayOf(row, role),
  };
}
