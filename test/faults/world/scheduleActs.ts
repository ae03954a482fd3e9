import { setTimeout as sleep } from 'node:timers/promises';
import { approve, ask, type Asked, call, remove } from './asking.ts';
import { namespaceSpec, secretSpec, type Spec, volumeSpec } from './specs.ts';
import { rowsOf, type Row } from './waiting.ts';
import type { BackendProcess } from './backendProcess.ts';
import type { Stage } from '../schedule.ts';
import { storageClasses } from './volumes.ts';

/** One of these goes wrong for one of those, as it should: what is refused is an answer, too. */
type Act = (stage: Stage) => Promise<number>;

const payments = 'group:default/team-payments';
const storefront = 'group:default/team-storefront';
/** With the team that they ask for. The last one asks for a team that is not theirs, and is refused. */
const people = [
  ['ana', payments],
  ['ben', payments],
  ['dora', storefront],
  ['emil', storefront],
  ['petra', storefront],
  ['ben', storefront],
] as const;

/** Mostly one whom it concerns. */
function someoneFor({ random }: Stage, { team }: Row): string {
  const own = people.filter(each => each[1] === team);
  return random.pick(random.below(4) > 0 ? own : people)[0];
}

/** One of the processes; it may die before it answers. */
function someBackend({ random, processes }: Stage): BackendProcess {
  const alive = processes.filter(each => each.isAlive());
  return random.pick(alive.length > 0 ? alive : processes);
}

function someSpec({ random }: Stage): { person: string; spec: Spec } {
  const [person, team] = random.pick(people);
  // Few names: people get in each other's way.
  const name = `random-${random.below(6)}`;
  const inside = `random-${random.below(6)}`;
  const specs: Spec[] = [
    namespaceSpec(name, {
      team,
      environment: random.pick(['development', 'production']),
      // Three of them are what the smaller budget holds.
      quota: { cpu: '1300m', memory: '1Gi', storage: '1Gi', pods: 3 },
    }),
    { ...secretSpec(inside, `secret-${random.below(3)}`), team },
    {
      ...volumeSpec(inside, `volume-${random.below(3)}`),
      team,
      storageClass: storageClasses.patient,
      retain: false,
    } as Spec,
  ];
  return { person, spec: random.pick(specs) };
}

async function someRow({ random, world }: Stage): Promise<Row | undefined> {
  const rows = await rowsOf(world);
  const own = rows.filter(({ name, namespace }) =>
    [name, namespace].some(each => each.startsWith('random-')),
  );
  return own.length > 0 ? random.pick(own) : undefined;
}

/** An act on some request by some person. */
const onSome =
  (asked: (row: Row) => Asked): Act =>
  async stage => {
    const row = await someRow(stage);
    if (!row) return 0;
    const person = someoneFor(stage, row);
    return (await call(someBackend(stage), person, asked(row))).status;
  };

const post = (act: string, body: object = {}) =>
  onSome(({ id }) => ({
    method: 'POST',
    path: `/requests/${id}/${act}`,
    body,
  }));

const someAsk: Act = async stage => {
  const answer = await ask(stage.world, someBackend(stage), someSpec(stage));
  return answer.status;
};

/** Twice the same, as from a double click, perhaps at another process. */
const askTwice: Act = async stage => {
  const key = `twice-${stage.random.below(2 ** 30)}`;
  const about = { ...someSpec(stage), key };
  const both = [someBackend(stage), someBackend(stage)];
  const answers = await Promise.all(
    both.map(each => ask(stage.world, each, about)),
  );
  return Math.max(...answers.map(({ status }) => status));
};

const someApproval: Act = async stage => {
  const row = await someRow(stage);
  if (!row) return 0;
  const person = someoneFor(stage, row);
  return (await approve(someBackend(stage), person, row.id)).status;
};

const someChange: Act = async stage => {
  const row = await someRow(stage);
  if (row?.kind !== 'namespace') return 0;
  const person = someoneFor(stage, row);
  const backend = someBackend(stage);
  const path = `/requests/${row.id}`;
  const page = await call<{ spec: Spec; revision: number }>(backend, person, {
    method: 'GET',
    path,
  });
  const { spec, revision } = page.body;
  if (page.status !== 200 || spec.kind !== 'namespace') return page.status;
  const pods = 1 + stage.random.below(5);
  const answer = await call(backend, person, {
    method: 'PUT',
    path: `${path}/spec`,
    body: { spec: { ...spec, quota: { ...spec.quota, pods } }, revision },
  });
  return answer.status;
};

const someRemoval: Act = async stage => {
  const row = await someRow(stage);
  if (!row) return 0;
  const person = someoneFor(stage, row);
  return (await remove(someBackend(stage), person, row)).status;
};

/** As often as they are here. */
export const peoplesActs: ReadonlyArray<readonly [name: string, act: Act]> = [
  ['asks', someAsk],
  ['asks', someAsk],
  ['asks', someAsk],
  ['asks twice', askTwice],
  ['approves', someApproval],
  ['approves', someApproval],
  ['approves', someApproval],
  ['rejects', post('reject', { text: 'Not now.' })],
  ['withdraws', post('withdraw')],
  ['changes', someChange],
  ['removes', someRemoval],
  ['comments', post('comment', { text: 'Why?' })],
];

/** Goes on beside the acts, and is over by itself; never twice at a time. */
const lasting = (run: (stage: Stage) => Promise<unknown>) => (stage: Stage) => {
  const { beside } = stage;
  if (beside.has(run)) return;
  const going = run(stage).finally(() => beside.delete(run));
  // Whoever waits for it hears of it.
  going.catch(() => {});
  beside.set(run, going);
};

/** SIGKILL, and another one in its place. */
async function killOne({ world, random, processes }: Stage) {
  const at = random.below(processes.length);
  await processes[at]!.kill();
  processes[at] = await world.start();
}

async function sealVault({ world, random }: Stage) {
  await world.vault.seal();
  await sleep(random.below(6_000));
  await world.vault.unseal();
}

const killVault = ({ world }: Stage) => world.vault.kill(2);

const killApiServer = ({ world }: Stage) =>
  world.controlPlane.platform.supervisor.bounce('kube-apiserver', 2);

const killSome = lasting(killOne);

/** As often as they are here. */
export const disturbances = [
  ['a process is killed', killSome],
  ['a process is killed', killSome],
  ['a process is killed', killSome],
  ['Vault is sealed', lasting(sealVault)],
  ['Vault is killed', lasting(killVault)],
  ['the API server is killed', lasting(killApiServer)],
] as const;
