import type { createRandom } from '../world/backend.ts';

type Random = ReturnType<typeof createRandom>;

const image = 'registry.example/app:1';

/** One init container, one sidecar, two containers: enough for everything that can go wrong between them. */
export const specOfStatuses = {
  initContainers: [
    { name: 'prepare', image },
    { name: 'proxy', image, restartPolicy: 'Always' },
  ],
  containers: [
    { name: 'app', image },
    { name: 'other', image },
  ],
};

const minute = 60_000;
/** Half a unit of what is printed away from the next: it does not matter how long the test takes. */
const agesInMinutes = [25.5, 90.5, 20.5 * 60, 8.5 * 24 * 60, 100.5 * 24 * 60];

/** How long ago, as kubectl prints it of these ages. Source: HumanDuration in apimachinery/pkg/util/duration. */
export function printedAge(instant: string, now: number): string {
  const minutes = Math.floor((now - Date.parse(instant)) / minute);
  if (minutes < 180) return `${minutes}m`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours}h` : `${Math.floor(hours / 24)}d`;
}

const at = '2026-11-23T08:00:00Z';
const waiting = (reason?: string) => ({
  state: { waiting: reason ? { reason } : {} },
});
const ended = (more: object) => ({
  state: { terminated: { startedAt: at, finishedAt: at, ...more } },
});
const running = { state: { running: { startedAt: at } }, started: true };
const starting = { state: { running: { startedAt: at } }, started: false };
const completed = ended({ exitCode: 0, reason: 'Completed' });

const troubles = [
  waiting('CrashLoopBackOff'),
  waiting('CreateContainerConfigError'),
  waiting('ImagePullBackOff'),
  waiting(),
  ended({ exitCode: 1, reason: 'Error' }),
  ended({ exitCode: 137, signal: 9 }),
  ended({ exitCode: 3 }),
  ended({ exitCode: 137, reason: 'OOMKilled' }),
];

interface Before {
  restarts?: number;
  /** When the run before ended. */
  finishedAt?: string;
}

const containerStatus = (
  name: string,
  state: object,
  ready: boolean,
  { restarts = 0, finishedAt }: Before = {},
) => ({
  name,
  image,
  imageID: '',
  ready,
  restartCount: restarts,
  ...state,
  ...(finishedAt && {
    lastState: {
      terminated: {
        exitCode: 1,
        reason: 'Error',
        startedAt: finishedAt,
        finishedAt,
      },
    },
  }),
});

const condition = (type: string, holds: boolean) => ({
  type,
  status: holds ? 'True' : 'False',
});

const ago = (minutes: number) =>
  new Date(Math.floor((Date.now() - minutes * minute) / 1000) * 1000)
    .toISOString()
    .replace('.000Z', 'Z');

function anyBefore(random: Random): Before {
  const restarts = random.below(4);
  return random.below(3) === 0
    ? { restarts }
    : { restarts, finishedAt: ago(random.pick(agesInMinutes)) };
}

/** Anything that a kubelet may report, and some things that it would not. */
export function anyStatus(random: Random): object {
  const initialized = random.below(3) > 0;
  const of = (name: string, states: object[]) => {
    const state = random.pick(states);
    const isRunning = 'running' in (state as typeof running).state;
    const ready = isRunning && random.below(2) === 0;
    return containerStatus(name, state, ready, anyBefore(random));
  };
  const begun = [running, running, starting, completed, ...troubles];
  const notYet = [waiting('PodInitializing'), waiting('ContainerCreating')];
  return {
    phase: random.pick(
      initialized
        ? ['Running', 'Running', 'Pending', 'Failed', 'Succeeded', 'Unknown']
        : ['Pending', 'Pending', 'Running'],
    ),
    ...(random.below(6) === 0 && {
      reason: random.pick(['Evicted', 'NodeLost', 'NodeShutdown']),
    }),
    conditions: [
      condition('Initialized', initialized),
      condition('Ready', random.below(2) === 0),
    ],
    initContainerStatuses: [
      of('prepare', initialized ? [completed] : [...notYet, ...begun]),
      of('proxy', [running, running, ...notYet, ...begun]),
    ],
    containerStatuses: ['app', 'other'].map(name =>
      of(name, initialized ? begun : notYet),
    ),
  };
}

interface HardCase {
  status?: object;
  spec?: object;
  /** Asked to go, and held by a finalizer. */
  leaving?: boolean;
}

const status = (
  phase: string,
  conditions: string[],
  [prepare, proxy, app, other]: [object, object, object, object],
) => ({
  phase,
  conditions: ['Initialized', 'Ready'].map(each =>
    condition(each, conditions.includes(each)),
  ),
  initContainerStatuses: [
    containerStatus('prepare', prepare, false),
    containerStatus('proxy', proxy, proxy === running),
  ],
  containerStatuses: [
    containerStatus('app', app, app === running),
    containerStatus('other', other, other === running),
  ],
});

const both = ['Initialized', 'Ready'];
const idle = waiting('PodInitializing');
const well = status('Running', both, [completed, running, running, running]);
const initializing = (prepare: object, proxy: object = idle) =>
  status('Pending', [], [prepare, proxy, idle, idle]);
const initialized = (app: object, other: object, proxy: object = running) =>
  status('Running', ['Initialized'], [completed, proxy, app, other]);

/** Where the printer's rules meet. */
export const hardStatuses: Array<[name: string, HardCase]> = [
  ['nothing-yet', {}],
  ['well', { status: well }],
  ['unknown-phase', { status: { ...well, phase: 'Unknown' } }],
  [
    'readiness-gate',
    {
      spec: { readinessGates: [{ conditionType: 'example.com/in-service' }] },
      status: status(
        'Running',
        ['Initialized'],
        [completed, running, running, running],
      ),
    },
  ],
  ['completed', { status: { ...well, phase: 'Succeeded' } }],
  [
    'one-done-ready',
    {
      status: status('Running', both, [completed, running, completed, running]),
    },
  ],
  ['one-done-not-ready', { status: initialized(completed, running) }],
  ['both-done', { status: initialized(completed, completed) }],
  [
    'one-done-one-failed',
    {
      status: initialized(completed, ended({ exitCode: 2, reason: 'Error' })),
    },
  ],
  [
    'out-of-memory',
    {
      status: initialized(
        ended({ exitCode: 137, reason: 'OOMKilled' }),
        running,
      ),
    },
  ],
  [
    'by-a-signal',
    { status: initialized(ended({ exitCode: 143, signal: 15 }), running) },
  ],
  ['init-first', { status: initializing(starting) }],
  [
    'init-by-a-signal',
    { status: initializing(ended({ exitCode: 137, signal: 9 })) },
  ],
  ['init-with-a-code', { status: initializing(ended({ exitCode: 2 })) }],
  [
    'init-out-of-memory',
    {
      status: initializing(ended({ exitCode: 137, reason: 'OOMKilled' })),
    },
  ],
  ['init-no-image', { status: initializing(waiting('ErrImagePull')) }],
  ['sidecar-starting', { status: initializing(completed, starting) }],
  ['sidecar-started', { status: initializing(completed, running) }],
  [
    'sidecar-crashes',
    {
      status: initialized(running, running, waiting('CrashLoopBackOff')),
    },
  ],
  ['sidecar-done', { status: initialized(running, running, completed) }],
  [
    'sidecar-not-started-again',
    { status: initialized(running, running, starting) },
  ],
  ['evicted', { status: { phase: 'Failed', reason: 'Evicted' } }],
  ['node-lost', { status: { ...well, reason: 'NodeLost' } }],
  [
    'node-lost-leaving',
    { status: { ...well, reason: 'NodeLost' }, leaving: true },
  ],
  ['leaving', { status: well, leaving: true }],
  [
    'leaving-while-initializing',
    { status: initializing(starting), leaving: true },
  ],
  [
    'done-and-held',
    {
      status: { ...initialized(completed, completed), phase: 'Succeeded' },
      leaving: true,
    },
  ],
  [
    'failed-and-held',
    {
      status: { phase: 'Failed', reason: 'Evicted' },
      leaving: true,
    },
  ],
  [
    'gated',
    {
      spec: {
        nodeName: undefined,
        schedulingGates: [{ name: 'paddock.internal/gate' }],
      },
    },
  ],
  [
    'restarted-while-initializing',
    {
      status: {
        ...initializing(starting),
        initContainerStatuses: [
          containerStatus('prepare', starting, false, {
            restarts: 3,
            finishedAt: ago(25.5),
          }),
          containerStatus('proxy', idle, false),
        ],
      },
    },
  ],
  [
    'restarted-of-several-the-latest',
    {
      status: {
        ...well,
        initContainerStatuses: [
          containerStatus('prepare', completed, false, {
            restarts: 9,
            finishedAt: ago(25.5),
          }),
          containerStatus('proxy', running, true, {
            restarts: 1,
            finishedAt: ago(20.5 * 60),
          }),
        ],
        containerStatuses: [
          containerStatus('app', running, true, {
            restarts: 4,
            finishedAt: ago(90.5),
          }),
          containerStatus('other', running, true, { restarts: 2 }),
        ],
      },
    },
  ],
];
