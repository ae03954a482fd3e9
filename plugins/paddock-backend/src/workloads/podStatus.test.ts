import { loadPods } from '../../testing/situations';
import { podStatus } from './podStatus';
import { podMessage } from './waits';

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
      expect(podMessage(pod)).toBe(message);
    },
  );
});
