import {
  type WorkloadKind,
  workloadKinds,
} from '@paddock/backstage-plugin-paddock-common';
import { z } from 'zod';
import { apiPath } from '../../kube/paths';

const plurals: Record<WorkloadKind, string> = {
  Deployment: 'deployments',
  StatefulSet: 'statefulsets',
  DaemonSet: 'daemonsets',
};

export const pluralOf = (kind: WorkloadKind) => plurals[kind];

/** Parameters of every route about one workload. */
export const workloadTarget = z.strictObject({
  cluster: z.string().min(1).max(253),
  namespace: z.string().regex(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/),
  kind: z.enum(workloadKinds),
  name: z
    .string()
    .max(253)
    .regex(/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/),
});
export type WorkloadTarget = z.infer<typeof workloadTarget>;

export const inNamespace = (namespace: string, plural: string) =>
  apiPath(['apis', 'apps', 'v1', 'namespaces', namespace, plural]);

export const pathOf = ({ namespace, kind, name }: WorkloadTarget) =>
  `${inNamespace(namespace, plurals[kind])}/${name}`;
