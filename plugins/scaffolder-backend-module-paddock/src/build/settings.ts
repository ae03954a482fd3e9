import type { Config } from '@backstage/config';

export interface BuildSettings {
  registry: string;
  insecure: boolean;
  command: string;
  arguments: string[];
  isolation: string;
  storage: { root?: string; runRoot?: string };
  buildArgs: Record<string, string>;
  environment: Record<string, string>;
  concurrency: number;
  timeoutMinutes: number;
}

const hostAndPort = /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?$/;

function readStrings(config: Config, key: string): Record<string, string> {
  const section = config.getOptionalConfig(key);
  return Object.fromEntries(
    (section?.keys() ?? []).map(name => [
      name,
      String(section?.getOptional(name) ?? ''),
    ]),
  );
}

function readPositive(config: Config, key: string, fallback: number): number {
  const value = config.getOptionalNumber(key) ?? fallback;
  if (value > 0 && Number.isFinite(value)) return value;
  throw new Error(`paddock.builds.${key} is ${value}. Set a positive number.`);
}

/** Reads `paddock.builds`; undefined when it is not set up. Throws at start what would fail at the first build. */
export function readBuildSettings(root: Config): BuildSettings | undefined {
  const config = root.getOptionalConfig('paddock.builds');
  if (!config) return undefined;

  const registry = config.getString('registry');
  if (!hostAndPort.test(registry)) {
    throw new Error(
      `paddock.builds.registry is ${JSON.stringify(
        registry,
      )}. Write a host with an optional port, without a scheme or a path.`,
    );
  }
  return {
    registry,
    insecure: config.getOptionalBoolean('insecure') ?? false,
    command: config.getOptionalString('command') ?? 'buildah',
    arguments: config.getOptionalStringArray('arguments') ?? [],
    isolation: config.getOptionalString('isolation') ?? 'chroot',
    storage: {
      root: config.getOptionalString('storage.root'),
      runRoot: config.getOptionalString('storage.runRoot'),
    },
    buildArgs: readStrings(config, 'buildArgs'),
    environment: readStrings(config, 'environment'),
    concurrency: Math.ceil(readPositive(config, 'concurrency', 1)),
    timeoutMinutes: readPositive(config, 'timeoutMinutes', 20),
  };
}
