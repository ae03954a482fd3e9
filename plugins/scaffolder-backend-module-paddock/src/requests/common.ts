import { InputError } from '@backstage/errors';
import type { ActionContext } from '@backstage/plugin-scaffolder-node';
import type { RequestSpec } from '@paddock/backstage-plugin-paddock-common';
import { neutralise } from '../build/lines';
import type { Portal } from './ask';
import { idempotencyKey } from './idempotencyKey';
import { submit, tryOut, type Asked } from './submit';

export interface RequestOptions extends Portal {
  /** For templates that name no cluster. */
  defaultCluster?: string;
}

/** What every request says besides its own. */
interface CommonInput {
  team: string;
  cluster?: string;
  component?: string;
  purpose?: string;
  days?: number;
}

type Context = Pick<
  ActionContext<Record<string, never>>,
  | 'task'
  | 'step'
  | 'each'
  | 'isDryRun'
  | 'logger'
  | 'signal'
  | 'getInitiatorCredentials'
>;

/** The fields that every specification has. Fields of a form that were left empty are left out. */
export function commonFields(
  { team, cluster, component, purpose, days }: CommonInput,
  defaultCluster: string | undefined,
) {
  const chosen = cluster || defaultCluster;
  if (!chosen) {
    throw new InputError(
      'No cluster is named. Name one in the template, or set paddock.deploy.cluster in the configuration.',
    );
  }
  return {
    cluster: chosen,
    team: team.includes(':') ? team : `group:default/${team}`,
    purpose: purpose ?? '',
    ...(component && { component }),
    ...(days !== undefined && { days }),
  };
}

/** Who asks, in the name of the person who runs the template. */
export async function callerOf(ctx: Context, { auth, discovery }: Portal) {
  return {
    auth,
    discovery,
    credentials: await ctx.getInitiatorCredentials(),
    signal: ctx.signal,
  };
}

/** Asks, or in a dry run only says what asking would do. */
export async function askFor(
  spec: RequestSpec,
  ctx: Context,
  portal: Portal,
): Promise<Asked> {
  const caller = await callerOf(ctx, portal);
  const logger = {
    info: (line: string) => ctx.logger.info(neutralise(line)),
    warn: (line: string) => ctx.logger.warn(neutralise(line)),
  };
  return ctx.isDryRun
    ? tryOut(spec, { caller, logger })
    : submit(spec, { caller, logger, key: idempotencyKey(ctx) });
}

/** The page of a request in the portal; of a dry run, the list. */
export const pageOf = (requestId: string | undefined) =>
  requestId ? `/requests/${requestId}` : '/requests';
