import { createOwnerOf } from './gitOps';

const ownerOf = createOwnerOf('https://argo.example');
const deployment = { group: 'apps', kind: 'Deployment' };
const configMap = { group: '', kind: 'ConfigMap' };
const id = (text: string) => ({
  annotations: { 'argocd.argoproj.io/tracking-id': text },
});
const instance = { 'argocd.argoproj.io/instance': 'shop' };
const flux = {
  'kustomize.toolkit.fluxcd.io/name': 'apps',
  'kustomize.toolkit.fluxcd.io/namespace': 'flux-system',
};
const shop = {
  tool: 'Argo CD',
  name: 'shop',
  link: 'https://argo.example/applications/shop',
};

describe('who keeps an object as a repository says', () => {
  it.each<[string, object, typeof deployment, object | undefined]>([
    ['by its own id', id('shop:apps/Deployment:pay/api'), deployment, shop],
    ['of the core group', id('shop:/ConfigMap:pay/api'), configMap, shop],
    [
      'of an application in another namespace',
      id('team-a_shop:apps/Deployment:pay/api'),
      deployment,
      {
        tool: 'Argo CD',
        name: 'team-a/shop',
        link: 'https://argo.example/applications/team-a/shop',
      },
    ],
    [
      'of its parent',
      id('shop:lab.example/Shop:pay/api'),
      deployment,
      undefined,
    ],
    [
      'of another name',
      id('shop:apps/Deployment:pay/web'),
      deployment,
      undefined,
    ],
    [
      'of another namespace',
      id('shop:apps/Deployment:x/api'),
      deployment,
      undefined,
    ],
    [
      'of another kind',
      id('shop:apps/StatefulSet:pay/api'),
      deployment,
      undefined,
    ],
    ['of nothing', id(':apps/Deployment:pay/api'), deployment, undefined],
    ['that is no id', id('shop'), deployment, undefined],
    [
      'copied together with its label',
      { ...id('shop:lab.example/Shop:pay/api'), labels: instance },
      deployment,
      undefined,
    ],
    ['by a label', { labels: instance }, deployment, shop],
    [
      'by Flux',
      { labels: flux },
      deployment,
      { tool: 'Flux', name: 'flux-system/apps' },
    ],
    [
      'by labels of what controls it',
      {
        labels: { ...instance, ...flux },
        ownerReferences: [{ kind: 'Shop', name: 'parent', controller: true }],
      },
      deployment,
      undefined,
    ],
    ['not at all', {}, deployment, undefined],
  ])('%s', (_, marks, sort, owner) => {
    const metadata = { name: 'api', namespace: 'pay', ...marks };
    expect(ownerOf(metadata, sort)).toEqual(owner);
  });
});
