import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { resolveInside } from '../workspace/jail';
import { buildAndPush } from './build';
import type { ImageBuild } from './commands';
import { digestContext } from './context';
import { checkBuildArgs, checkImageName, checkImageTag } from './names';
import { createQueue } from './queue';
import type { BuildSettings } from './settings';

const unknownDigest = `sha256:${'0'.repeat(64)}`;

interface Given {
  context?: string;
  containerfile?: string;
  name: string;
  tag?: string;
  revision?: string;
  buildArgs?: Record<string, string>;
}

/** Checks everything that was given and turns it into what the builder is told. The same input gives the same tag. */
export async function prepareBuild(
  workspace: string,
  given: Given,
  settings: BuildSettings,
): Promise<ImageBuild & { tag: string }> {
  const name = checkImageName(given.name);
  const context = await resolveInside(workspace, given.context ?? '.');
  const containerfile = await resolveInside(
    context,
    given.containerfile ?? 'Containerfile',
  );
  if (!(await stat(containerfile)).isFile()) {
    throw new InputError(
      'The Containerfile is not a file. Name the file itself.',
    );
  }
  const shared = checkBuildArgs({ ...settings.buildArgs, ...given.buildArgs });
  const seed = JSON.stringify([
    await digestContext(context),
    path.relative(context, containerfile),
    Object.entries(shared).sort(([a], [b]) => (a < b ? -1 : 1)),
  ]);
  const tag = checkImageTag(
    given.tag ?? createHash('sha256').update(seed).digest('hex').slice(0, 12),
  );
  const revision = given.revision ? checkImageTag(given.revision) : 'unknown';
  return {
    context,
    containerfile,
    tag,
    reference: `${settings.registry}/${name}:${tag}`,
    buildArgs: { ...shared, VERSION: tag, REVISION: revision },
    labels: { 'org.opencontainers.image.revision': revision },
  };
}

/** What ends a build: the person, the end of the portal, or its time. */
function endingSignal(
  signals: Array<AbortSignal | undefined>,
  minutes: number,
) {
  const late = new AbortController();
  const timer = setTimeout(
    () =>
      late.abort(
        new Error(
          `The image was not ready within ${minutes} minutes, so its build was ended. Make the build shorter, or raise paddock.builds.timeoutMinutes.`,
        ),
      ),
    minutes * 60_000,
  );
  const given = signals.filter((each): each is AbortSignal => !!each);
  return {
    signal: AbortSignal.any([...given, late.signal]),
    clear: () => clearTimeout(timer),
  };
}

const waiting = (before: number) =>
  `Waiting: ${before} other ${
    before === 1 ? 'build is' : 'builds are'
  } before this one.`;

/** `paddock:image:build`. `shutdown` is aborted when the portal ends; running builds end with it. */
export function createImageBuildAction(
  settings: BuildSettings | undefined,
  shutdown: AbortSignal,
) {
  const queue = createQueue(settings?.concurrency ?? 1);

  return createTemplateAction({
    id: 'paddock:image:build',
    description:
      'Builds a container image from a folder of the workspace and pushes it to the configured registry.',
    supportsDryRun: true,
    schema: {
      input: {
        context: z =>
          z
            .string()
            .describe('Folder of the workspace to build from')
            .optional(),
        containerfile: z =>
          z
            .string()
            .describe('Path in that folder. Default: Containerfile')
            .optional(),
        name: z =>
          z.string().describe('Name in the registry, such as payments/api'),
        tag: z =>
          z
            .string()
            .describe('Default: twelve digits that follow from the sources')
            .optional(),
        revision: z =>
          z
            .string()
            .describe('Commit or branch that the sources are of')
            .optional(),
        buildArgs: z => z.record(z.string()).optional(),
      },
      output: {
        imageRef: z =>
          z
            .string()
            .describe('Registry, name and digest: registry/name@sha256:…'),
        tag: z => z.string(),
        digest: z => z.string(),
      },
    },
    async handler(ctx) {
      if (!settings) {
        throw new InputError(
          'This portal has no image builder. An administrator sets one up under paddock.builds in the configuration.',
        );
      }
      const build = await prepareBuild(ctx.workspacePath, ctx.input, settings);
      const finish = (digest: string) => {
        ctx.output('tag', build.tag);
        ctx.output('digest', digest);
        ctx.output(
          'imageRef',
          `${settings.registry}/${ctx.input.name}@${digest}`,
        );
      };
      if (ctx.isDryRun) {
        ctx.logger.info(`A real run builds and pushes ${build.reference}.`);
        finish(unknownDigest);
        return;
      }

      const { logger } = ctx;
      const ending = endingSignal(
        [ctx.signal, shutdown],
        settings.timeoutMinutes,
      );
      const { signal } = ending;
      try {
        const digest = await queue(
          () => buildAndPush(build, { settings, logger, signal }),
          { signal, onWait: before => logger.info(waiting(before)) },
        );
        logger.info(`${build.reference} is in the registry as ${digest}.`);
        finish(digest);
      } finally {
        ending.clear();
      }
    },
  });
}
