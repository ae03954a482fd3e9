import {
  requestStates,
  type Check,
  type Effects,
  type RequestState,
} from '@paddock/backstage-plugin-paddock-common';

/** What the actions need to know of a request. */
export interface Standing {
  id: string;
  state: RequestState;
  kind: string;
  name: string;
  /** Why it waits or needs a person, where the portal knows. */
  because?: string;
}

// Ids become part of addresses.
const requestId = /^[A-Za-z0-9_-]{1,64}$/;

const approvedStates: readonly RequestState[] = ['making', 'live', 'attention'];

/** Whether what was asked is granted, be it there yet or not. */
export const isApproved = (state: RequestState) =>
  approvedStates.includes(state);

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const textOf = (value: unknown) =>
  typeof value === 'string' && value !== '' ? value : undefined;

/** Checks an id that came from a template or from the portal. */
export function checkRequestId(id: unknown): string {
  if (typeof id === 'string' && requestId.test(id)) return id;
  throw new Error(
    `${String(JSON.stringify(id)).slice(0, 100)} is not the id of a request.`,
  );
}

/** Reads the answer to `POST /requests` and `GET /requests/:id`. */
export function readStanding(answer: unknown): Standing {
  const state = isRecord(answer)
    ? requestStates.find(each => each === answer.state)
    : undefined;
  if (!isRecord(answer) || !state) {
    throw new Error(
      'The portal did not say what became of the request. Look at the page Requests whether it is there.',
    );
  }
  return {
    id: checkRequestId(answer.id),
    state,
    kind: String(answer.kind),
    name: String(answer.name),
    because: textOf(answer.attention) ?? textOf(answer.waitsFor),
  };
}

/** Reads what an approval brings about, of a request or a check. Empty where the portal does not say. */
export function readEffects(answer: unknown): Effects {
  const effects = isRecord(answer) ? answer.effects : undefined;
  if (!isRecord(effects)) return { objects: [], vault: [] };
  const { objects, vault } = effects as Partial<Effects>;
  return { objects: objects ?? [], vault: vault ?? [] };
}

/** Reads the answer to `POST /requests/check`. */
export function readCheck(
  answer: unknown,
): Pick<Check, 'problems' | 'verdict'> {
  if (isRecord(answer) && isRecord(answer.verdict)) {
    const { verdict, problems = [] } = answer as unknown as Check;
    return { verdict, problems };
  }
  throw new Error('The portal did not say what it would do with the request.');
}
