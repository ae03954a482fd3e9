import type { RequestSpec } from '../../../plugins/paddock-common/src/requests/spec.ts';
import { storageClasses } from './volumes.ts';

export type Spec = RequestSpec;
type Namespace = Extract<Spec, { kind: 'namespace' }>;

/** Small, and made without an approval. */
export const namespaceSpec = (
  name: string,
  rest: Partial<Namespace> = {},
): Namespace => ({
  kind: 'namespace',
  cluster: 'local',
  team: 'group:default/team-payments',
  purpose: '',
  name,
  environment: 'development',
  quota: { cpu: '100m', memory: '256Mi', storage: '10Gi', pods: 2 },
  podSecurity: 'restricted',
  members: [],
  ...rest,
});

export const secretSpec = (namespace: string, name: string): Spec => ({
  kind: 'secret',
  cluster: 'local',
  team: 'group:default/team-payments',
  purpose: '',
  namespace,
  name,
  serviceAccount: 'app',
  keys: [],
});

/** One that is to outlive its claim. */
export const volumeSpec = (namespace: string, name: string): Spec => ({
  kind: 'volume',
  cluster: 'local',
  team: 'group:default/team-payments',
  purpose: '',
  namespace,
  name,
  size: '1Mi',
  storageClass: storageClasses.quick,
  accessMode: 'ReadWriteOnce',
  retain: true,
});
