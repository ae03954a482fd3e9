import type { ScmIntegrationRegistry } from '@backstage/integration';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { findRepository } from './repository';
import { resolveRevision } from './resolveRevision';
import { checkRevision } from './revision';

const timeoutMs = 30_000;

/** `paddock:source:resolve`. The readers of Backstage take one part of a path for the revision, so a branch with a slash has to become a commit first. */
export function createSourceResolveAction(
  integrations: ScmIntegrationRegistry,
) {
  return createTemplateAction({
    id: 'paddock:source:resolve',
    description:
      'Finds the commit of a branch or tag in the repository of a component.',
    supportsDryRun: true,
    schema: {
      input: {
        location: z =>
          z
            .string()
            .describe(
              'What backstage.io/source-location of the component says',
            ),
        revision: z =>
          z
            .string()
            .describe('Branch, tag or commit; a branch may have slashes'),
      },
      output: {
        commit: z => z.string().describe('What to fetch: a commit'),
      },
    },
    async handler(ctx) {
      const revision = checkRevision(ctx.input.revision);
      const repository = await findRepository(integrations, ctx.input.location);
      const ending = AbortSignal.timeout(timeoutMs);
      const commit = await resolveRevision(
        repository,
        revision,
        ctx.signal ? AbortSignal.any([ctx.signal, ending]) : ending,
      );
      ctx.logger.info(`${revision} is commit ${commit}.`);
      ctx.output('commit', commit);
    },
  });
}
