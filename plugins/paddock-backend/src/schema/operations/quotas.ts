import {
  namespaceTarget,
  quotasSchema,
} from '@paddock/backstage-plugin-paddock-common';
import { type Operations, readErrors } from '../operation';

export const quotasOperations: Operations = {
  'GET /clusters/{cluster}/namespaces/{namespace}/quotas': {
    operationId: 'getQuotas',
    summary: 'What the quotas of a namespace admit',
    description:
      'The figures of `kubectl get resourcequota`, for whoever may list resourcequotas in the namespace.',
    path: namespaceTarget,
    answers: { 200: ['The quotas, by name', quotasSchema] },
    errors: readErrors,
  },
};
