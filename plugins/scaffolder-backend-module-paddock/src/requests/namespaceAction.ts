import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { environments } from '@paddock/backstage-plugin-paddock-common';
import { askFor, commonFields, pageOf, type RequestOptions } from './common';

/** `paddock:namespace:request`. It ends when the request is recorded; a waiting one holds nothing up. */
export function createNamespaceRequestAction(options: RequestOptions) {
  return createTemplateAction({
    id: 'paddock:namespace:request',
    description:
      'Asks for a namespace for a team, as the person who runs the template. Does not wait for an approval.',
    supportsDryRun: true,
    schema: {
      input: {
        name: z => z.string().describe('Name of the new namespace'),
        team: z => z.string().describe('Entity reference of the owning group'),
        cluster: z =>
          z.string().describe('Default: the configured cluster').optional(),
        environment: z => z.enum(environments),
        quota: z =>
          z
            .object({
              cpu: z.string(),
              memory: z.string(),
              storage: z.string(),
              pods: z.number().int(),
            })
            .describe('What it may take at most, as Kubernetes quantities'),
        podSecurity: z => z.string().describe('Default: restricted').optional(),
        component: z =>
          z.string().describe('Entity reference of who uses it').optional(),
        purpose: z => z.string().describe('For the approver').optional(),
        days: z =>
          z.number().int().describe('Days until it expires').optional(),
      },
      output: {
        requestId: z => z.string().optional(),
        state: z => z.string(),
        approved: z => z.boolean().describe('Whether it is granted'),
        url: z => z.string().describe('Path of the request in the portal'),
        cluster: z => z.string(),
        namespace: z => z.string(),
      },
    },
    async handler(ctx) {
      const { name, environment, quota, podSecurity, ...common } = ctx.input;
      const fields = commonFields(common, options.defaultCluster);
      const { requestId, state, approved } = await askFor(
        {
          kind: 'namespace',
          ...fields,
          name,
          environment,
          quota,
          podSecurity: podSecurity || 'restricted',
          members: [],
        },
        ctx,
        options,
      );
      ctx.output('requestId', requestId);
      ctx.output('state', state);
      ctx.output('approved', approved);
      ctx.output('url', pageOf(requestId));
      ctx.output('cluster', fields.cluster);
      ctx.output('namespace', name);
    },
  });
}
