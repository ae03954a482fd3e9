import type {
  Workload,
  WorkloadState,
} from '@paddock/backstage-plugin-paddock-common';
import { describeChange } from '@paddock/backstage-plugin-paddock-common';
import { loadSituation } from '../../../testing/situations';
import { projectWorkload } from '../project/project';
import { createLogged } from './logged';

const { row, members } = loadSituation('deployment-settled');
const workload: Workload = projectWorkload(row, members, {
  cluster: 'prod-1',
  now: 0,
});

function setUp() {
  let minutes = 0;
  const began = Date.parse('2026-11-23T08:00:00Z');
  const logged = createLogged(() => new Date(began + minutes * 60_000));
  return {
    turn(at: number, from: WorkloadState, to: WorkloadState) {
      minutes = at;
      logged.add({ workload, row }, { what: 'turned', from, to });
    },
    told(at: number) {
      minutes = at;
      return logged.recent().map(({ change }) => describeChange(change));
    },
  };
}

describe('what became of a workload', () => {
  it('is one entry while it crashes again and again', () => {
    const { turn, told } = setUp();
    turn(0, 'healthy', 'degraded');
    for (let at = 1; at < 10; at += 1) {
      turn(at, 'degraded', 'healthy');
      turn(at + 0.5, 'healthy', 'degraded');
    }
    expect(told(10)).toEqual(['payments-api is degraded, 10 times in 9 min']);
  });

  it('is healthy again only when it has stayed so', () => {
    const { turn, told } = setUp();
    turn(0, 'healthy', 'stuck');
    turn(1, 'stuck', 'healthy');
    expect(told(2)).toEqual(['payments-api is stuck']);
    expect(told(5)).toEqual([
      'payments-api is healthy again',
      'payments-api is stuck',
    ]);
    turn(6, 'healthy', 'stuck');
    expect(told(6)).toEqual([
      'payments-api is stuck',
      'payments-api is healthy again',
      'payments-api is stuck',
    ]);
  });

  it('follows how bad it is, without a new entry', () => {
    const { turn, told } = setUp();
    turn(0, 'healthy', 'degraded');
    turn(1, 'degraded', 'down');
    expect(told(1)).toEqual(['payments-api is down']);
  });
});
