import { lackedRight } from './lackedRight';

describe('the right that a request needs', () => {
  it.each([
    ['/api/v1/namespaces/payments/pods', 'list', 'pods', 'payments'],
    ['/api/v1/namespaces/payments/pods/api-1', 'get', 'pods', 'payments'],
    [
      '/api/v1/namespaces/payments/pods/api-1/log',
      'get',
      'pods/log',
      'payments',
    ],
    [
      '/apis/apps/v1/namespaces/payments/deployments/api',
      'get',
      'deployments.apps',
      'payments',
    ],
    ['/apis/apps/v1/deployments', 'list', 'deployments.apps', undefined],
    ['/api/v1/namespaces/payments', 'get', 'namespaces', undefined],
    ['/api/v1/nodes/node-1', 'get', 'nodes', undefined],
  ])('to get %s', (path, verb, resource, namespace) => {
    expect(lackedRight('GET', path)).toEqual({
      verb,
      resource,
      ...(namespace && { namespace }),
    });
  });

  it.each([
    ['PATCH', '/api/v1/namespaces/payments/pods/api-1'],
    ['GET', '/readyz'],
    ['GET', '/apis'],
  ])('is not known of %s %s', (method, path) => {
    expect(lackedRight(method, path)).toBeUndefined();
  });
});
