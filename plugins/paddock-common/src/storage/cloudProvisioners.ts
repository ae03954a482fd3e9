import type { KnownProvisioner } from './model';

const inOneZone =
  'A disk lies in one zone: its pods can only run there, and it is away while the zone is.';

const disk = {
  csi: true,
  accessModes: ['ReadWriteOnce', 'ReadWriteOncePod'],
  nodeBound: false,
  survivesNodeLoss: true,
  sizeEnforced: true,
  notes: [inOneZone],
} satisfies Partial<KnownProvisioner>;

const files = {
  csi: true,
  accessModes: [
    'ReadWriteOnce',
    'ReadWriteOncePod',
    'ReadWriteMany',
    'ReadOnlyMany',
  ],
  nodeBound: false,
  survivesNodeLoss: true,
} satisfies Partial<KnownProvisioner>;

/** Clouds' own storage, in brief. The older names are those of the drivers that Kubernetes has moved to CSI. */
export const cloudProvisioners: readonly KnownProvisioner[] = [
  {
    names: ['ebs.csi.aws.com', 'kubernetes.io/aws-ebs'],
    title: 'Amazon EBS',
    ...disk,
  },
  {
    names: ['efs.csi.aws.com'],
    title: 'Amazon EFS',
    ...files,
    // It grows as it is filled, whatever its size says.
    sizeEnforced: false,
  },
  {
    names: ['pd.csi.storage.gke.io', 'kubernetes.io/gce-pd'],
    title: 'Google Persistent Disk',
    ...disk,
  },
  {
    names: ['filestore.csi.storage.gke.io'],
    title: 'Google Filestore',
    ...files,
    sizeEnforced: true,
  },
  {
    names: ['disk.csi.azure.com', 'kubernetes.io/azure-disk'],
    title: 'Azure Disk',
    ...disk,
  },
  {
    names: ['file.csi.azure.com', 'kubernetes.io/azure-file'],
    title: 'Azure Files',
    ...files,
    sizeEnforced: true,
  },
  {
    names: ['cinder.csi.openstack.org', 'kubernetes.io/cinder'],
    title: 'OpenStack Cinder',
    ...disk,
  },
  {
    names: ['csi.vsphere.vmware.com', 'kubernetes.io/vsphere-volume'],
    title: 'vSphere',
    ...disk,
    notes: [],
  },
];
