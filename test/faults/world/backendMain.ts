import { load } from '../../source.ts';
import { type Server, servicesAround } from './backendServices.ts';

// A process of its own, to be killed: the plugin with Backstage's own services around it, asked over HTTP. It loads
// everything, says so, and starts when it is told with what.
const from = <Module>(name: string) => load(name) as Module;

/** What the process starts with. */
export interface Start {
  config: object;
  server: Server;
  /** PADDOCK_CRASH_AT and PADDOCK_CRASH_BY, if it is to end by itself. */
  crash: Record<string, string>;
}

const { createSpecializedBackend } = from<
  typeof import('@backstage/backend-app-api')
>('@backstage/backend-app-api');
const { createServiceFactory, coreServices } = from<
  typeof import('@backstage/backend-plugin-api')
>('@backstage/backend-plugin-api');
const { ConfigReader } =
  from<typeof import('@backstage/config')>('@backstage/config');
const { paddockPlugin } = load(
  './sources/plugin',
) as typeof import('../../sources/plugin');

const usual = [
  'auditor',
  'database',
  'discovery',
  'httpRouter',
  'lifecycle',
  'logger',
  'permissionsRegistry',
  'rootHealth',
  'rootHttpRouter',
  'rootLifecycle',
  'scheduler',
].map(name => {
  const module = from<Record<string, never>>(
    `@backstage/backend-defaults/${name}`,
  );
  return module[`${name}ServiceFactory`]!;
});
const { WinstonLogger } = from<
  typeof import('@backstage/backend-defaults/rootLogger')
>('@backstage/backend-defaults/rootLogger');
/** Without the usual one's search for secrets in the configuration: that compiles the schemas of all packages first. */
const rootLogger = createServiceFactory({
  service: coreServices.rootLogger,
  deps: {},
  factory: () => WinstonLogger.create({ level: 'info' }),
});
const { actionsRegistryServiceFactory, metricsServiceFactory } = from<
  typeof import('@backstage/backend-defaults/alpha')
>('@backstage/backend-defaults/alpha');

async function start({ config, server, crash }: Start) {
  Object.assign(process.env, crash);
  const rootConfig = createServiceFactory({
    service: coreServices.rootConfig,
    deps: {},
    factory: () => new ConfigReader(config as never),
  });
  const backend = createSpecializedBackend({
    defaultServiceFactories: [
      ...usual,
      actionsRegistryServiceFactory,
      metricsServiceFactory,
      rootConfig,
      rootLogger,
      ...servicesAround(server),
    ],
  });
  backend.add(paddockPlugin);
  await backend.start();
  process.send?.({ type: 'started' });
}

process.on('message', (told: { type: string; start?: Start }) => {
  if (told.type !== 'start' || !told.start) return;
  start(told.start).catch(error => {
    process.stderr.write(`${(error as Error).stack}\n`);
    process.exit(1);
  });
});
// It lives as long as whoever started it.
process.on('disconnect', () => process.exit(0));
process.send?.({ type: 'loaded' });
