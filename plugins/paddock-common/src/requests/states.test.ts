import { finalStates, requestStates, type RequestState } from './model';
import { canFollow, isFinal } from './states';

const path = (text: string) => text.split(' ') as RequestState[];

describe('canFollow', () => {
  it.each([
    'draft checking waiting making live removing removed',
    'draft draft checking making attention making live',
    'checking waiting making live checking waiting live checking making live',
    'checking waiting rejected',
    'waiting draft withdrawn',
    'waiting expired',
    'live removing attention removing expired',
  ])('%s', life => {
    const states = path(life);
    const steps = states.slice(1).map((to, at) => [states[at], to]);
    expect(
      steps.filter(([from, to]) => !canFollow(from as RequestState, to!)),
    ).toEqual([]);
  });

  it.each(finalStates.map(state => [state]))('nothing follows %s', state => {
    expect(isFinal(state)).toBe(true);
    expect(requestStates.filter(to => canFollow(state, to))).toEqual([]);
  });

  it.each([
    ['draft', 'making'],
    ['draft', 'live'],
    ['waiting', 'removed'],
    ['making', 'removed'],
    ['making', 'rejected'],
    ['live', 'expired'],
    ['live', 'withdrawn'],
    ['removing', 'live'],
  ] as Array<[RequestState, RequestState]>)(
    'from %s never straight to %s',
    (from, to) => {
      expect(canFollow(from, to)).toBe(false);
    },
  );
});
