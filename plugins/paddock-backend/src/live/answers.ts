import type { KubeIdentity, Right, WatchedCluster } from '../kube/cache';
import { type Area, areaKey } from './scope';
import type { Subject } from './topic';

/** A cluster that is away cannot say no: its last yes stands for this long. */
const awayMs = 30_000;
/** Nor is it known at once to be away: a first no without a reason is asked again after this. */
const doubtMs = 1_500;
/** How many areas are asked about at once. */
const batch = 32;

interface Asked {
  cluster: WatchedCluster;
  who: KubeIdentity;
}

const inArea = (right: Right, { namespace }: Area): Right =>
  namespace === '*' ? right : { ...right, namespace };

/** Fails closed: whoever cannot be asked says no. */
async function may({ cluster, who }: Asked, right: Right): Promise<boolean> {
  try {
    return await cluster.access.may(who, right);
  } catch {
    return false;
  }
}

async function hasAll(rights: Right[], area: Area, asked: Asked) {
  for (const right of rights) {
    if (!(await may(asked, inArea(right, area)))) return false;
  }
  return true;
}

/** What the clusters' RBAC has said about a subject's areas, for one viewer. */
export function createAnswers(subject: Subject) {
  const answers = new Map<string, boolean>();
  /** Areas that were granted when last asked; and since when a no to them is doubted. */
  const granted = new Map<string, { doubtedSince?: number }>();
  let identities = '';
  let sure = true;
  /** Something says that rights have changed: a no is then believed at once. */
  let urgent = false;
  /** Answers to a question of before `forget` must not outlive it. */
  let round = 0;

  /** Is this no perhaps only the silence of a cluster that is away? */
  function isDoubtful(key: string, { cluster }: Asked): boolean {
    const before = granted.get(key);
    if (!before || urgent) return false;
    before.doubtedSince ??= Date.now();
    const forMs = Date.now() - before.doubtedSince;
    return forMs < (cluster.reach().state === 'stale' ? awayMs : doubtMs);
  }

  async function ask(area: Area, asked: Asked): Promise<boolean> {
    const key = areaKey(area);
    const known = answers.get(key);
    if (known !== undefined) return known;
    const asking = round;
    const yes = await hasAll(subject.rights(area.what), area, asked);
    if (asking !== round) return yes;
    if (!yes && isDoubtful(key, asked)) {
      // Not remembered, so that it is asked again.
      sure = false;
      return true;
    }
    answers.set(key, yes);
    if (yes) granted.set(key, {});
    else granted.delete(key);
    return yes;
  }

  function forget(rightsChanged: boolean) {
    round += 1;
    urgent = rightsChanged;
    answers.clear();
  }

  return {
    /** Begins a round: somebody who is now somebody else is asked about anew. */
    start(asked: Map<string, Asked>) {
      sure = true;
      const now = JSON.stringify(
        [...asked].map(([name, { who }]) => [name, who]),
      );
      if (now === identities) return;
      identities = now;
      forget(true);
      granted.clear();
    },
    ask,
    async select(areas: Area[], yes: (area: Area) => Promise<boolean>) {
      const selected: Area[] = [];
      for (let at = 0; at < areas.length; at += batch) {
        const some = areas.slice(at, at + batch);
        const said = await Promise.all(some.map(yes));
        selected.push(...some.filter((_, index) => said[index]));
      }
      return selected;
    },
    /** Which of the rights in this area are missing. */
    async lacking(area: Area, asked: Asked | undefined): Promise<Right[]> {
      const lacking: Right[] = [];
      for (const right of subject.rights(area.what)) {
        const has = asked && (await may(asked, inArea(right, area)));
        if (!has) lacking.push(right);
      }
      return lacking;
    },
    areSure: () => sure,
    forget,
  };
}
