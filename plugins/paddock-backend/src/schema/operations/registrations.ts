import { entityTarget } from '@paddock/backstage-plugin-paddock-common';
import { type Operations } from '../operation';

export const registrationsOperations: Operations = {
  'DELETE /entities/{kind}/{namespace}/{name}/registration': {
    operationId: 'unregisterEntity',
    summary: 'Unregister what a person or their groups own',
    description:
      'Removes the location that has brought the entity into the catalog, with everything else that comes from it. Needs `catalog.entity.delete` of each of these entities; nothing in a cluster or repository is changed.',
    path: entityTarget,
    answers: { 204: ['It is no longer registered'] },
    errors: [400, 403, 404, 409, 503],
  },
};
