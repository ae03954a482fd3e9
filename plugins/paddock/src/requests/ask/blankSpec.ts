import type {
  RequestKind,
  RequestOptions,
  RequestSpec,
} from '@paddock/backstage-plugin-paddock-common';
import type { Prefill } from '../paths';

/** Owner, cluster and namespace that a form begins with: what the link says, else the first there is. */
function ground(options: RequestOptions, prefill: Prefill) {
  const { clusters, teams, namespaces } = options;
  const place = namespaces.find(
    ({ cluster, namespace }) =>
      namespace === prefill.namespace &&
      (!prefill.cluster || cluster === prefill.cluster),
  );
  return {
    cluster: prefill.cluster ?? place?.cluster ?? clusters[0]?.name ?? '',
    team: prefill.team ?? place?.team ?? teams[0]?.team ?? '',
    purpose: '',
    ...(prefill.component && { component: prefill.component }),
  };
}

/** The form as it is when it is opened. The amounts are what a small service needs to begin with. */
export function blankSpec(
  kind: RequestKind,
  options: RequestOptions,
  prefill: Prefill = {},
): RequestSpec {
  const common = ground(options, prefill);
  const namespace = prefill.namespace ?? '';
  switch (kind) {
    case 'namespace':
      return {
        kind,
        ...common,
        name: '',
        environment: 'development',
        quota: { cpu: '2', memory: '4Gi', storage: '20Gi', pods: 20 },
        podSecurity: 'restricted',
        members: [],
      };
    case 'secret':
      return {
        kind,
        ...common,
        namespace,
        name: '',
        serviceAccount: 'app',
        keys: [],
      };
    default:
      return {
        kind,
        ...common,
        namespace,
        name: '',
        size: '10Gi',
        storageClass: '',
        accessMode: 'ReadWriteOnce',
        retain: false,
        ...(prefill.fromSnapshot && { fromSnapshot: prefill.fromSnapshot }),
      };
  }
}
