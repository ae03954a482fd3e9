import type { WorkloadTarget } from '@paddock/backstage-plugin-paddock-common';
import { inNamespace, resources } from '../../kube/connection/resources';

export {
  workloadTarget,
  type WorkloadTarget,
} from '@paddock/backstage-plugin-paddock-common';

export const pathOf = ({ namespace, kind, name }: WorkloadTarget) =>
  `${inNamespace(namespace, resources[kind])}/${name}`;
