import { aService } from '../testing/home';
import { aRequest } from '../testing/requests';
import type { HomeRequests } from './requests';
import { homeSentence } from './sentence';

type Requests = NonNullable<HomeRequests['known']>;

const requests = (changes: Partial<Requests> = {}): Requests => ({
  waiting: 0,
  toDecide: [],
  toMend: [],
  toFinish: [],
  recent: [],
  freshness: { state: 'live', at: '2026-11-25T12:00:00Z' },
  ...changes,
});
const say = (given: Partial<Parameters<typeof homeSentence>[0]>) =>
  homeSentence({
    services: [],
    requests: requests(),
    ownsAny: true,
    titleOf: ref => ref.replace('component:default/', ''),
    ...given,
  });

it.each<[string, Parameters<typeof say>[0], string]>([
  [
    'one healthy service',
    { services: [aService('api')] },
    'Nothing needs you: your service is healthy.',
  ],
  [
    'several healthy services',
    { services: [aService('api'), aService('web')] },
    'Nothing needs you: all 2 of your services are healthy.',
  ],
  [
    'a rollout, which needs nobody',
    { services: [aService('api', { state: 'rolling-out' })] },
    'Nothing needs you now.',
  ],
  [
    'one in trouble',
    { services: [aService('api'), aService('web', { state: 'degraded' })] },
    'web is degraded.',
  ],
  [
    'several in trouble, the worst first',
    {
      services: [
        aService('a', { state: 'degraded' }),
        aService('b', { state: 'stuck' }),
        aService('c', { state: 'stuck' }),
      ],
    },
    '2 of your services are stuck; a is degraded.',
  ],
  [
    'requests alone',
    {
      requests: requests({
        waiting: 1,
        toMend: [aRequest(), aRequest()],
        toFinish: [aRequest()],
      }),
    },
    '1 request waits for your decision; 2 requests of yours need attention; 1 draft of yours is unfinished.',
  ],
  [
    'a new person',
    { ownsAny: false },
    'Welcome. Begin with one of the three ways below.',
  ],
  [
    'a new person on a platform that is being prepared',
    { ownsAny: false, preparing: ['The sample services'] },
    'Welcome. Still being prepared: The sample services.',
  ],
  [
    'a new person while more is being prepared',
    { ownsAny: false, preparing: ['The sample services', 'Vault', 'Docs'] },
    'Welcome. Still being prepared: The sample services and 2 more.',
  ],
  [
    'a portal that cannot tell how services are',
    { services: undefined },
    'As far as is known now, nothing needs you.',
  ],
  [
    'a portal that cannot tell of requests, with trouble that it knows',
    { requests: undefined, services: [aService('api', { state: 'stuck' })] },
    'api is stuck.',
  ],
])('%s', (_, given, line) => {
  expect(say(given)).toBe(line);
});
