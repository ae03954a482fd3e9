import {
  type Check,
  type DryRun,
  judge,
  lookAtBudget,
  type Problem,
  problemsOf,
  type RequestSpec,
  type Verdict,
} from '@paddock/backstage-plugin-paddock-common';
import type { RunningCluster } from '../../kube/watchedCluster';
import { clusterOf } from '../clusterOf';
import { tryEffects } from './dryRun';
import { requestOf } from '../marks';
import { lookUpFacts } from './facts';
import { groupNameIn } from './groupName';
import { lookUpKnown } from './known';
import { mayWorkIn, rightIn } from '../access/namespaceRights';
import type { Seen } from '../view/page';
import type { Asker, RequestParts } from '../parts';
import { hashOf } from '../plan/hash';
import { planEffects } from '../plan/plan';
import { hasRef } from '../sameRef';
import { vaultWaitsFor } from './vaultWaitsFor';

/** In the place of an id, where nothing has been asked for yet. */
const noId = 'preview';

/** What is to be checked: a specification, of a request that is there or is to be. */
export interface About {
  id?: string;
  /** The request as it is before this. */
  before?: Seen;
}

export interface Checker {
  /**
   * What would come of a specification. Whatever has problems is not judged, planned or tried.
   *
   * @throws ServiceUnavailableError, KubeError, Unreachable or Misconfigured when the cluster cannot be asked
   */
  check(asker: Asker, spec: RequestSpec, about: About): Promise<Check>;
  /** The same of something that was decided otherwise already: its effects, and whether the cluster takes them. */
  plan(
    spec: RequestSpec,
    id: string,
  ): Promise<Pick<Check, 'effects' | 'dryRun' | 'hash'>>;
}

const noEffects = { objects: [], vault: [] };

/** What is kept with a draft that cannot be made as it is. */
export const unplanned = (
  spec: RequestSpec,
  because: string[],
  problems: Problem[] = [],
): Check => ({
  problems,
  verdict: { say: 'no', because },
  effects: noEffects,
  dryRun: [],
  hash: hashOf(spec, noEffects),
});

/** What in the world stands in the way, and only the portal can see. */
async function problemsAround(
  parts: RequestParts,
  { asker, cluster }: { asker: Asker; cluster: RunningCluster },
  { spec, id }: { spec: RequestSpec; id: string },
): Promise<Problem[]> {
  const problems: Problem[] = [];
  if (spec.kind === 'namespace') {
    const ref = {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: spec.name },
    };
    const present = await cluster.provision.get(ref);
    if (present && requestOf(present.object) !== id) {
      problems.push({
        path: 'name',
        message: 'A namespace of this name exists already. Take another name.',
      });
    }
  } else {
    const why = await whyNotIn(parts, { asker, cluster }, { spec, id });
    if (why) problems.push({ path: 'namespace', message: why });
  }
  return problems;
}

/** Where the person may run something, and where their team has a namespace, or is going to have one. */
async function whyNotIn(
  { store }: RequestParts,
  { asker, cluster }: { asker: Asker; cluster: RunningCluster },
  {
    spec,
    id,
  }: { spec: Exclude<RequestSpec, { kind: 'namespace' }>; id: string },
): Promise<string | undefined> {
  const wish = { ...spec, ...(id !== noId && { id }) };
  const right = await rightIn(store, cluster, wish, () =>
    mayWorkIn(cluster, spec.namespace, asker.person),
  );
  if (right.say !== 'no') return undefined;
  return right.isOver
    ? right.why
    : 'You can ask for something only in a namespace where you may create deployments, or in one that was made for your team.';
}

function notOfTeam({ visibility }: Asker, { team }: RequestSpec): Problem[] {
  if (visibility.everything || hasRef(visibility.groups, team)) return [];
  const message = 'You can ask for something only for a team of yours.';
  return [{ path: 'team', message }];
}

/** What the cluster refuses cannot be made, whatever the rules say. */
function afterTrying(verdict: Verdict, dryRun: readonly DryRun[]): Verdict {
  if (verdict.say === 'no') return verdict;
  const refused = new Map<string, string[]>();
  for (const { object, outcome } of dryRun) {
    if (outcome.state !== 'refused') continue;
    const before = refused.get(outcome.message) ?? [];
    refused.set(outcome.message, [...before, object]);
  }
  if (refused.size === 0) return verdict;
  const because = [...refused].map(
    ([message, [first, ...others]]) =>
      `${first}${
        others.length > 0 ? ` and ${others.length} more` : ''
      }: ${message}`,
  );
  return { say: 'no', because: ['The cluster would refuse it.', ...because] };
}

async function planned(
  { settings, vault }: RequestParts,
  cluster: RunningCluster,
  { spec, id }: { spec: RequestSpec; id: string },
): Promise<Pick<Check, 'effects' | 'dryRun' | 'hash'>> {
  const effects = planEffects(spec, {
    requestId: id,
    settings,
    groupName: (_cluster, ref) => groupNameIn(cluster, ref),
  });
  const dryRun = await tryEffects(cluster.provision, effects, id);
  const waits = effects.vault.length > 0 && (await vaultWaitsFor(vault));
  if (waits) {
    const message = `It would have to wait for ${waits}.`;
    dryRun.push({ object: 'Vault', outcome: { state: 'partly', message } });
  }
  return { effects, dryRun, hash: hashOf(spec, effects) };
}

/** What is in force of a request, which a change is compared with. */
async function inForce(
  { store }: RequestParts,
  before: Seen | undefined,
): Promise<RequestSpec | undefined> {
  const approved = before?.row.approvedRevision;
  if (!before || approved === undefined) return undefined;
  const { spec } = await store.revision(before.row.id, approved);
  // Whose it is, is decided by handing over, which comes before the revision that says so.
  return { ...spec, team: before.row.team };
}

/** Checks specifications: by the rules, against the cluster and the budget. Changes nothing. */
export function createChecker(parts: RequestParts): Checker {
  async function check(
    asker: Asker,
    spec: RequestSpec,
    { id = noId, before }: About,
  ): Promise<Check> {
    const previous = await inForce(parts, before);
    const asked = { credentials: asker.credentials };
    const isKnown = parts.clusters.get(spec.cluster) !== undefined;
    const cluster = isKnown ? clusterOf(parts, spec.cluster) : undefined;
    const compared = { spec, ...(previous && { previous }) };
    const known = await lookUpKnown(parts, { ...asked, cluster }, compared);
    const problems = [...problemsOf(spec, known), ...notOfTeam(asker, spec)];
    if (problems.length === 0 && cluster) {
      const found = { asker, cluster };
      problems.push(...(await problemsAround(parts, found, { spec, id })));
    }
    if (problems.length > 0 || !cluster) {
      const because = problems.map(({ message }) => message);
      return unplanned(spec, because, problems);
    }
    const facts = await lookUpFacts(parts, cluster, compared);
    const { effects, dryRun, hash } = await planned(parts, cluster, {
      spec,
      id,
    });
    return {
      problems,
      verdict: afterTrying(judge(spec, facts), dryRun),
      effects,
      dryRun,
      ...(spec.kind === 'namespace' && { budget: lookAtBudget(spec, facts) }),
      hash,
    };
  }

  return {
    check,
    plan: (spec, id) =>
      planned(parts, clusterOf(parts, spec.cluster), { spec, id }),
  };
}
