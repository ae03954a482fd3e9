import { discoveryApiRef, fetchApiRef } from '@backstage/core-plugin-api';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import type {
  Workload,
  WorkloadActs,
  WorkloadRevision,
} from '@paddock/backstage-plugin-paddock-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { aCronJob, aWorkload } from '../../testing/workloads';
import { CommandBar } from './CommandBar';

const possible = { state: 'possible' } as const;
const ofOthers = {
  state: 'not-for-this',
  why: 'A Deployment has no such thing.',
} as const;
const allPossible: WorkloadActs = {
  acts: {
    restart: possible,
    pause: possible,
    resume: { state: 'not-for-this', why: 'It is not paused.' },
    scale: possible,
    rollBack: possible,
    runNow: ofOthers,
    promote: ofOthers,
    promoteFully: ofOthers,
    abort: ofOthers,
    retry: ofOthers,
  },
};
const revisions: WorkloadRevision[] = [
  {
    revision: 14,
    current: true,
    createdAt: '2026-01-02T00:00:00Z',
    images: ['payments-api:1.8.2'],
    changes: [
      {
        what: 'image of api',
        before: 'payments-api:1.8.1',
        after: 'payments-api:1.8.2',
      },
    ],
    reads: [],
  },
  {
    revision: 13,
    current: false,
    createdAt: '2026-01-01T00:00:00Z',
    images: ['payments-api:1.8.1'],
    reads: [{ kind: 'ConfigMap', name: 'settings' }],
  },
];

const accepted = () => new Response(undefined, { status: 202 });

function renderBar(
  acts: WorkloadActs = allPossible,
  posted: () => Response = accepted,
  workload: Workload = aWorkload(),
  kept = revisions,
) {
  const sent: Array<{ url: string; body: unknown }> = [];
  const fetch = async (url: string, init: RequestInit = {}) => {
    if (url.endsWith('/acts')) {
      return Response.json({ items: [{ state: 'known', answer: acts }] });
    }
    if (init.method === 'POST') {
      sent.push({ url, body: JSON.parse(String(init.body)) });
      return posted();
    }
    return Response.json(kept);
  };
  renderInTestApp(<CommandBar workload={workload} />, {
    apis: [
      [discoveryApiRef, { getBaseUrl: async () => 'http://portal' }],
      [fetchApiRef, { fetch: fetch as typeof globalThis.fetch }],
    ],
  });
  return sent;
}

const base =
  'http://portal/clusters/prod-1/namespaces/payments/workloads/Deployment/payments-api';

