import type { Platform } from '../platform/platform.ts';
import { pushProgramImage } from '../worker/images/ownImages.ts';
import { hasImage } from '../worker/images/registry.ts';
import { vaultBinary, vaultVersion } from './binary.ts';

const name = 'paddock/vault-agent';

/** What pods name to get `bao agent`: known before the image is there. */
export const agentImageReference = async ({
  ports,
}: Pick<Platform, 'ports'>): Promise<string> =>
  `localhost:${ports.registry}/${name}:${await vaultVersion()}`;

/** Puts the agent's image into the platform's registry, which must serve. */
export async function prepareAgentImage(platform: Platform): Promise<void> {
  if (await hasImage(platform, name, await vaultVersion())) return;
  await platform.steps.run('the image of the Vault agent', async () =>
    pushProgramImage(platform, {
      program: await vaultBinary(platform),
      inside: '/bin/bao',
      reference: await agentImageReference(platform),
    }),
  );
}
