import type { AccessMode } from '../requests/spec';
import { cloudProvisioners } from './cloudProvisioners';
import type { KnownProvisioner } from './model';

const oneNode: AccessMode[] = ['ReadWriteOnce', 'ReadWriteOncePod'];
const anyNode: AccessMode[] = [...oneNode, 'ReadWriteMany', 'ReadOnlyMany'];

const local = {
  accessModes: oneNode,
  nodeBound: true,
  survivesNodeLoss: false,
  // As fast as the node's own disk: nothing lies between.
  speed: 'fast',
  backup: false,
} as const;

const notEnforced =
  'All volumes of a node share one file system: one that fills up fills it for all.';

/**
 * What is commonly known of provisioners, from their own documentation. Speed is said only where the way to the disk
 * decides it, and backup only where there can be none: both else depend on how a company has set them up.
 */
export const knownProvisioners: readonly KnownProvisioner[] = [
  {
    names: [
      'nfs.csi.k8s.io',
      'k8s-sigs.io/nfs-subdir-external-provisioner',
      'cluster.local/nfs-subdir-external-provisioner',
    ],
    csi: true,
    title: 'NFS',
    accessModes: anyNode,
    // The driver answers an expansion without doing anything.
    expansion: 'nominal',
    nodeBound: false,
    survivesNodeLoss: true,
    singlePointOfFailure:
      'The server behind it is one machine with one motherboard, whatever its disks: while it is away, so is every volume.',
    sizeEnforced: false,
    speed: 'ordinary',
    notes: [
      'Volumes share one exported file system: one that fills up fills it for all, unless the server keeps quotas.',
    ],
  },
  {
    names: ['rbd.csi.ceph.com', '.rbd.csi.ceph.com'],
    csi: true,
    title: 'Ceph RBD',
    // Many writers only as a raw device, which is not what people ask for here.
    accessModes: oneNode,
    nodeBound: false,
    survivesNodeLoss: true,
    sizeEnforced: true,
    notes: [
      'When a node dies without a word, its pods wait for some minutes until the volume may move.',
    ],
  },
  {
    names: ['cephfs.csi.ceph.com', '.cephfs.csi.ceph.com'],
    csi: true,
    title: 'CephFS',
    accessModes: anyNode,
    nodeBound: false,
    survivesNodeLoss: true,
    sizeEnforced: true,
    notes: [
      'Its quota is kept by the clients: writers notice some seconds after it is full.',
    ],
  },
  {
    names: ['driver.longhorn.io'],
    csi: true,
    title: 'Longhorn',
    accessModes: [...oneNode, 'ReadWriteMany'],
    nodeBound: false,
    copies: { parameter: 'numberOfReplicas', without: 3 },
    sizeEnforced: true,
    notes: [
      'Many writers go through one pod, the share manager: while it moves to another node, they wait.',
      'Taking a node out has its replicas built again elsewhere, which costs network and time.',
      'Its own disruption budgets hold up a drain that would take the last healthy replica of a volume.',
    ],
  },
  {
    names: ['io.openebs.csi-mayastor'],
    csi: true,
    title: 'OpenEBS, replicated',
    accessModes: oneNode,
    nodeBound: false,
    copies: { parameter: 'repl', without: 1 },
    sizeEnforced: true,
    notes: [
      'Taking a node out has its replicas built again elsewhere, which costs network and time.',
    ],
  },
  {
    names: ['openebs.io/local'],
    csi: false,
    title: 'OpenEBS, local folder',
    ...local,
    sizeEnforced: false,
    notes: [notEnforced],
    runsAs: [
      'openebs/openebs-localpv-provisioner',
      'openebs/localpv-provisioner',
    ],
  },
  {
    names: ['local.csi.openebs.io'],
    csi: true,
    title: 'OpenEBS, local LVM',
    ...local,
    sizeEnforced: true,
  },
  {
    names: ['zfs.csi.openebs.io'],
    csi: true,
    title: 'OpenEBS, local ZFS',
    ...local,
    sizeEnforced: true,
  },
  {
    names: ['rancher.io/local-path'],
    csi: false,
    title: 'Local folder',
    ...local,
    expansion: 'nominal',
    sizeEnforced: false,
    notes: [notEnforced],
    runsAs: [
      'local-path-storage/local-path-provisioner',
      // As K3s ships it.
      'kube-system/local-path-provisioner',
    ],
  },
  {
    names: ['topolvm.io', 'topolvm.cybozu.com'],
    csi: true,
    title: 'TopoLVM',
    ...local,
    sizeEnforced: true,
  },
  ...cloudProvisioners,
];
