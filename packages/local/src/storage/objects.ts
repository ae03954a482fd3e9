import type { KubeObject } from '../cluster/api.ts';
import { realNodeLabel } from '../worker/kubelet.ts';
import {
  configName,
  provisionerName as name,
  storageClassName,
  storageNamespace as namespace,
} from './names.ts';
import { rightsOfProvisioner } from './rights.ts';

export interface StorageSettings {
  /** The provisioner's own image. */
  image: string;
  /** An image with a shell: it makes and removes the folders. */
  helperImage: string;
  /** The only node that has volumes. */
  node: string;
  /** Absolute, on that node. */
  folder: string;
}

const labels = { app: name };

/** Everything of the provisioner but its class, in the order in which they need each other. */
export function provisionerObjects(settings: StorageSettings): KubeObject[] {
  return [
    {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: {
        name: namespace,
        // Its helpers write into folders of the node.
        labels: { 'pod-security.kubernetes.io/enforce': 'privileged' },
      },
    },
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name, namespace } },
    ...rightsOfProvisioner,
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: configName, namespace },
      data: configData(settings),
    },
    deployment(settings),
  ];
}

/** Claims wait for their first pod, which goes to the one node that has volumes. */
export function storageClass(node: string): KubeObject {
  return {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: {
      name: storageClassName,
      annotations: {
        'storageclass.kubernetes.io/is-default-class': 'true',
        // Not hostPath: the kubelet then gives the folder to the pod's fsGroup, and measures how full it is.
        defaultVolumeType: 'local',
      },
    },
    provisioner: 'rancher.io/local-path',
    reclaimPolicy: 'Delete',
    volumeBindingMode: 'WaitForFirstConsumer',
    allowVolumeExpansion: false,
    allowedTopologies: [
      {
        matchLabelExpressions: [
          { key: 'kubernetes.io/hostname', values: [node] },
        ],
      },
    ],
  };
}

const script = (command: string) => `#!/bin/sh\nset -eu\n${command}\n`;

function configData({ node, folder, helperImage }: StorageSettings) {
  return {
    'config.json': JSON.stringify({
      nodePathMap: [{ node, paths: [folder] }],
    }),
    // Pods that do not run as root can use them, too.
    setup: script('mkdir -m 0777 -p "$VOL_DIR"'),
    teardown: script('rm -rf "$VOL_DIR"'),
    // JSON is YAML.
    'helperPod.yaml': JSON.stringify({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'helper-pod' },
      spec: {
        priorityClassName: 'system-node-critical',
        automountServiceAccountToken: false,
        containers: [
          {
            name: 'helper-pod',
            image: helperImage,
            imagePullPolicy: 'IfNotPresent',
          },
        ],
      },
    }),
  };
}

const deployment = ({ image }: StorageSettings): KubeObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name, namespace, labels },
  spec: {
    replicas: 1,
    // Two of them would make each volume twice.
    strategy: { type: 'Recreate' },
    selector: { matchLabels: labels },
    template: {
      metadata: { labels },
      spec: {
        serviceAccountName: name,
        priorityClassName: 'system-cluster-critical',
        nodeSelector: realNodeLabel,
        securityContext: {
          runAsNonRoot: true,
          seccompProfile: { type: 'RuntimeDefault' },
        },
        containers: [
          {
            name,
            image,
            imagePullPolicy: 'IfNotPresent',
            args: [
              'start',
              '--config=/etc/config/config.json',
              '--helper-pod-file=/etc/config/helperPod.yaml',
              `--configmap-name=${configName}`,
              `--namespace=${namespace}`,
              `--service-account-name=${name}`,
            ],
            env: [{ name: 'CONFIG_MOUNT_PATH', value: '/etc/config' }],
            resources: {
              requests: { cpu: '10m', memory: '32Mi' },
              limits: { memory: '128Mi' },
            },
            securityContext: {
              allowPrivilegeEscalation: false,
              readOnlyRootFilesystem: true,
              capabilities: { drop: ['ALL'] },
            },
            volumeMounts: [{ name: 'config', mountPath: '/etc/config' }],
          },
        ],
        volumes: [{ name: 'config', configMap: { name: configName } }],
      },
    },
  },
});
