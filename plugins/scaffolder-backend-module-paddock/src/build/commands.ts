import type { BuildSettings } from './settings';

export interface ImageBuild {
  /** Real paths. */
  context: string;
  containerfile: string;
  /** `registry/name:tag`. */
  reference: string;
  buildArgs: Record<string, string>;
  labels: Record<string, string>;
}

function globalArguments({ arguments: first, storage }: BuildSettings) {
  return [
    ...first,
    ...(storage.root ? ['--root', storage.root] : []),
    ...(storage.runRoot ? ['--runroot', storage.runRoot] : []),
  ];
}

const tls = ({ insecure }: BuildSettings) => `--tls-verify=${!insecure}`;

const pairs = (flag: string, values: Record<string, string>) =>
  Object.entries(values).flatMap(([name, value]) => [flag, `${name}=${value}`]);

/** Arguments of `buildah build`; values stand behind their flag or `=`, so none is ever taken for a flag. */
export function buildArguments(
  settings: BuildSettings,
  build: ImageBuild,
): string[] {
  return [
    ...globalArguments(settings),
    'build',
    `--isolation=${settings.isolation}`,
    '--format=oci',
    '--layers',
    // Without it a failed or cancelled build leaves its container and its mount behind.
    '--force-rm',
    tls(settings),
    `--file=${build.containerfile}`,
    `--tag=${build.reference}`,
    ...pairs('--build-arg', build.buildArgs),
    ...pairs('--label', build.labels),
    build.context,
  ];
}

export function pushArguments(
  settings: BuildSettings,
  reference: string,
  digestFile: string,
): string[] {
  return [
    ...globalArguments(settings),
    'push',
    tls(settings),
    `--digestfile=${digestFile}`,
    reference,
    `docker://${reference}`,
  ];
}

/** Nothing of the portal's own environment, which holds its database password and tokens. */
export function buildEnvironment(
  settings: BuildSettings,
  folder: string,
): Record<string, string> {
  return {
    PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
    LANG: 'C.UTF-8',
    HOME: folder,
    TMPDIR: folder,
    ...settings.environment,
  };
}
