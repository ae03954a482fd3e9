import type {
  RequestState,
  TimelineKind,
} from '../../../plugins/paddock-common/src/requests/model.ts';
import type { Picture, RequestRecord, StoryLine } from './picture.ts';

/** Where a line of the story leads, from each state that it may be told in; `same` stays where it is. */
type Turns = Partial<Record<RequestState, readonly RequestState[]>>;

const undecided: RequestState[] = ['draft', 'checking', 'waiting'];
const made: RequestState[] = ['making', 'live', 'attention', 'waiting'];

const turn = (from: readonly RequestState[], ...to: RequestState[]): Turns =>
  Object.fromEntries(from.map(each => [each, to]));

const inForce = {
  approved: turn(['checking', 'waiting'], 'making'),
  edited: turn(['checking', 'waiting', 'live', 'attention'], 'checking'),
  checked: turn(['checking'], 'waiting'),
  rejected: turn(['waiting'], 'live'),
  withdrawn: turn(['checking', 'waiting'], 'live'),
  proven: turn(['making'], 'live'),
  drift: {
    ...turn(['live'], 'making', 'live'),
    ...turn(['waiting'], 'waiting'),
  },
  attention: {
    ...turn(['making', 'live', 'attention'], 'attention'),
    ...turn(['removing'], 'attention'),
    ...turn(['waiting', 'checking'], 'waiting', 'checking'),
  },
  expired: {
    ...turn([...made, 'checking'], 'removing'),
    // Of a change that nobody has decided.
    live: ['live', 'removing'],
  },
  removing: turn([...made, 'checking'], 'removing'),
  removed: turn(['removing'], 'removing', 'removed', 'expired'),
} satisfies Partial<Record<TimelineKind, Turns>>;

const before = {
  edited: turn(undecided, 'draft', 'checking'),
  checked: turn(['checking'], 'waiting', 'draft'),
  approved: turn(['checking', 'waiting'], 'making'),
  rejected: turn(['waiting'], 'rejected'),
  withdrawn: turn(undecided, 'withdrawn'),
  expired: turn(undecided, 'expired'),
} satisfies Partial<Record<TimelineKind, Turns>>;

/** Told of something, and it stays where it is; after its end, nothing is told any more. */
const remarks: TimelineKind[] = [
  ...(['made', 'mended', 'waits', 'comment', 'value-written'] as const),
  ...(['expiry-warning', 'handed-over', 'offered', 'offer-ended'] as const),
];
const over: RequestState[] = ['withdrawn', 'rejected', 'expired', 'removed'];

interface Place {
  state: RequestState;
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
    { state: 'checking', approved: false },
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