describe('the acts on a workload', () => {
  it('say what will happen, are asked for once, and stay asked until the cluster has changed', async () => {
    const sent = renderBar();
    await userEvent.click(
      await screen.findByRole('button', { name: 'Restart' }),
    );
    const dialog = screen.getByRole('dialog', { name: 'Restart payments-api' });
    expect(
      within(dialog).getByText(/Replaces its 5 pods by new ones/),
    ).toBeInTheDocument();
    expect(
      within(dialog).getByText(
        'kubectl -n payments rollout restart deployment/payments-api',
      ),
    ).toBeInTheDocument();
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Restart' }),
    );
    expect(await screen.findByText('Restart: asked')).toBeInTheDocument();
    expect(sent).toEqual([{ url: `${base}/restart`, body: {} }]);
  });

  it('offer no way back to what somebody has just come back from', async () => {
    const [current, before] = revisions;
    renderBar(allPossible, accepted, aWorkload(), [
      current!,
      { ...before!, createdAt: '2026-01-03T00:00:00Z' },
    ]);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Roll back' }),
    );
    const dialog = await screen.findByRole('dialog');
    expect(
      await within(dialog).findByRole('radio', { name: /Revision 13/ }),
    ).not.toBeChecked();
  });

  it('show the way back first, and say what a rollback does not restore', async () => {
    const sent = renderBar();
    await userEvent.click(
      await screen.findByRole('button', { name: 'Roll back' }),
    );
    const dialog = await screen.findByRole('dialog');
    expect(
      await within(dialog).findByRole('radio', { name: /Revision 13/ }),
    ).toBeChecked();
    expect(
      within(dialog).queryByRole('radio', { name: /Revision 14/ }),
    ).toBeNull();
    expect(
      within(dialog).getByRole('row', { name: /image of api/ }),
    ).toHaveTextContent('payments-api:1.8.1payments-api:1.8.2');
    expect(within(dialog).getByRole('note')).toHaveTextContent(
      'ConfigMap settings',
    );
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Roll back' }),
    );
    await waitFor(() =>
      expect(sent).toEqual([
        { url: `${base}/roll-back`, body: { revision: 13 } },
      ]),
    );
  });

  it('take only a number of pods that is another', async () => {
    const sent = renderBar({ ...allPossible, autoscaler: 'payments-api' });
    await userEvent.click(await screen.findByRole('button', { name: 'Scale' }));
    const dialog = screen.getByRole('dialog');
    const act = within(dialog).getByRole('button', { name: 'Scale' });
    const field = within(dialog).getByLabelText('Pods wanted');
    expect(act).toHaveAttribute('aria-disabled', 'true');
    expect(
      within(dialog).getByText(/The autoscaler payments-api decides/),
    ).toBeInTheDocument();
    for (const wrong of ['', '-1', '2.5', '501']) {
      await userEvent.clear(field);
      if (wrong) await userEvent.type(field, wrong);
      expect(act).toHaveAttribute('aria-disabled', 'true');
    }
    await userEvent.clear(field);
    await userEvent.type(field, '7');
    await userEvent.click(act);
    await waitFor(() =>
      expect(sent).toEqual([{ url: `${base}/scale`, body: { replicas: 7 } }]),
    );
  });

  it('run a CronJob now or suspend it, and offer nothing that it has not', async () => {
    const acts = { ...allPossible.acts, runNow: possible };
    const sent = renderBar({ acts }, undefined, aCronJob());
    await userEvent.click(
      await screen.findByRole('button', { name: 'Run now' }),
    );
    const run = screen.getByRole('dialog', { name: 'Run now nightly-report' });
    expect(
      within(run).getByText(
        'kubectl -n payments create job --from=cronjob/nightly-report nightly-report-now',
      ),
    ).toBeInTheDocument();
    await userEvent.click(within(run).getByRole('button', { name: 'Run now' }));
    expect(await screen.findByText('Run now: asked')).toBeInTheDocument();
    expect(sent[0]?.url).toMatch('/workloads/CronJob/nightly-report/run-now');
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    expect(
      screen.getAllByRole('button').map(({ textContent }) => textContent),
    ).toEqual(['Run now', 'Suspend']);
    await userEvent.click(screen.getByRole('button', { name: 'Suspend' }));
    expect(screen.getByRole('dialog')).toHaveTextContent(
      /starts no more runs.*patch cronjob\/nightly-report --patch '\{"spec":\{"suspend":true\}\}'/,
    );
  });

  it('say which right is missing', async () => {
    const missing = {
      cluster: 'prod-1',
      namespace: 'payments',
      verb: 'patch',
      resource: 'deployments.apps',
    };
    const sent = renderBar({
      acts: { ...allPossible.acts, restart: { state: 'forbidden', missing } },
    });
    const button = await screen.findByRole('button', { name: 'Restart' });
    expect(button).toHaveAttribute('aria-disabled', 'true');
    expect(button).toHaveAccessibleDescription(
      /lack the right to patch deployments.apps in payments of prod-1/,
    );
    await userEvent.click(button);
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(sent).toEqual([]);
  });

  it('promote the step that was seen, and show only what fits a Rollout under way', async () => {
    const not = (why: string) => ({ state: 'not-for-this', why } as const);
    const canary = aWorkload({
      kind: 'Rollout',
      delivery: {
        standing: 'waits-for-person',
        how: {
          strategy: 'canary',
          steps: [
            { does: 'set-weight', percent: 20 },
            { does: 'pause' },
            { does: 'set-weight', percent: 60 },
          ],
          at: 1,
          percent: 20,
          of: 'pods',
        },
        pods: { stable: 4, new: 1 },
        analyses: [],
      },
    });
    const acts: WorkloadActs = {
      acts: {
        ...allPossible.acts,
        promote: possible,
        promoteFully: possible,
        abort: possible,
        retry: not('It is not aborted.'),
      },
    };
    const sent = renderBar(acts, accepted, canary);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Promote' }),
    );
    expect(screen.queryByRole('button', { name: 'Retry' })).toBeNull();
    const dialog = screen.getByRole('dialog', { name: 'Promote payments-api' });
    expect(dialog).toHaveTextContent(
      'Ends step 2 and goes on with step 3 of 3: 60 % of the pods.',
    );
    expect(dialog).toHaveTextContent(
      'kubectl argo rollouts -n payments promote payments-api',
    );
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Promote' }),
    );
    await waitFor(() =>
      expect(sent).toEqual([
        {
          url: base.replace('Deployment', 'Rollout').concat('/promote'),
          body: { step: 1 },
        },
      ]),
    );
  });

  it('offer the retry of what was aborted, and its way in a terminal', async () => {
    const acts: WorkloadActs = {
      acts: {
        ...allPossible.acts,
        promote: { state: 'not-for-this', why: 'It is aborted.' },
        abort: { state: 'not-for-this', why: 'It is aborted already.' },
        retry: possible,
      },
    };
    renderBar(acts, accepted, aWorkload({ kind: 'Rollout' }));
    const retry = await screen.findByRole('button', { name: 'Retry' });
    expect(screen.queryByRole('button', { name: 'Abort' })).toBeNull();
    expect(screen.getByRole('button', { name: 'Promote' })).toHaveAttribute(
      'aria-disabled',
      'true',
    );
    await userEvent.click(retry);
    expect(screen.getByRole('dialog')).toHaveTextContent(
      'kubectl argo rollouts -n payments retry rollout payments-api',
    );
  });

  it('show the cluster’s refusal in its own words, and can be tried again', async () => {
    const error = { name: 'ConflictError', message: 'the object was modified' };
    renderBar(allPossible, () =>
      Response.json({ error, response: { statusCode: 409 } }, { status: 409 }),
    );
    await userEvent.click(await screen.findByRole('button', { name: 'Pause' }));
    const dialog = screen.getByRole('dialog');
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Pause' }),
    );
    expect(await within(dialog).findByRole('alert')).toHaveTextContent(
      'the object was modified',
    );
    expect(within(dialog).getByRole('button', { name: 'Pause' })).toBeEnabled();
  });
});
