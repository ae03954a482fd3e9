import { NotAllowedError } from '@backstage/errors';
import type { Person } from '../person';
import { createWhoNow } from './whoNow';

const ben = { user: 'ben', groups: ['team'] };
const person: Person = { userRef: 'user:default/ben', groupRefs: [] };

function setUp() {
  const state = { groups: ['team'], error: undefined as Error | undefined };
  const whoNow = createWhoNow(
    { identity: () => ({ user: 'ben', groups: state.groups }) },
    async () => {
      if (state.error) throw state.error;
      return person;
    },
    ben,
  );
  return { state, whoNow };
}

describe('who somebody is now', () => {
  it('changes with their groups', async () => {
    const { state, whoNow } = setUp();
    expect(await whoNow()).toEqual(ben);
    state.groups = [];
    expect(await whoNow()).toEqual({ user: 'ben', groups: [] });
  });

  it('is who they were while the catalog cannot be asked', async () => {
    const { state, whoNow } = setUp();
    state.error = new Error('The catalog is away');
    expect(await whoNow()).toEqual(ben);
  });

  it('is nobody once the catalog does not know them, also while it is away afterwards', async () => {
    const { state, whoNow } = setUp();
    state.error = new NotAllowedError('No person of the catalog');
    expect(await whoNow()).toBeUndefined();
    state.error = new Error('The catalog is away');
    expect(await whoNow()).toBeUndefined();
  });
});
