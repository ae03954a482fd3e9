import { createIntern } from '../intern';
import { watchedKinds } from '../watched';

const metadata = {
  uid: 'u1',
  name: 'api',
  namespace: 'payments',
  resourceVersion: '42',
  creationTimestamp: '2026-01-01T00:00:00Z',
};
const trim = (kind: keyof typeof watchedKinds, object: unknown) =>
  watchedKinds[kind].trim(object, createIntern());

describe('what is no object', () => {
  it.each([
    null,
    'text',
    {},
    { metadata: null },
    { metadata: { ...metadata, uid: '' } },
    { metadata: { ...metadata, name: 7 } },
    { metadata: { ...metadata, resourceVersion: 'NaN' } },
    { metadata: { ...metadata, resourceVersion: undefined } },
  ])('is refused by every kind: %j', object => {
    for (const kind of Object.keys(watchedKinds)) {
      expect(() => trim(kind as 'Pod', object)).toThrow();
    }
  });

  it('cannot poison the prototype of labels', () => {
    const json = '{"__proto__":{"polluted":"yes"},"app":"a"}';
    const row = trim('Pod', {
      metadata: { ...metadata, labels: JSON.parse(json) },
    });
    expect(row).toMatchObject({ labels: { app: 'a' } });
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});
