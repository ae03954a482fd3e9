import type { Config } from '@backstage/config';
import { isIP } from 'node:net';
import { checkPath } from '../../vault/canonical';
import type { VaultSettings } from '../../vault/settings';
import { certificatesOf } from './certificates';
import { parseSection } from './parseSection';
import { type Delivery, vaultSchema } from './vaultSchema';

/** What pods of one cluster have to do with Vault. */
export interface ClusterVault {
  name: string;
  /** The cluster's segment of paths and names in Vault; its name, where that can be one. */
  pathName: string;
  authMount: string;
  /** As pods reach it. */
  address: string;
  /** Of Vault Enterprise or OpenBao. */
  namespace?: string;
  /** PEM; undefined where pods trust Vault's certificate anyway. */
  ca?: string;
  delivery: Delivery;
  agentImage: string;
  /** Whom the tokens of service accounts are for. */
  audience: string;
  /** How long a login of a pod lasts. */
  tokenSeconds: number;
  /** Where pods are let out to; undefined where no address of Vault is known. */
  egress?: {
    cidrs: string[];
    namespaceLabels?: Record<string, string>;
    port: number;
  };
}

/** `paddock.vault`: how the portal speaks with Vault, and how pods do. */
export interface PlanVault extends VaultSettings {
  clusters: ClusterVault[];
}

type Section = ReturnType<typeof parse>;

const parse = (config: Config) =>
  parseSection(config, 'paddock.vault', vaultSchema);

/** @throws Error that says what cannot be meant */
export function readVault(
  config: Config,
  read: (file: string) => string,
): PlanVault {
  const { timeoutSeconds, ...section } = parse(config);
  const clusters = section.clusters.map(each => clusterOf(section, each, read));
  assertUnique(clusters, 'name');
  assertUnique(clusters, 'pathName');
  assertUnique(clusters, 'authMount');
  return {
    ...section,
    ...(timeoutSeconds && { timeoutMs: timeoutSeconds * 1_000 }),
    authMounts: clusters.map(({ authMount }) => authMount),
    clusters,
  };
}

function clusterOf(
  section: Omit<Section, 'timeoutSeconds'>,
  cluster: Section['clusters'][number],
  read: (file: string) => string,
): ClusterVault {
  const { caFile = section.caFile, egress, ...rest } = cluster;
  const address = cluster.address ?? section.address;
  return {
    ...rest,
    pathName: cluster.pathName ?? pathNameOf(cluster.name),
    address: address.replace(/\/+$/, ''),
    ...(section.namespace && { namespace: section.namespace }),
    ...(caFile && { ca: authoritiesIn(caFile, read) }),
    ...egressOf(address, egress),
  };
}

function authoritiesIn(file: string, read: (file: string) => string): string {
  let text: string;
  try {
    text = read(file);
  } catch (error) {
    const { message } = error as Error;
    throw new Error(`paddock.vault: a caFile cannot be read: ${message}`);
  }
  return certificatesOf(file, text);
}

function pathNameOf(name: string): string {
  try {
    if (!name.includes('/')) return checkPath(name);
  } catch {
    // Said below, with what to do about it.
  }
  throw new Error(
    `paddock.vault.clusters: "${name}" cannot be a part of a path in Vault; give this cluster a pathName`,
  );
}

/** A policy names addresses, so a host name alone lets nobody out. */
function egressOf(
  address: string,
  egress: Section['clusters'][number]['egress'],
): Pick<ClusterVault, 'egress'> {
  const { hostname, port, protocol } = new URL(address);
  const host = hostname.replace(/^\[|\]$/g, '');
  const own = isIP(host) ? [`${host}/${isIP(host) === 4 ? 32 : 128}`] : [];
  const cidrs = egress?.cidrs.length ? egress.cidrs : own;
  const namespaceLabels = egress?.namespaceLabels;
  if (cidrs.length === 0 && !namespaceLabels) return {};
  const usual = protocol === 'https:' ? 443 : 80;
  return {
    egress: {
      cidrs: namespaceLabels && !egress?.cidrs.length ? [] : cidrs,
      ...(namespaceLabels && { namespaceLabels }),
      port: egress?.port ?? (Number(port) || usual),
    },
  };
}

/** What two clusters share, one of them could use in the other's place. */
function assertUnique(
  clusters: readonly ClusterVault[],
  key: 'name' | 'pathName' | 'authMount',
): void {
  const seen = new Set<string>();
  for (const { [key]: value } of clusters) {
    // Names of policies have no case in Vault.
    const folded = value.toLowerCase();
    if (seen.has(folded)) {
      throw new Error(
        `paddock.vault.clusters: two of them have the ${key} "${value}"`,
      );
    }
    seen.add(folded);
  }
}
