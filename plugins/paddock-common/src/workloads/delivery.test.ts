import { describeDelivery, stepInWords } from './delivery';
import type { CanaryStep, Delivery } from './schemas/delivery';

const canary = (
  standing: Delivery['standing'],
  how: Partial<Extract<Delivery['how'], { strategy: 'canary' }>> = {},
): Delivery => ({
  standing,
  how: {
    strategy: 'canary',
    steps: [
      { does: 'set-weight', percent: 40 },
      { does: 'pause', seconds: 300 },
    ],
    at: 1,
    percent: 40,
    of: 'traffic',
    ...how,
  },
  pods: { stable: 3, new: 1 },
  analyses: [],
});

describe('progressive delivery in words', () => {
  it.each<[CanaryStep, string]>([
    [{ does: 'set-weight', percent: 40 }, '40 % of the pods'],
    [{ does: 'pause' }, 'Pause until somebody promotes'],
    [{ does: 'pause', seconds: 90 }, 'Pause for 90 s'],
    [{ does: 'pause', seconds: 600 }, 'Pause for 10 min'],
    [{ does: 'pause', seconds: 7200 }, 'Pause for 2 h'],
    [{ does: 'set-scale', pods: 1 }, '1 new pod'],
    [
      { does: 'set-scale', percent: 30 },
      '30 % of the pods, whatever the traffic',
    ],
    [{ does: 'set-scale' }, 'As many new pods as the traffic asks for'],
    [
      { does: 'analyse', templates: ['errors', 'latency'] },
      'Analysis errors, latency',
    ],
    [{ does: 'experiment' }, 'Experiment'],
    [{ does: 'other', name: 'setHeaderRoute' }, 'setHeaderRoute'],
  ])('says of the step %j: %s', (step, words) => {
    expect(stepInWords(step, 'pods')).toBe(words);
  });

  it.each<[string, Delivery]>([
    [
      'step 2 of 2, 40 % of the traffic goes to new pods; it goes on by itself after 5 min',
      canary('waits-for-time'),
    ],
    [
      'step 1 of 2, 40 % of the traffic goes to new pods',
      canary('moving', { at: 0 }),
    ],
    ['all 2 steps are taken', canary('moving', { at: 2 })],
    [
      '1 new pod, 3 of the revision before',
      canary('moving', { at: 0, steps: [] }),
    ],
    [
      '1 new pod beside 3 that serve; it waits for a person to promote',
      {
        ...canary('waits-for-person'),
        how: { strategy: 'blue-green', previews: false },
      },
    ],
  ])('says: %s', (words, delivery) => {
    expect(describeDelivery(delivery)).toBe(words);
  });
});
