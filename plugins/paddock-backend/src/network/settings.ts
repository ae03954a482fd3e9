import type { Config } from '@backstage/config';
import {
  dnsNameSchema,
  type PolicyEnforcement,
} from '@paddock/backstage-plugin-paddock-common';
import { prettifyError, z } from 'zod';

/** What a cluster cannot be asked about its network. */
export interface NetworkSettings {
  domain: string;
  policiesAre: PolicyEnforcement;
}

const policies = z.enum(['enforced', 'ignored']);
const rule = {
  clusterDomain: dnsNameSchema.optional(),
  networkPolicies: policies.optional(),
};

const schema = z.strictObject({
  ...rule,
  clusters: z
    .array(z.strictObject({ name: z.string().min(1), ...rule }))
    .max(500)
    .default([]),
});

/**
 * Reads `paddock.network`: one rule, and what single clusters do otherwise.
 *
 * @throws Error that names what is wrong, so that the portal does not start with half of it
 */
export function readNetworkSettings(
  config: Config,
): (cluster: string) => NetworkSettings {
  const result = schema.safeParse(config.getOptional('paddock.network') ?? {});
  if (!result.success) {
    throw new Error(`paddock.network: ${prettifyError(result.error)}`);
  }
  const { clusters, ...all } = result.data;
  return cluster => {
    const own = clusters.find(({ name }) => name === cluster);
    return {
      domain: own?.clusterDomain ?? all.clusterDomain ?? 'cluster.local',
      policiesAre: own?.networkPolicies ?? all.networkPolicies ?? 'unknown',
    };
  };
}
