import { ResponseError } from '@backstage/errors';
import type { Portal } from '../../portal/createPortal';
import { askActs } from './actsInBatches';

const target = (name: string, cluster = 'prod-1') => ({
  cluster,
  namespace: 'payments',
  kind: 'Deployment' as const,
  name,
});
const known = (autoscaler: string) => ({
  state: 'known',
  answer: { acts: {}, autoscaler },
});

function portalOf(ask: jest.Mock) {
  return { ask } as unknown as Portal;
}

/** Answers each with its own name. */
const answering = () =>
  jest.fn(
    async (
      _: string,
      { workloads }: { workloads: Array<{ name: string }> },
    ) => ({
      items: workloads.map(({ name }) => known(name)),
    }),
  );

describe('what may be done to many workloads', () => {
  it('is one question for each cluster, and each gets its own answer', async () => {
    const ask = answering();
    const portal = portalOf(ask);
    const answers = await Promise.all([
      askActs(portal, target('a')),
      askActs(portal, target('b', 'dev-1')),
      askActs(portal, target('c')),
    ]);
    expect(answers).toEqual([known('a'), known('b'), known('c')]);
    expect(ask.mock.calls.map(([path]) => path)).toEqual([
      '/clusters/prod-1/acts',
      '/clusters/dev-1/acts',
    ]);
    await askActs(portal, target('a'));
    expect(ask).toHaveBeenCalledTimes(3);
  });

  it('asks about no more than 100 at once', async () => {
    const ask = answering();
    const portal = portalOf(ask);
    const names = Array.from({ length: 130 }, (_, at) => `w${at}`);
    const answers = await Promise.all(
      names.map(name => askActs(portal, target(name))),
    );
    expect(answers).toEqual(names.map(known));
    expect(ask.mock.calls.map(([, body]) => body.workloads.length)).toEqual([
      100, 30,
    ]);
  });

  it('is unknown, with the reason, where the portal cannot be asked', async () => {
    const error = await ResponseError.fromResponse(
      Response.json(
        { error: { name: 'Error', message: 'no cluster' }, response: {} },
        { status: 404 },
      ) as never,
    );
    const ask = jest.fn().mockRejectedValue(error);
    expect(await askActs(portalOf(ask), target('a'))).toEqual({
      state: 'unknown',
      reason: 'no cluster',
    });
  });
});
