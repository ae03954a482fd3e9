import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Platform } from '../../platform/platform.ts';
import { waitFor } from '../../platform/wait.ts';

/** Debian's container registry on loopback. It asks for no credentials: only this machine reaches it. */
export async function startRegistry(platform: Platform): Promise<void> {
  const folder = join(platform.state, 'registry');
  const config = join(folder, 'config.json');
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    config,
    JSON.stringify({
      version: 0.1,
      log: { level: 'warn', accesslog: { disabled: true } },
      storage: {
        filesystem: { rootdirectory: join(folder, 'images') },
        delete: { enabled: true },
      },
      http: {
        addr: `127.0.0.1:${platform.ports.registry}`,
        // Signs uploads that are under way; without one the registry complains at every start.
        secret: randomUUID(),
      },
    }),
  );
  platform.supervisor.start({
    name: 'registry',
    command: 'setpriv',
    args: ['--pdeathsig', 'TERM', '--', 'docker-registry', 'serve', config],
    // The library inside would otherwise try to send its traces somewhere.
    env: { OTEL_TRACES_EXPORTER: 'none' },
  });
  await waitFor(
    {
      what: 'The container registry',
      seconds: 10,
      signal: platform.supervisor.signal,
      whatToDo: 'Its log in the state folder, logs/registry.log, says why.',
    },
    async () =>
      (
        await fetch(`http://127.0.0.1:${platform.ports.registry}/v2/`)
      ).ok,
  );
}

/** Does the registry hold this image? */
export async function hasImage(
  platform: Platform,
  name: string,
  tag: string,
): Promise<boolean> {
  const answer = await fetch(
    `http://127.0.0.1:${platform.ports.registry}/v2/${name}/manifests/${tag}`,
    {
      method: 'HEAD',
      headers: {
        accept:
          'application/vnd.oci.image.manifest.v1+json, application/vnd.docker.distribution.manifest.v2+json',
      },
    },
  );
  return answer.ok;
}
