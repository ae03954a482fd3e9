import {
  createTemplateAction,
  type ActionContext,
} from '@backstage/plugin-scaffolder-node';
import { readEffects } from './answers';
import { ask } from './ask';
import {
  askFor,
  callerOf,
  commonFields,
  pageOf,
  type RequestOptions,
} from './common';
import { deliveryOf, type Deliveries } from './delivery';

export interface SecretOptions extends RequestOptions {
  deliveries: Deliveries;
}

/** `paddock:secret:request`. It ends when the request is recorded; a waiting one holds nothing up. Never takes a value. */
export function createSecretRequestAction(options: SecretOptions) {
  return createTemplateAction({
    id: 'paddock:secret:request',
    description:
      'Asks for a path in Vault that the pods of a service account may read, as the person who runs the template. Its value is typed in later, on the page of the request.',
    supportsDryRun: true,
    schema: {
      input: {
        name: z => z.string().describe('Last part of the path'),
        namespace: z =>
          z
            .string()
            .describe('One that is there, or that was asked for just now'),
        team: z => z.string().describe('Entity reference of the owning group'),
        cluster: z =>
          z.string().describe('Default: the configured cluster').optional(),
        serviceAccount: z =>
          z
            .string()
            .describe('Whose pods may read it. Default: app')
            .optional(),
        makeServiceAccount: z =>
          z
            .boolean()
            .describe(
              'Make that service account too; else it is there, or comes with the workload',
            )
            .optional(),
        keys: z =>
          z
            .array(z.string())
            .describe('Names of its keys; never values')
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
        serviceAccount: z => z.string(),
        delivery: z =>
          z.record(z.string()).describe('How a pod gets it; see the README'),
      },
    },
    async handler(ctx) {
      const { name, namespace, serviceAccount, ...rest } = ctx.input;
      const { makeServiceAccount, keys, ...common } = rest;
      const fields = commonFields(common, options.defaultCluster);
      const asked = await askFor(
        {
          kind: 'secret',
          ...fields,
          namespace,
          name,
          serviceAccount: serviceAccount || 'app',
          ...(makeServiceAccount && { makeServiceAccount }),
          keys: keys ?? [],
        },
        ctx,
        options,
      );
      const { requestId } = asked;
      const answer = requestId
        ? await pageOfRequest(requestId, ctx, options)
        : asked.answer;
      ctx.output('requestId', requestId);
      ctx.output('state', asked.state);
      ctx.output('approved', asked.approved);
      ctx.output('url', pageOf(requestId));
      ctx.output('serviceAccount', serviceAccount || 'app');
      ctx.output(
        'delivery',
        deliveryOf(readEffects(answer), {
          deliveries: options.deliveries,
          cluster: fields.cluster,
        }),
      );
    },
  });
}

async function pageOfRequest(
  id: string,
  ctx: Pick<ActionContext<never>, 'signal'> & Parameters<typeof callerOf>[0],
  options: SecretOptions,
) {
  const caller = await callerOf(ctx, options);
  return ask(caller, { method: 'GET', path: `/requests/${id}` });
}
