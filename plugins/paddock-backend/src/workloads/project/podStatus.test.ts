import { loadPods } from '../../../testing/situations';
import { podStatus } from './podStatus';
import { podMessage } from '../diagnosis/podCause';

describe('podStatus', () => {
  const situations = loadPods();

  it.each(situations)('a pod that $situation', ({ pod, prints }) => {
    const { ready, ...rest } = podStatus(pod);
    expect({ ready: `${ready.containers}/${ready.of}`, ...rest }).toEqual(
      prints,
    );
  });

  it.each(situations.filter(({ message }) => message))(
    'tells the cluster’s own words of a pod that $situation',
    ({ pod, message }) => {
      const now = Date.parse('2026-11-23T08:10:00Z');
      expect(podMessage(pod, now)).toBe(message);
    },
  );
});
