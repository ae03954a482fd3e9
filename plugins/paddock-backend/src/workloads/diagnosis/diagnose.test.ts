import {
  describeWorkload,
  leadingFinding,
} from '@paddock/backstage-plugin-paddock-common';
import { diagnosedPods } from '../../../testing/situations/diagnosedPods';
import { diagnosedRuns } from '../../../testing/situations/diagnosedRuns';
import { diagnosedWorkloads } from '../../../testing/situations/diagnosedWorkloads';
import { diagnosed, now } from '../../../testing/situations/diagnosing';

const situations = [...diagnosedWorkloads, ...diagnosedPods, ...diagnosedRuns];

describe('the diagnosis', () => {
  it.each(situations)('of %s', (_, objects, expected) => {
    const workload = diagnosed(objects);
    const { line, advice } = describeWorkload(workload, now);
    expect({ state: workload.rollout.state, line }).toEqual({
      state: expected.state,
      line: expect.stringMatching(expected.line),
    });
    const { advice: wanted = /^/ } = expected;
    expect(advice ?? '').toMatch(wanted ?? /^$/);
  });

  it.each(situations)('is short of %s', (_, objects) => {
    for (const { summary } of diagnosed(objects).rollout.findings) {
      expect(summary).not.toMatch(/nothing is wrong/);
      expect(summary.split(/\s+/).length).toBeLessThanOrEqual(12);
    }
  });

  it('tells what holds a rollout before what comes of that', () => {
    const objects = diagnosedWorkloads.find(
      ([what]) => what === 'a Deployment that is paused from the start',
    )![1];
    const workload = diagnosed(objects);
    expect(workload.rollout.findings.map(({ cause }) => cause)).toEqual([
      'paused',
      'missing',
    ]);
    expect(leadingFinding(workload)?.cause).toBe('paused');
  });

  it('says which right the portal lacks, where a cause may be missing', () => {
    const objects = diagnosedWorkloads.find(
      ([what]) => what === 'a rollout without any cause that makes no progress',
    )![1];
    const { findings } = diagnosed(objects, { unseen: ['Event'] }).rollout;
    expect(findings.at(-1)).toMatchObject({
      cause: 'unseen',
      summary: expect.stringContaining('may not see events'),
    });
  });
});
