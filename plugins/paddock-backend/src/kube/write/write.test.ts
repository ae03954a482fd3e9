import type { RequestOptions } from '../connection/call';
import { createWrite } from './write';

interface Asked extends RequestOptions {
  method: string;
  path: string;
}

function writeBefore() {
  const asked: Asked[] = [];
  const write = createWrite({
    async request(method, path, options = {}) {
      asked.push({ method, path, ...options });
      return { metadata: { uid: 'u' } };
    },
  });
  return { write, asked };
}

const as = { user: 'ben@paddock.example', groups: ['team-payments'] };
const pod = '/api/v1/namespaces/pay/pods/api-1';

describe('the one way to write', () => {
  it('creates, checked strictly, as the portal where nobody is named', async () => {
    const { write, asked } = writeBefore();
    expect(await write.create('/api/v1/namespaces', { a: 1 })).toEqual({
      metadata: { uid: 'u' },
    });
    expect(asked).toEqual([
      {
        method: 'POST',
        path: '/api/v1/namespaces',
        query: { fieldManager: 'paddock', fieldValidation: 'Strict' },
        body: { a: 1 },
      },
    ]);
  });

  it('applies without force, as the person, as another manager, or only tries to', async () => {
    const { write, asked } = writeBefore();
    const fieldManager = 'paddock-config';
    await write.apply(pod, {}, { as, fieldManager, dryRun: true });
    expect(asked).toMatchObject([
      {
        method: 'PATCH',
        as,
        query: {
          fieldManager,
          force: 'false',
          fieldValidation: 'Strict',
          dryRun: 'All',
        },
        headers: { contentType: 'application/apply-patch+yaml' },
      },
    ]);
  });

  it.each([
    ['merge', 'application/merge-patch+json'],
    ['strategic', 'application/strategic-merge-patch+json'],
    ['json', 'application/json-patch+json'],
  ] as const)('patches: %s', async (type, contentType) => {
    const { write, asked } = writeBefore();
    await write.patch(pod, { type, body: [] }, { as });
    await write.patch(pod, { type, body: [], strict: true });
    expect(asked).toMatchObject([
      { as, headers: { contentType }, query: { fieldManager: 'paddock' } },
      { headers: { contentType }, query: { fieldValidation: 'Strict' } },
    ]);
    expect(asked[0]!.query).not.toHaveProperty('fieldValidation');
  });

  it('deletes exactly what is meant', async () => {
    const { write, asked } = writeBefore();
    await write.delete(pod, { uid: 'u', propagation: 'Foreground' }, { as });
    await write.delete(pod, { resourceVersion: '7' });
    await write.delete(pod, {});
    const options = { apiVersion: 'v1', kind: 'DeleteOptions' };
    expect(asked.map(({ body }) => body)).toEqual([
      {
        ...options,
        preconditions: { uid: 'u' },
        propagationPolicy: 'Foreground',
      },
      { ...options, preconditions: { resourceVersion: '7' } },
      options,
    ]);
    expect(asked[0]!.as).toBe(as);
  });

  it('evicts exactly one pod', async () => {
    const { write, asked } = writeBefore();
    await write.evict({ namespace: 'pay', name: 'api-1', uid: 'u' }, { as });
    expect(asked).toMatchObject([
      {
        method: 'POST',
        path: `${pod}/eviction`,
        as,
        body: {
          apiVersion: 'policy/v1',
          kind: 'Eviction',
          metadata: { name: 'api-1', namespace: 'pay' },
          deleteOptions: { preconditions: { uid: 'u' } },
        },
      },
    ]);
  });

  it('hands on what ends it, and what is asked before each attempt', async () => {
    const { write, asked } = writeBefore();
    const { signal } = new AbortController();
    const beforeSend = () => {};
    await write.patch(pod, { type: 'merge', body: {} }, { signal, beforeSend });
    await write.delete(pod, { uid: 'u' }, { signal, beforeSend });
    for (const each of asked) {
      expect(each).toMatchObject({ signal, beforeSend });
    }
  });
});
