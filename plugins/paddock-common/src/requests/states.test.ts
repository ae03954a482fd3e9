import { finalStates, requestStates, type RequestState } from './lifecycle';
import { canFollow, isFinal } from './states';

const path = (text: string) => text.split(' ') as RequestState[];

describe('canFollow', () => {
  it.each([
    'draft waiting making live removing removed',
    'draft draft making attention making live',
    'waiting making live waiting live making live',
    'waiting waiting rejected',
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

  it('tells who may bring a transition about', () => {
    expect(canFollow('waiting', 'making', 'decision')).toBe(true);
    expect(canFollow('waiting', 'making', 'reconciler')).toBe(false);
    expect(canFollow('live', 'attention', 'reconciler')).toBe(true);
    expect(canFollow('live', 'attention', 'act')).toBe(false);
  });

  it.each(finalStates.map(state => [state]))('nothing follows %s', state => {
    expect(isFinal(state)).toBe(true);
    expect(requestStates.filter(to => canFollow(state, to))).toEqual([]);
  });

  it.each([
    ['draft', 'attention'],
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
