import type { Right } from '../watch/cache';
import { createAccess } from './access';

const ben = { user: 'ben@paddock.example', groups: ['team-payments'] };
const listPods: Right = {
  verb: 'list',
  group: '',
  resource: 'pods',
  namespace: 'payments',
};

interface Review {
  spec: { user: string; groups: string[]; resourceAttributes: Right };
}

function setUp(answer: (body: Review) => unknown | Promise<unknown>) {
  const asked: Review[] = [];
  const errors: unknown[] = [];
  const clock = { ms: 0 };
  const access = createAccess({
    connection: {
      request: async (_method, _path, options) => {
        const body = options?.body as Review;
        asked.push(body);
        return answer(body);
      },
    },
    report: error => errors.push(error),
    now: () => 1_000_000 + clock.ms,
  });
  return { access, asked, errors, clock };
}

const says = (allowed: unknown) => ({
  kind: 'SubjectAccessReview',
  status: { allowed },
});

afterEach(() => jest.useRealTimers());

describe('asking what a person may do', () => {
  it('asks as the portal about the complete identity and right', async () => {
    const { access, asked } = setUp(() => says(true));
    expect(await access.may(ben, listPods)).toBe(true);
    expect(asked[0]!.spec).toEqual({
      user: 'ben@paddock.example',
      groups: ['team-payments', 'system:authenticated'],
      resourceAttributes: listPods,
    });
  });

  it('keeps a yes for 30 s and a no for 5 s', async () => {
    let allowed = true;
    const { access, asked, clock } = setUp(() => says(allowed));
    await access.may(ben, listPods);
    clock.ms = 29_999;
    await access.may(ben, listPods);
    expect(asked).toHaveLength(1);
    allowed = false;
    clock.ms = 30_001;
    expect(await access.may(ben, listPods)).toBe(false);
    clock.ms = 34_999;
    await access.may(ben, listPods);
    expect(asked).toHaveLength(2);
    clock.ms = 35_100;
    await access.may(ben, listPods);
    expect(asked).toHaveLength(3);
  });

  it('asks once for many that ask at the same time', async () => {
    let release: (answer: unknown) => void = () => {};
    const answer = new Promise(resolve => {
      release = resolve;
    });
    const { access, asked } = setUp(() => answer);
    const all = Promise.all(
      Array.from({ length: 50 }, () => access.may(ben, listPods)),
    );
    release(says(true));
    expect(new Set(await all)).toEqual(new Set([true]));
    expect(asked).toHaveLength(1);
  });

  it.each<[string, Partial<Right>]>([
    ['another namespace', { namespace: 'storefront' }],
    ['all namespaces', { namespace: undefined }],
    ['a subresource', { subresource: 'exec' }],
    ['a name', { name: 'p' }],
    ['another verb', { verb: 'watch' }],
    ['another group', { group: 'apps' }],
  ])('shares no answer with %s', async (_, over) => {
    const { access, asked } = setUp(({ spec }) =>
      says(
        JSON.stringify(spec.resourceAttributes) === JSON.stringify(listPods),
      ),
    );
    expect(await access.may(ben, listPods)).toBe(true);
    expect(await access.may(ben, { ...listPods, ...over })).toBe(false);
    expect(asked).toHaveLength(2);
  });

  it('shares no answer between people, or one person with other groups', async () => {
    const { access, asked } = setUp(() => says(true));
    await access.may(ben, listPods);
    await access.may({ ...ben, groups: [] }, listPods);
    await access.may({ ...ben, user: 'ben' }, listPods);
    await access.may({ ...ben, groups: ['team-payments', 'x'] }, listPods);
    await access.may({ ...ben, groups: ['x', 'team-payments'] }, listPods);
    expect(asked).toHaveLength(4);
  });

  it.each<[string, unknown]>([
    ['HTML', '<html>'],
    ['nothing', null],
    ['allowed: "true"', says('true')],
    ['another kind', { kind: 'Status', status: { allowed: true } }],
    [
      'allowed and denied',
      { kind: 'SubjectAccessReview', status: { allowed: true, denied: true } },
    ],
  ])('takes %s for a no', async (_, answer) => {
    const { access } = setUp(() => answer);
    expect(await access.may(ben, listPods)).toBe(false);
  });

  it('says neither yes nor no where nobody answers, and asks again a second later', async () => {
    let broken = true;
    const { access, asked, clock, errors } = setUp(() => {
      if (broken) throw new Error('away');
      return says(true);
    });
    await expect(access.may(ben, listPods)).rejects.toThrow('away');
    await expect(access.may(ben, listPods)).rejects.toThrow('away');
    expect(asked).toHaveLength(1);
    expect(errors).toHaveLength(1);
    broken = false;
    clock.ms = 1_001;
    expect(await access.may(ben, listPods)).toBe(true);
  });

  it.each([true, false])(
    'lets the last answer (%s) stand for 15 min while nobody answers, not longer',
    async allowed => {
      let broken = false;
      const { access, clock } = setUp(() => {
        if (broken) throw new Error('away');
        return says(allowed);
      });
      await access.may(ben, listPods);
      broken = true;
      clock.ms = 15 * 60_000 - 1;
      expect(await access.may(ben, listPods)).toBe(allowed);
      clock.ms += 1_001;
      await expect(access.may(ben, listPods)).rejects.toThrow('away');
    },
  );

  it('lets no answer of before a change of rights stand', async () => {
    let broken = false;
    const { access } = setUp(() => {
      if (broken) throw new Error('away');
      return says(true);
    });
    await access.may(ben, listPods);
    broken = true;
    access.rightsChanged();
    await expect(access.may(ben, listPods)).rejects.toThrow('away');
    access.stop();
  });

  it('forgets everything when rights change, and tells soon, once for many changes', async () => {
    jest.useFakeTimers();
    let allowed = true;
    const { access, asked } = setUp(() => says(allowed));
    let told = 0;
    access.onRightsChanged(() => {
      told += 1;
    });
    await access.may(ben, listPods);
    allowed = false;
    for (let i = 0; i < 20; i += 1) access.rightsChanged();
    expect(await access.may(ben, listPods)).toBe(false);
    expect(asked).toHaveLength(2);
    expect(told).toBe(0);
    await jest.advanceTimersByTimeAsync(150);
    expect(told).toBe(1);
    access.stop();
  });

  it('does not grant what was asked before a right was taken away', async () => {
    let release: (answer: unknown) => void = () => {};
    const first = new Promise(resolve => {
      release = resolve;
    });
    let asks = 0;
    const { access } = setUp(() => {
      asks += 1;
      return asks === 1 ? first : says(false);
    });
    const answer = access.may(ben, listPods);
    access.rightsChanged();
    release(says(true));
    expect(await answer).toBe(false);
    access.stop();
  });
});
