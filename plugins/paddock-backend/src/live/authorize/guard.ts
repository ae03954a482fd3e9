import type { PermissionsService } from '@backstage/backend-plugin-api';
import {
  AuthorizeResult,
  type BasicPermission,
} from '@backstage/plugin-permission-common';
import type { MissingRight } from '@paddock/backstage-plugin-paddock-common';
import type { KubeIdentity, Right, WatchedCluster } from '../../kube/watch/cache';
import { createAnswers } from './answers';
import { type Area, areaKey, createScope, type Scope } from '../scope';
import type { Caller, Subject } from '../topic';

/** What a caller may see of a subject now. */
export type Verdict =
  | {
      state: 'allowed';
      scope: Scope;
      /** Those that know the caller. */
      clusters: WatchedCluster[];
      /** Those of them that could not be asked. */
      silent: WatchedCluster[];
    }
  | { state: 'denied'; missing: MissingRight[]; reason?: string }
  /** Nothing is known to be allowed, and some of those that know the caller could not be asked. */
  | { state: 'unknown'; clusters: WatchedCluster[]; silent: WatchedCluster[] };

/** The door of one viewer to one subject. */
export interface Guard {
  /** Works out the verdict. Known answers are asked for again only after `forget`. */
  ask(caller: Caller): Promise<Verdict>;
  forget(): void;
}

interface Asked {
  cluster: WatchedCluster;
  who: KubeIdentity;
}

const resourceName = ({ resource, group }: Right) =>
  group ? `${resource}.${group}` : resource;

const anywhere = '*';
/** A refusal names this many rights at most. */
const missingAtMost = 20;

async function hasPermission(
  { credentials }: Caller,
  permission: BasicPermission,
  permissions: PermissionsService,
): Promise<boolean> {
  const [decision] = await permissions.authorize([{ permission }], {
    credentials,
  });
  return decision?.result === AuthorizeResult.ALLOW;
}

function whoIn(subject: Subject, { person }: Caller): Map<string, Asked> {
  const asked = new Map<string, Asked>();
  for (const cluster of subject.clusters()) {
    const who = cluster.identity(person);
    if (who) asked.set(cluster.name, { cluster, who });
  }
  return asked;
}

/** Every area, and for each cluster the same areas everywhere. */
function widen(areas: Area[]): Map<string, Area> {
  const wide = new Map<string, Area>();
  for (const { cluster, what, isPart } of areas) {
    const area: Area = {
      cluster,
      what,
      namespace: anywhere,
      ...(isPart ? { isPart } : {}),
    };
    wide.set(areaKey(area), area);
  }
  return wide;
}

/**
 * Decides what one viewer may see: the Backstage permission first, then each cluster's own
 * RBAC for each area. Both must say yes.
 */
export function createGuard(
  subject: Subject,
  permission: BasicPermission,
  permissions: PermissionsService,
): Guard {
  const answers = createAnswers(subject);
  /** What was granted last, so that its loss can be told. */
  let had: Area[] = [];

  async function grant(asked: Map<string, Asked>) {
    const areas = [...subject.areas(), ...subject.named()].filter(area =>
      asked.has(area.cluster),
    );
    const ask = (area: Area) => answers.ask(area, asked.get(area.cluster)!);
    const wide = [...widen(areas).values()];
    const wideGranted = await answers.select(wide, ask);
    const everywhere = widen(wideGranted);
    const rest = areas.filter(
      area => !everywhere.has(areaKey({ ...area, namespace: anywhere })),
    );
    return [...wideGranted, ...(await answers.select(rest, ask))];
  }

  async function missingIn(areas: Area[], asked: Map<string, Asked>) {
    const missing = new Map<string, MissingRight>();
    for (const area of areas) {
      const who = asked.get(area.cluster);
      for (const right of await answers.lacking(area, who)) {
        const { cluster } = area;
        const namespace =
          area.namespace === anywhere ? undefined : area.namespace;
        const resource = resourceName(right);
        missing.set(`${cluster}\n${namespace}\n${resource}`, {
          cluster,
          ...(namespace && { namespace }),
          verb: right.verb,
          resource,
        });
        if (missing.size >= missingAtMost) return [...missing.values()];
      }
    }
    return [...missing.values()];
  }

  /** The caller has no name in any of these clusters. */
  const nameless = (): Area[] =>
    subject
      .clusters()
      .map(({ name }) => ({ cluster: name, namespace: anywhere, what: '' }));

  return {
    async ask(caller) {
      if (!(await hasPermission(caller, permission, permissions))) {
        return { state: 'denied', missing: [] };
      }
      const asked = whoIn(subject, caller);
      if (asked.size === 0 && subject.clusters().length > 0) {
        return { state: 'denied', missing: await missingIn(nameless(), asked) };
      }
      answers.start(asked);
      const granted = await grant(asked);
      const silent = answers.silent();
      const isAny = granted.some(({ isPart }) => !isPart);
      const clusters = [...asked.values()].map(({ cluster }) => cluster);
      if (!isAny && silent.length > 0) {
        return { state: 'unknown', clusters, silent };
      }
      const lost = isAny ? [] : [...subject.named(), ...had];
      const missing = await missingIn(lost, asked);
      // Nothing is missing where all that there was is gone.
      if (missing.length > 0) return { state: 'denied', missing };
      had = granted.filter(({ isPart }) => !isPart);
      const scope = createScope(granted.map(areaKey));
      return { state: 'allowed', scope, clusters, silent };
    },
    forget: answers.forget,
  };
}
