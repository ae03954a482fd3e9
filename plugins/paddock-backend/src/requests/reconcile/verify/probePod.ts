import type { EffectObject } from '@paddock/backstage-plugin-paddock-common';
import type { Job } from '../job';
import { requestLabel } from '../../marks';

const restricted = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  runAsNonRoot: true,
  seccompProfile: { type: 'RuntimeDefault' },
};

/** A pod that is only ever tried: of the form that the templates have, or one that nobody may run there. */
export function probePod(
  { row, revision }: Pick<Job, 'row' | 'revision'>,
  form: 'ordinary' | 'privileged',
): EffectObject {
  const account = revision.effects.objects.find(
    ({ kind }) => kind === 'ServiceAccount',
  );
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: `paddock-${form}`,
      namespace: row.namespace,
      labels: {
        [requestLabel]: row.id,
        'app.kubernetes.io/managed-by': 'paddock',
      },
    },
    spec: {
      ...(account ? { serviceAccountName: account.metadata.name } : {}),
      containers: [
        {
          name: 'app',
          image: 'registry.invalid/paddock:probe',
          securityContext:
            form === 'ordinary' ? restricted : { privileged: true },
        },
      ],
    },
  };
}
