import {
  configMapDetailSchema,
  configMapListSchema,
  createConfigMapSchema,
  editConfigMapSchema,
  namespaceTarget,
  objectTarget,
  removeConfigMapSchema,
  workloadConfigSchema,
  workloadTarget,
} from '@paddock/backstage-plugin-paddock-common';
import { type Operations, readErrors, writeErrors } from '../operation';

export const configOperations: Operations = {
  'GET /clusters/{cluster}/namespaces/{namespace}/workloads/{kind}/{name}/config':
    {
      operationId: 'lookAtConfig',
      summary:
        'What a workload takes from ConfigMaps and Secrets, and which pods still have an old value',
      description: 'Read as the caller. Of Secrets only the names are told.',
      path: workloadTarget,
      answers: { 200: ['What its pods name', workloadConfigSchema] },
      errors: readErrors,
    },
  'GET /clusters/{cluster}/namespaces/{namespace}/config-maps': {
    operationId: 'listConfigMaps',
    summary:
      'The ConfigMaps of a namespace without their values, with who uses them',
    description: 'Read as the caller.',
    path: namespaceTarget,
    answers: {
      200: [
        'The ConfigMaps; those first whose last change has not reached every pod',
        configMapListSchema,
      ],
    },
    errors: readErrors,
  },
  'POST /clusters/{cluster}/namespaces/{namespace}/config-maps': {
    operationId: 'createConfigMap',
    summary: 'Create a ConfigMap',
    description:
      'Done as the caller, by server-side apply with the field manager `paddock-config`. 409 where there is one of that name.',
    path: namespaceTarget,
    body: createConfigMapSchema,
    answers: { 202: ['The cluster has taken it'] },
    errors: writeErrors,
  },
  'GET /clusters/{cluster}/namespaces/{namespace}/config-maps/{name}': {
    operationId: 'getConfigMap',
    summary:
      'One ConfigMap with its values, who uses it, and what the caller may do',
    description: 'Read as the caller; values are not kept.',
    path: objectTarget,
    answers: { 200: ['The ConfigMap', configMapDetailSchema] },
    errors: readErrors,
  },
  'PUT /clusters/{cluster}/namespaces/{namespace}/config-maps/{name}': {
    operationId: 'editConfigMap',
    summary: 'Change what was seen of a ConfigMap',
    description:
      'Done as the caller, by server-side apply. 409 where it has changed since, where another field manager keeps what is changed, or where a GitOps tool owns it.',
    path: objectTarget,
    body: editConfigMapSchema,
    answers: { 202: ['The cluster has taken it'] },
    errors: writeErrors,
  },
  'DELETE /clusters/{cluster}/namespaces/{namespace}/config-maps/{name}': {
    operationId: 'deleteConfigMap',
    summary: 'Delete the ConfigMap that was seen',
    description:
      'Done as the caller. 409 where another one has its name now, or where a GitOps tool owns it.',
    path: objectTarget,
    query: removeConfigMapSchema,
    answers: { 202: ['The cluster has taken it'] },
    errors: [400, 403, 404, 409, 422, 503],
  },
};
