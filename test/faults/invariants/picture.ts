import type { RequestState } from '../../../plugins/paddock-common/src/requests/lifecycle.ts';
import type { TimelineKind } from '../../../plugins/paddock-common/src/requests/page.ts';
import type { Effects } from '../../../plugins/paddock-common/src/requests/plan.ts';
import type { RequestSpec } from '../../../plugins/paddock-common/src/requests/spec.ts';
import { objectsWithMark, type MarkedObject } from './clusterPicture.ts';
import type { Database } from '../world/database.ts';
import { vaultPicture, type VaultPicture } from './vaultPicture.ts';
import type { World } from '../world/world.ts';

export interface RequestRecord {
  id: string;
  kind: string;
  cluster: string;
  namespace: string;
  name: string;
  team: string;
  state: RequestState;
  approved: number | undefined;
  requestedBy: string;
  fence: number;
}

export interface RevisionRecord {
  requestId: string;
  revision: number;
  spec: RequestSpec;
  effects: Effects;
  hash: string;
  by: string;
  decision: string;
  decidedBy: string | undefined;
  /** Milliseconds since 1970, as all instants here; by the database's clock. */
  decidedAt: number;
}

export interface StoryLine {
  requestId: string;
  kind: TimelineKind;
  at: number;
}

export interface AuditRecord {
  seq: number;
  at: number;
  actor: string;
  event: string;
  phase: string;
  requestId: string | undefined;
  detail: Record<string, unknown>;
  previousHash: string;
  hash: string;
}

export interface GrantRecord {
  requestId: string;
  team: string;
  cpuMilli: number;
  pods: number;
}

/** Everything that the portal has written anywhere, as seen past the portal. */
export interface Picture {
  requests: RequestRecord[];
  revisions: RevisionRecord[];
  /** In their order. */
  story: StoryLine[];
  audit: AuditRecord[];
  grants: GrantRecord[];
  objects: MarkedObject[];
  vault: VaultPicture;
}

/** Looks at the database, the cluster and Vault, each by its own means. */
export async function takePicture(world: World): Promise<Picture> {
  const { database, controlPlane, vault } = world;
  const { api } = controlPlane.cluster;
  return {
    ...(await readRequests(database)),
    audit: await readAudit(database),
    objects: await objectsWithMark(api),
    vault: await vaultPicture(vault),
  };
}

type Raw = Record<string, string | number | null>;

const maybe = (value: Raw[string] | undefined) =>
  value === null || value === undefined ? undefined : String(value);

async function readRequests({
  rows,
}: Database): Promise<
  Pick<Picture, 'requests' | 'revisions' | 'story' | 'grants'>
> {
  const requests = await rows<Raw>('select * from requests');
  const revisions = await rows<Raw>('select * from request_revisions');
  const story = await rows<Raw>('select * from request_timeline order by seq');
  const grants = await rows<Raw>('select * from team_grants');
  return {
    requests: requests.map(requestOf),
    revisions: revisions.map(revisionOf),
    story: story.map(each => ({
      requestId: String(each.request_id),
      kind: String(each.kind) as TimelineKind,
      at: Number(each.at),
    })),
    grants: grants.map(each => ({
      requestId: String(each.request_id),
      team: String(each.team),
      cpuMilli: Number(each.cpu_milli),
      pods: Number(each.pods),
    })),
  };
}

const requestOf = (each: Raw): RequestRecord => ({
  id: String(each.id),
  kind: String(each.kind),
  cluster: String(each.cluster),
  namespace: String(each.namespace),
  name: String(each.name),
  team: String(each.team),
  state: String(each.state) as RequestState,
  approved:
    each.approved_revision === null
      ? undefined
      : Number(each.approved_revision),
  requestedBy: String(each.requested_by),
  fence: Number(each.fence),
});

const revisionOf = (each: Raw): RevisionRecord => ({
  requestId: String(each.request_id),
  revision: Number(each.revision),
  spec: JSON.parse(String(each.spec)),
  effects: JSON.parse(String(each.effects)),
  hash: String(each.hash),
  by: String(each.by),
  decision: String(each.decision),
  decidedBy: maybe(each.decided_by),
  decidedAt: Number(each.decided_at),
});

async function readAudit({ rows }: Database): Promise<AuditRecord[]> {
  const lines = await rows<Raw>('select * from audit_log order by seq');
  return lines.map(each => ({
    seq: Number(each.seq),
    at: Number(each.at),
    actor: String(each.actor),
    event: String(each.event),
    phase: String(each.phase),
    requestId: maybe(each.request_id),
    detail: JSON.parse(String(each.detail)),
    previousHash: String(each.previous_hash),
    hash: String(each.hash),
  }));
}
