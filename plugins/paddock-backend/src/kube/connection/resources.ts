import type { ControllerKind } from '@paddock/backstage-plugin-paddock-common';
import { apiPath } from './paths';

/** How the API calls a kind of workload. */
export interface Resource {
  group: string;
  /** Default `v1`. */
  version?: string;
  plural: string;
}

export const resources: Record<ControllerKind, Resource> = {
  Deployment: { group: 'apps', plural: 'deployments' },
  StatefulSet: { group: 'apps', plural: 'statefulsets' },
  DaemonSet: { group: 'apps', plural: 'daemonsets' },
  Job: { group: 'batch', plural: 'jobs' },
  CronJob: { group: 'batch', plural: 'cronjobs' },
  Rollout: { group: 'argoproj.io', version: 'v1alpha1', plural: 'rollouts' },
};

export const inNamespace = (
  namespace: string,
  { group, version = 'v1', plural }: Resource,
) => apiPath(['apis', group, version, 'namespaces', namespace, plural]);
