import type { Config } from '@backstage/config';

/** How the portal knows that who answers at a node's address is that node's kubelet. */
export type KubeletTrust =
  /** Its certificate is signed by who is in this PEM file, which is read anew for each connection. */
  | { by: 'authority'; caFile: string }
  /** Anyone at that address is believed, and is shown the portal's credential. */
  | { by: 'address' };

/** Reads `paddock.kubelet`: for all clusters, and what single ones do otherwise. Undefined where kubelets are not asked. */
export function readKubeletTrust(
  config: Config,
): (cluster: string) => KubeletTrust | undefined {
  const section = config.getOptionalConfig('paddock.kubelet');
  const usual = section && trustOf(section);
  const clusters = section?.getOptionalConfigArray('clusters') ?? [];
  const byName = new Map(
    clusters.map(each => [each.getString('name'), trustOf(each)]),
  );
  return cluster => byName.get(cluster) ?? usual;
}

function trustOf(config: Config): KubeletTrust | undefined {
  const caFile = config.getOptionalString('caFile');
  if (caFile) return { by: 'authority', caFile };
  return config.getOptionalBoolean('insecure') ? { by: 'address' } : undefined;
}
