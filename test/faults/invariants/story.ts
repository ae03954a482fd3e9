import type { RequestState } from '../../../plugins/paddock-common/src/requests/lifecycle.ts';
import type { TimelineKind } from '../../../plugins/paddock-common/src/requests/page.ts';
import type { Picture, RequestRecord, StoryLine } from './picture.ts';

/** `written`: the next line, of the same transaction, says how the revision was decided. */
type Stage = RequestState | 'written';

/** Where a line of the story leads, from each state that it may be told in; `same` stays where it is. */
type Turns = Partial<Record<Stage, readonly Stage[]>>;

const undecided: Stage[] = ['draft', 'waiting'];
const made: RequestState[] = ['making', 'live', 'attention', 'waiting'];

const turn = (from: readonly Stage[], ...to: Stage[]): Turns =>
  Object.fromEntries(from.map(each => [each, to]));

const inForce = {
  approved: turn(['written', 'waiting'], 'making'),
  edited: turn(['waiting', 'live', 'attention'], 'written'),
  checked: turn(['written'], 'waiting'),
  rejected: turn(['waiting'], 'live'),
  withdrawn: turn(['waiting'], 'live'),
  proven: turn(['making'], 'live'),
  drift: {
    ...turn(['live'], 'making', 'live'),
    ...turn(['waiting'], 'waiting'),
  },
  attention: {
    ...turn(['making', 'live', 'attention'], 'attention'),
    ...turn(['removing'], 'attention'),
    ...turn(['waiting'], 'waiting'),
  },
  expired: {
    ...turn(made, 'removing'),
    // Of a change that nobody has decided.
    live: ['live', 'removing'],
  },
  removing: turn(made, 'removing'),
  removed: turn(['removing'], 'removing', 'removed', 'expired'),
} satisfies Partial<Record<TimelineKind, Turns>>;

const before = {
  edited: turn(undecided, 'draft', 'written'),
  checked: turn(['written'], 'waiting', 'draft'),
  approved: turn(['written', 'waiting'], 'making'),
  rejected: turn(['waiting'], 'rejected'),
  withdrawn: turn(undecided, 'withdrawn'),
  expired: turn(undecided, 'expired'),
} satisfies Partial<Record<TimelineKind, Turns>>;

/** Told of something, and it stays where it is; after its end, nothing is told any more. */
const remarks: TimelineKind[] = [
  ...(['made', 'mended', 'waits', 'comment', 'value-written'] as const),
  ...(['expiry-warning', 'handed-over', 'offered', 'offer-ended'] as const),
];
const over: Stage[] = ['withdrawn', 'rejected', 'expired', 'removed'];

interface Place {
  state: Stage;
  approved: boolean;
}

function next({ state, approved }: Place, kind: TimelineKind): Place[] {
  if (over.includes(state)) return [];
  if (remarks.includes(kind)) return [{ state, approved }];
  const turns: Partial<Record<TimelineKind, Turns>> = approved
    ? inForce
    : before;
  return (turns[kind]?.[state] ?? []).map(to => ({
    state: to,
    approved: approved || kind === 'approved',
  }));
}

/** Trying again is not told. */
const silently = (place: Place): Place[] =>
  place.state === 'attention'
    ? [place, { ...place, state: 'making' }, { ...place, state: 'removing' }]
    : [place];

/** I5: the story of each request is a path through its life, ends where the request is, and does not go on after its end. */
export function storyFaults({ requests, story }: Picture): string[] {
  const byRequest = new Map<string, StoryLine[]>();
  for (const line of story) {
    const lines = byRequest.get(line.requestId) ?? [];
    byRequest.set(line.requestId, [...lines, line]);
  }
  return requests.flatMap(each => faultOf(each, byRequest.get(each.id) ?? []));
}

function faultOf(
  { id, state }: RequestRecord,
  [first, ...rest]: readonly StoryLine[],
): string[] {
  if (first?.kind !== 'asked') return [`I5: ${id} was never asked for`];
  let places: Place[] = [
    { state: 'draft', approved: false },
    { state: 'written', approved: false },
  ];
  for (const [at, { kind }] of rest.entries()) {
    places = places.flatMap(silently).flatMap(place => next(place, kind));
    if (places.length === 0) {
      const told = rest.slice(0, at + 1).map(each => each.kind);
      return [`I5: no life of a request is told like ${id}: ${told.join()}`];
    }
  }
  return places.flatMap(silently).some(place => place.state === state)
    ? []
    : [`I5: ${id} is ${state}, which its story does not tell`];
}
