import {
  type AutomaticRollback,
  readRollbacks,
} from '@paddock/backstage-plugin-paddock-common';
import type { LiveWorkload } from '../../kube/objects/workloadObjects';
import type { KeptRevision } from '../history/read';
import { decide } from './decide';

const at = '2026-11-25T14:02:00.000Z';

const kept = (revision: number, changes: Partial<KeptRevision> = {}) => ({
  revision,
  name: `api-${revision}`,
  createdAt: '2026-11-20T08:00:00Z',
  ready: 0,
  template: {
    metadata: { labels: { app: 'api', 'pod-template-hash': `${revision}` } },
    spec: { containers: [{ name: 'api', image: `api:${revision}` }] },
  },
  ...changes,
});

const record = (from: number, to: number): AutomaticRollback => ({
  from,
  to,
  set: `api-${from}`,
  at: '2026-11-24T14:02:00.000Z',
  images: { from: [`api:${from}`], to: [`api:${to}`] },
});

interface Situation {
  annotations?: Record<string, string>;
  labels?: Record<string, string>;
  metadata?: object;
  paused?: boolean;
  observedGeneration?: number;
  conditions?: Array<{ type: string; status: string; reason?: string }>;
}

const late = {
  type: 'Progressing',
  status: 'False',
  reason: 'ProgressDeadlineExceeded',
};

/** A Deployment past the deadline of its revision 8, which asks to be rolled back. */
function deployment(situation: Situation = {}): LiveWorkload {
  const { annotations = {}, labels = {}, metadata, paused } = situation;
  return {
    metadata: {
      uid: 'u1',
      name: 'api',
      namespace: 'pay',
      resourceVersion: '77',
      generation: 5,
      labels,
      annotations: {
        'paddock.internal/rollback': 'on-deadline',
        'deployment.kubernetes.io/revision': '8',
        ...annotations,
      },
      ...metadata,
    },
    spec: {
      template: kept(8).template,
      ...(paused ? { paused } : {}),
    },
    status: {
      observedGeneration: situation.observedGeneration ?? 5,
      conditions: situation.conditions ?? [late],
    },
  };
}

const written = (...records: AutomaticRollback[]) => ({
  'paddock.internal/rolled-back': JSON.stringify(records),
});

describe('a rollback by the portal itself', () => {
  it('puts back the template before, and writes it down in the same change, on top of what was read', () => {
    const decision = decide(deployment(), [kept(8), kept(7)], at);
    const expected: AutomaticRollback = {
      from: 8,
      to: 7,
      set: 'api-8',
      at,
      images: { from: ['api:8'], to: ['api:7'] },
    };
    expect(decision).toMatchObject({
      do: 'roll-back',
      record: expected,
      patch: {
        subresource: '',
        type: 'json',
        body: [
          { op: 'test', path: '/metadata/resourceVersion', value: '77' },
          { op: 'test', path: '/metadata/uid', value: 'u1' },
          { op: 'test', path: '/spec/template', value: kept(8).template },
          {
            op: 'replace',
            path: '/spec/template',
            value: {
              metadata: { labels: { app: 'api' } },
              spec: { containers: [{ name: 'api', image: 'api:7' }] },
            },
          },
          {
            op: 'add',
            path: '/metadata/annotations/paddock.internal~1rolled-back',
            value: JSON.stringify([expected]),
          },
        ],
      },
    });
  });

  it.each<[string, Situation, RegExp]>([
    [
      'no longer asks for it',
      { annotations: { 'paddock.internal/rollback': 'no' } },
      /does not ask/,
    ],
    ['is being deleted', { metadata: { deletionTimestamp: at } }, /deleted/],
    ['is paused', { paused: true }, /paused/],
    [
      'has a change that its controller has not seen',
      { observedGeneration: 4 },
      /yet to see/,
    ],
    ['still makes progress', { conditions: [] }, /has not passed/],
    [
      'cannot create its pods, before its deadline',
      {
        conditions: [
          {
            type: 'Progressing',
            status: 'False',
            reason: 'ReplicaSetCreateError',
          },
        ],
      },
      /has not passed/,
    ],
    [
      'is kept by Argo CD',
      {
        annotations: {
          'argocd.argoproj.io/tracking-id': 'pay:apps/Deployment:pay/api',
        },
      },
      /Argo CD keeps it/,
    ],
    [
      'is kept by Flux',
      { labels: { 'helm.toolkit.fluxcd.io/name': 'api' } },
      /Flux keeps it/,
    ],
    [
      'has a revision that is not known',
      { annotations: { 'deployment.kubernetes.io/revision': '9' } },
      /not known yet/,
    ],
    [
      'was rolled back from this template once',
      { annotations: written(record(4, 3), { ...record(6, 5), set: 'api-8' }) },
      /once already/,
    ],
    [
      'was rolled back to this revision',
      { annotations: written(record(7, 6)) },
      /to this revision by itself/,
    ],
  ])('leaves a Deployment alone that %s', (_, situation, why) => {
    const decision = decide(deployment(situation), [kept(8), kept(7)], at);
    expect(decision).toEqual({
      do: 'leave',
      why: expect.stringMatching(why),
    });
  });

  it('leaves one alone that has nothing to go back to', () => {
    expect(decide(deployment(), [kept(8)], at).do).toBe('leave');
  });

  it.each<[string, KeptRevision[], Situation, number]>([
    ['the one before', [kept(8), kept(7), kept(6)], {}, 7],
    [
      'the newest that still serves',
      [kept(8), kept(7), kept(6, { ready: 2 })],
      {},
      6,
    ],
    [
      'none that was rolled back from',
      [kept(8), kept(6), kept(5), kept(4)],
      { annotations: written(record(6, 4)) },
      5,
    ],
  ])('goes back to %s', (_, all, situation, to) => {
    const decision = decide(deployment(situation), all, at);
    expect(decision).toMatchObject({ do: 'roll-back', record: { to } });
  });

  it('keeps the last ten', () => {
    const many = Array.from({ length: 10 }, (_, index) => ({
      ...record(2, 1),
      set: `old-${index}`,
    }));
    const decision = decide(
      deployment({ annotations: written(...many) }),
      [kept(8), kept(7)],
      at,
    );
    if (decision.do !== 'roll-back') throw new Error(decision.why);
    const body = decision.patch.body as Array<{ value: string }>;
    const all = readRollbacks(body.at(-1)?.value);
    expect(all).toHaveLength(10);
    expect(all[0]?.from).toBe(8);
    expect(all.map(({ set }) => set)).not.toContain('old-9');
  });

  it('takes what somebody else has written there for nothing', () => {
    const annotations = { 'paddock.internal/rolled-back': '{"from":8}' };
    expect(decide(deployment({ annotations }), [kept(8), kept(7)], at).do).toBe(
      'roll-back',
    );
  });
});
