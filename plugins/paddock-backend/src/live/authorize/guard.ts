import type { PermissionsService } from '@backstage/backend-plugin-api';
import {
  AuthorizeResult,
  type BasicPermission,
} from '@backstage/plugin-permission-common';
import type { MissingRight } from '@paddock/backstage-plugin-paddock-common';
import { createAnswers } from './answers';
import type { Access, Origin, Right } from '../origin';
import { type Area, areaKey, createScope, type Scope } from '../scope';
import type { Caller, Subject } from '../topic';

/** What a caller may see of a subject now. */
export type Verdict =
  | {
      state: 'allowed';
      scope: Scope;
      /** Those that know the caller. */
      origins: Origin[];
      /** Those of them that could not be asked. */
      silent: Origin[];
    }
  | { state: 'denied'; missing: MissingRight[]; reason?: string }
  /** Nothing is known to be allowed, and some of those that know the caller could not be asked. */
  | { state: 'unknown'; origins: Origin[]; silent: Origin[] };

/** The door of one viewer to one subject. */
export interface Guard {
  /** Works out the verdict. Known answers are asked for again only after `forget`. */
  ask(caller: Caller): Promise<Verdict>;
  forget(): void;
}

interface Asked {
  origin: Origin;
  access: Access;
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

function accessIn(subject: Subject, { person }: Caller): Map<string, Asked> {
  const asked = new Map<string, Asked>();
  for (const origin of subject.origins()) {
    const access = origin.accessOf(person);
    if (access) asked.set(origin.name, { origin, access });
  }
  return asked;
}

/** Every area, and for each origin the same areas everywhere. */
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
 * Decides what one viewer may see: the Backstage permission first, then each origin for
 * each area. Both must say yes.
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
      const known = asked.get(area.cluster);
      for (const right of await answers.lacking(area, known)) {
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

  /** None of these origins knows the caller. */
  const nameless = (): Area[] =>
    subject
      .origins()
      .map(({ name }) => ({ cluster: name, namespace: anywhere, what: '' }));

  return {
    async ask(caller) {
      if (!(await hasPermission(caller, permission, permissions))) {
        return { state: 'denied', missing: [] };
      }
      const asked = accessIn(subject, caller);
      if (asked.size === 0 && subject.origins().length > 0) {
        return { state: 'denied', missing: await missingIn(nameless(), asked) };
      }
      answers.start(asked);
      const granted = await grant(asked);
      const silent = answers.silent();
      const isAny = granted.some(({ isPart }) => !isPart);
      const origins = [...asked.values()].map(({ origin }) => origin);
      if (!isAny && silent.length > 0) {
        return { state: 'unknown', origins, silent };
      }
      const lost = isAny ? [] : [...subject.named(), ...had];
      const missing = await missingIn(lost, asked);
      // Nothing is missing where all that there was is gone.
      if (missing.length > 0) return { state: 'denied', missing };
      had = granted.filter(({ isPart }) => !isPart);
      const scope = createScope(granted.map(areaKey));
      return { state: 'allowed', scope, origins, silent };
    },
    forget: answers.forget,
  };
}
