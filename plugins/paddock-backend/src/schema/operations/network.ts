import {
  workloadNetworkSchema,
  workloadTarget,
} from '@paddock/backstage-plugin-paddock-common';
import { type Operations, readErrors } from '../operation';

export const networkOperations: Operations = {
  'GET /clusters/{cluster}/namespaces/{namespace}/workloads/{kind}/{name}/network':
    {
      operationId: 'lookAtNetwork',
      summary: 'How a workload is reached, and what keeps it from that',
      description: 'Read as the caller.',
      path: workloadTarget,
      answers: {
        200: ['Services, routes, policies and problems', workloadNetworkSchema],
      },
      errors: readErrors,
    },
};
