import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { askFor, commonFields, pageOf, type RequestOptions } from './common';

/** `paddock:volume:request`. It ends when the request is recorded; a waiting one holds nothing up. */
export function createVolumeRequestAction(options: RequestOptions) {
  return createTemplateAction({
    id: 'paddock:volume:request',
    description:
      'Asks for a volume in a namespace, as the person who runs the template. Does not wait for an approval.',
    supportsDryRun: true,
    schema: {
      input: {
        name: z => z.string().describe('Name of the claim'),
        namespace: z =>
          z
            .string()
            .describe('One that is there, or that was asked for just now'),
        team: z => z.string().describe('Entity reference of the owning group'),
        cluster: z =>
          z.string().describe('Default: the configured cluster').optional(),
        size: z => z.string().describe('A Kubernetes quantity, such as 20Gi'),
        storageClass: z => z.string(),
        accessMode: z =>
          z.string().describe('Default: ReadWriteOnce').optional(),
        retain: z =>
          z
            .boolean()
            .describe('Keep the data when the claim is deleted')
            .optional(),
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
        claim: z => z.string(),
        singleWriter: z =>
          z.boolean().describe('Whether only one pod should write to it'),
      },
    },
    async handler(ctx) {
      const { name, namespace, size, storageClass, ...rest } = ctx.input;
      const { accessMode, retain, ...common } = rest;
      const mode = accessMode || 'ReadWriteOnce';
      const { requestId, state, approved } = await askFor(
        {
          kind: 'volume',
          ...commonFields(common, options.defaultCluster),
          namespace,
          name,
          size,
          storageClass,
          accessMode: mode,
          retain: retain ?? false,
        },
        ctx,
        options,
      );
      ctx.output('requestId', requestId);
      ctx.output('state', state);
      ctx.output('approved', approved);
      ctx.output('url', pageOf(requestId));
      ctx.output('claim', name);
      ctx.output('singleWriter', mode.startsWith('ReadWriteOnce'));
    },
  });
}
