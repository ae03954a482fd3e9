import type { LoggerService } from '@backstage/backend-plugin-api';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  buildArguments,
  buildEnvironment,
  pushArguments,
  type ImageBuild,
} from './commands';
import { checkDigest } from './names';
import { runCommand } from './run';
import type { BuildSettings } from './settings';

const maxLines = 20_000;
const told = 5;

export interface Surroundings {
  settings: BuildSettings;
  logger: LoggerService;
  signal: AbortSignal;
}

/** Runs one step of the builder. Throws with the last lines of its output when it fails. */
async function runStep(
  what: string,
  folder: string,
  { settings, logger, signal, args }: Surroundings & { args: string[] },
): Promise<void> {
  const last: string[] = [];
  let lines = 0;
  const onLine = (line: string) => {
    last.push(line);
    if (last.length > told) last.shift();
    lines += 1;
    if (lines <= maxLines) logger.info(line);
    if (lines === maxLines) logger.warn('The rest of this log is left out.');
  };
  const environment = buildEnvironment(settings, folder);
  const code = await runCommand(
    { program: settings.command, arguments: args, folder, environment },
    { signal, onLine },
  ).catch(error => {
    if (error?.code !== 'ENOENT') throw error;
    throw new Error(
      `The builder ${settings.command} is not installed where the portal runs. Install it, or set paddock.builds.command.`,
    );
  });
  if (code !== 0) {
    throw new Error(
      `${what} failed: ${
        settings.command
      } ended with code ${code}. Mend what its last lines say and run this again.\n${last.join(
        '\n',
      )}`,
    );
  }
}

/** Builds an image, pushes it and returns the digest under which the registry holds it. */
export async function buildAndPush(
  build: ImageBuild,
  surroundings: Surroundings,
): Promise<string> {
  const { settings, logger } = surroundings;
  const folder = await mkdtemp(path.join(tmpdir(), 'paddock-build-'));
  const digestFile = path.join(folder, 'digest');
  try {
    logger.info(`Building ${build.reference}`);
    await runStep('Building the image', folder, {
      ...surroundings,
      args: buildArguments(settings, build),
    });
    logger.info(`Pushing ${build.reference}`);
    await runStep('Pushing the image', folder, {
      ...surroundings,
      args: pushArguments(settings, build.reference, digestFile),
    });
    return checkDigest(
      await readFile(digestFile, 'utf8').catch(() => 'missing'),
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
