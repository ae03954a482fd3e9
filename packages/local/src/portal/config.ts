import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { checkout } from '../platform/paths.ts';
import type { PortalCluster } from '../cluster/ownCluster.ts';
import { clusterDomain } from '../worker/names.ts';
import type { Platform } from '../platform/platform.ts';
import { preparingFile } from '../platform/preparing.ts';
import type { VaultForPortal } from '../vault/embedded.ts';
import { docsCommand } from './docs.ts';

/** What the portal is told of the platform around it. */
export interface Surroundings {
  cluster: PortalCluster;
  signIn: { issuer: string; clientId: string; clientSecret: string };
  git: {
    host: string;
    url: string;
    portalUser: string;
    portalPassword: string;
  };
  /** Undefined where the real worker, and with it buildah and the registry, is not there. */
  builds?: {
    registry: string;
    insecure: boolean;
    arguments: string[];
    buildArgs: Record<string, string>;
  };
  /** Undefined where the cluster is a person's own. */
  vault?: VaultForPortal;
  /** Absolute path of a file with User and Group entities. */
  orgFile: string;
}

/** Made once and kept, readable by its owner alone. */
export function keptSecret(folder: string, name: string): string {
  const file = join(folder, name);
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, randomBytes(32).toString('base64'), { mode: 0o600 });
  }
  return readFileSync(file, 'utf8');
}

const template = (name: string) => ({
  type: 'file',
  target: join(checkout, 'templates', name, 'template.yaml'),
  rules: [{ allow: ['Template'] }],
});

/** Written over app-config.yaml: only addresses, credentials and places of the embedded platform. */
export function embeddedConfig(
  { state, ports, cache }: Pick<Platform, 'state' | 'ports' | 'cache'>,
  { cluster, signIn, git, builds, vault, orgFile }: Surroundings,
): object {
  const baseUrl = `http://localhost:${ports.portal}`;
  const folder = join(state, 'portal');
  return {
    app: { baseUrl },
    organization: { name: 'Paddock' },
    backend: {
      baseUrl,
      listen: `127.0.0.1:${ports.portal}`,
      cors: {
        origin: [baseUrl, `http://localhost:${ports.portalDev}`],
        credentials: true,
      },
      database: {
        client: 'better-sqlite3',
        connection: { directory: join(folder, 'database') },
      },
      workingDirectory: join(folder, 'work'),
    },
    auth: {
      environment: 'embedded',
      session: { secret: keptSecret(folder, 'session-secret') },
      providers: {
        oidc: {
          embedded: {
            metadataUrl: `${signIn.issuer}/.well-known/openid-configuration`,
            clientId: signIn.clientId,
            clientSecret: signIn.clientSecret,
            prompt: 'login',
            // It is asked once, at the start: on a busy machine the portal itself is slow then.
            timeout: { seconds: 60 },
            signIn: {
              resolvers: [{ resolver: 'emailMatchingUserEntityProfileEmail' }],
            },
          },
        },
      },
    },
    integrations: {
      gitea: [
        {
          host: git.host,
          baseUrl: git.url,
          username: git.portalUser,
          password: git.portalPassword,
        },
      ],
    },
    catalog: {
      locations: [
        {
          type: 'file',
          target: orgFile,
          rules: [{ allow: ['User', 'Group'] }],
        },
        template('cpp-backend'),
        template('web-app'),
        template('release'),
      ],
      processingInterval: { minutes: 5 },
    },
    kubernetes: {
      serviceLocatorMethod: { type: 'multiTenant' },
      clusterLocatorMethods: [
        {
          type: 'config',
          clusters: [
            {
              name: 'local',
              title: cluster.title,
              url: cluster.server,
              caFile: cluster.caFile,
              authProvider: 'serviceAccount',
              serviceAccountToken: cluster.token,
            },
          ],
        },
      ],
    },
    techdocs: {
      builder: 'local',
      publisher: {
        type: 'local',
        local: { publishDirectory: join(folder, 'docs') },
      },
    },
    paddock: {
      deploy: { cluster: 'local' },
      preparing: { file: preparingFile(state) },
      audit: { key: keptSecret(folder, 'audit-key') },
      docs: { command: docsCommand(cache) },
      network: {
        clusterDomain,
        ...(cluster.networkPolicies && {
          networkPolicies: cluster.networkPolicies,
        }),
      },
      ...(builds && { builds }),
      ...(vault && { vault }),
      ...(cluster.kubeletCaFile && {
        kubelet: {
          clusters: [{ name: 'local', caFile: cluster.kubeletCaFile }],
        },
      }),
    },
  };
}

/** Writes the configuration, which holds credentials, for its owner's eyes only; returns the file's path. */
export function writeEmbeddedConfig(
  platform: Platform,
  surroundings: Surroundings,
): string {
  const file = join(platform.state, 'portal', 'app-config.embedded.yaml');
  mkdirSync(join(platform.state, 'portal', 'work'), { recursive: true });
  writeFileSync(file, stringify(embeddedConfig(platform, surroundings)), {
    mode: 0o600,
  });
  return file;
}
