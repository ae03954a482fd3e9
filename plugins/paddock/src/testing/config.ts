import type {
  ConfigMapDetail,
  ConfigMapLine,
  ConfigMapList,
} from '@paddock/backstage-plugin-paddock-common';

const changedAt = '2026-11-25T14:00:00Z';

export const aConfigMap = (
  changes: Partial<ConfigMapDetail> = {},
): ConfigMapDetail => ({
  cluster: 'prod-1',
  namespace: 'payments',
  name: 'settings',
  uid: 'u1',
  resourceVersion: '7',
  createdAt: '2026-11-20T00:00:00Z',
  changedAt,
  immutable: false,
  entries: [
    { key: 'level', text: 'info', bytes: 4, ours: true, keptBy: [] },
    {
      key: 'mode',
      text: 'a\nb',
      bytes: 3,
      ours: false,
      keptBy: ['kubectl-create'],
    },
    { key: 'logo', bytes: 2_048, ours: true, keptBy: [] },
  ],
  usedBy: [
    {
      kind: 'Deployment',
      name: 'api',
      uses: [
        {
          as: 'variable',
          container: 'api',
          variable: 'LOG_LEVEL',
          key: 'level',
        },
      ],
    },
  ],
  pods: [
    {
      pod: 'api-1',
      owner: { kind: 'Deployment', name: 'api' },
      value: { has: 'old', startedAt: '2026-11-25T13:00:00Z' },
    },
    {
      pod: 'api-2',
      owner: { kind: 'Deployment', name: 'api' },
      value: { has: 'current' },
    },
  ],
  unread: [],
  may: { edit: { state: 'possible' }, remove: { state: 'possible' } },
  ...changes,
});

export const aConfigMapLine = (
  changes: Partial<ConfigMapLine> = {},
): ConfigMapLine => ({
  name: 'settings',
  uid: `uid-${changes.name ?? 'settings'}`,
  createdAt: '2026-11-20T00:00:00Z',
  changedAt,
  usedBy: [{ kind: 'Deployment', name: 'api', uses: [] }],
  oldPods: 0,
  ...changes,
});

export const aConfigMapList = (
  changes: Partial<ConfigMapList> = {},
): ConfigMapList => ({
  cluster: 'prod-1',
  namespace: 'payments',
  items: [aConfigMapLine()],
  unread: [],
  mayCreate: true,
  ...changes,
});
