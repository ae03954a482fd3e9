import {
  type Delivery,
  describeDelivery,
} from '@paddock/backstage-plugin-paddock-common';
import { loadSituation } from '../../../testing/situations';
import { projectWorkload } from '../project/project';

const now = Date.parse('2026-11-25T23:02:00Z');

function project(name: string, change?: (text: string) => string): Delivery {
  const { row, members } = loadSituation(name, change);
  const { delivery } = projectWorkload(row, members, { cluster: 'c', now });
  if (!delivery) throw new Error(`${name} is no progressive rollout`);
  return delivery;
}

describe('progressive delivery', () => {
  it.each<[string, Delivery['standing'], Delivery['pods']]>([
    ['rollout-settled', 'settled', { stable: 5, new: 0 }],
    ['rollout-timed-pause', 'waits-for-time', { stable: 4, new: 1 }],
    ['rollout-waits-for-person', 'waits-for-person', { stable: 3, new: 2 }],
    ['rollout-analysis', 'waits-for-analysis', { stable: 3, new: 2 }],
    ['rollout-aborted', 'aborted', { stable: 5, new: 0 }],
    ['rollout-deadline', 'failed', { stable: 4, new: 1 }],
    ['rollout-blue-green-waits', 'waits-for-person', { stable: 2, new: 2 }],
    ['rollout-invalid', 'failed', { stable: 2, new: 2 }],
  ])('of %s is %s', (name, standing, pods) => {
    expect(project(name)).toMatchObject({ standing, pods });
  });

  it('tells the steps of a canary, and the one that it is at', () => {
    expect(project('rollout-waits-for-person').how).toEqual({
      strategy: 'canary',
      steps: [
        { does: 'set-weight', percent: 20 },
        { does: 'pause', seconds: 5 },
        { does: 'set-weight', percent: 40 },
        { does: 'pause' },
        { does: 'analyse', templates: ['always'] },
      ],
      at: 3,
      percent: 40,
      of: 'pods',
    });
  });

  it.each([
    ['rollout-settled', 5, 100],
    ['rollout-aborted', 0, 0],
  ])('of %s is at step %i, with %i %%', (name, at, percent) => {
    expect(project(name).how).toMatchObject({ at, percent });
  });

  it('tells what the analyses of the wanted revision say, of no other', () => {
    expect(project('rollout-analysis').analyses).toEqual([
      expect.objectContaining({
        phase: 'Running',
        step: 4,
        metrics: [expect.objectContaining({ name: 'smoke', phase: 'Running' })],
      }),
    ]);
    expect(project('rollout-aborted').analyses).toEqual([]);
  });

  it('knows a blue-green rollout', () => {
    expect(project('rollout-blue-green-waits').how).toEqual({
      strategy: 'blue-green',
      previews: true,
    });
  });

  it.each([
    ['autoPromotionSeconds: 300', 'it promotes itself after 5 min'],
    [
      'autoPromotionEnabled: true\n      autoPromotionSeconds: 300',
      'it promotes itself after 5 min',
    ],
    [
      'autoPromotionEnabled: false\n      autoPromotionSeconds: 300',
      'it waits for a person to promote',
    ],
  ])('of a blue-green rollout with %s says that %s', (setting, wait) => {
    const delivery = project('rollout-blue-green-waits', text =>
      text.replace('autoPromotionEnabled: false', setting),
    );
    expect(describeDelivery(delivery)).toBe(
      `2 new pods beside 2 that serve; ${wait}`,
    );
  });
});
