import type { Entity } from '@backstage/catalog-model';
import { discoveryApiRef, fetchApiRef } from '@backstage/core-plugin-api';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import type { Workload } from '@paddock/backstage-plugin-paddock-common';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import type { PodLine } from '@paddock/backstage-plugin-paddock-common';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { liveApiRef } from '../live/liveApi';
import type { TopicState } from '../live/topicState';
import { createFakeLive } from '../testing/fakeLive';
import {
  aFinding,
  findingsOfNotReady,
  notReady,
  probeSaid,
} from '../testing/reasons';
import { aCronJob, aPod, aWorkload, readyItems } from '../testing/workloads';
import { EntityLiveContent } from './EntityLiveContent';

function entityWith(annotations: Record<string, string>): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: 'payments-api', namespace: 'default', annotations },
  };
}

const annotated = entityWith({ 'backstage.io/kubernetes-id': 'payments-api' });

async function renderTab(
  state: TopicState,
  entity = annotated,
  shown: {
    onOpenPod?: (pod: PodLine) => void;
    reasons?: () => Response;
  } = {},
) {
  const { onOpenPod = () => {}, reasons } = shown;
  const live = createFakeLive();
  live.show(state);
  // What is not asked for here is never answered.
  const fetch = async (url: string) =>
    url.endsWith('/reasons') && reasons ? reasons() : new Promise(() => {});
  renderInTestApp(
    <EntityProvider entity={entity}>
      <EntityLiveContent onOpenPod={onOpenPod} />
    </EntityProvider>,
    {
      apis: [
        [liveApiRef, live.api],
        [discoveryApiRef, { getBaseUrl: async () => 'http://portal' }],
        [fetchApiRef, { fetch: fetch as unknown as typeof globalThis.fetch }],
      ],
    },
  );
  return live;
}

const message =
  'Failed to pull image "registry/payments-api:1.8.3": rpc error: code = NotFound desc = failed to pull and unpack image "registry/payments-api:1.8.3": registry/payments-api:1.8.3: not found';
const { rollout } = aWorkload();

describe('EntityLiveContent', () => {
  it('shows the shape of the page while it waits', async () => {
    const live = await renderTab({ state: 'waiting', clusters: {} });
    expect(
      screen.getByRole('status', { name: /Loading the workloads of payments/ }),
    ).toBeInTheDocument();
    expect(live.lastAsked()).toEqual({
      topic: 'entity-workloads',
      params: { entityRef: 'component:default/payments-api' },
    });
  });

  it('explains the missing annotation, and asks for nothing', async () => {
    const live = await renderTab(
      { state: 'waiting', clusters: {} },
      entityWith({}),
    );
    expect(
      screen.getByText(/backstage.io\/kubernetes-id: payments-api/),
    ).toBeInTheDocument();
    expect(live.asked).toHaveLength(0);
  });

  it('says in its first line how the service is', async () => {
    await renderTab(readyItems([aWorkload(), aPod()]));
    expect(
      screen.getByText(/payments-api is rolling out: 2 of 5 new pods are/),
    ).toBeInTheDocument();
    expect(screen.getByText('live · updated now')).toBeInTheDocument();
    const card = screen.getByRole('region', {
      name: 'Deployment payments-api in prod-1 / payments',
    });
    expect(within(card).getByText('Rolling out')).toBeInTheDocument();
    expect(
      within(card).getByRole('progressbar', { name: 'Rollout' }),
    ).toHaveAttribute(
      'aria-valuetext',
      'new ready 2 · new not ready 1 · old 3 · wanted 5',
    );
    expect(within(card).getByText(/revision 14/)).toBeInTheDocument();
    const pods = within(card).getByRole('table', {
      name: 'Pods of payments-api',
    });
    const row = within(pods).getByRole('row', { name: /payments-api-7d9f/ });
    expect(
      within(row)
        .getAllByRole('cell')
        .map(c => c.textContent),
    ).toEqual([
      'Running',
      '1/1',
      '0',
      expect.stringMatching(/^\d+ (s|min|h|d)$/),
      'node-03',
    ]);
  });

  it('shows what kubectl prints of restarts and of an autoscaler', async () => {
    const restartedAt = '2026-11-23T08:05:00.000Z';
    const autoscaling: Workload['autoscaling'] = {
      name: 'payments-api',
      min: 2,
      max: 10,
      current: 4,
      desired: 5,
      metrics: [
        {
          source: 'resource',
          name: 'cpu',
          unit: 'percent-of-request',
          target: '60',
          current: '71',
        },
      ],
      state: { is: 'scaling' },
    };
    await renderTab(
      readyItems([
        aWorkload({ autoscaling }),
        aPod({ restarts: 3, restartedAt }),
      ]),
    );
    expect(
      screen.getByRole('cell', { name: /^3 \(\d+ (s|min|h|d) ago\)$/ }),
    ).toBeInTheDocument();
    expect(
      screen.getByText(
        'Autoscaler payments-api: targets cpu: 71%/60% · min 2 · max 10 · replicas 4',
      ),
    ).toBeInTheDocument();
  });

  it('shows the raw message, unshortened, one click away', async () => {
    await renderTab(
      readyItems([
        aWorkload({
          rollout: {
            ...rollout,
            state: 'stuck',
            findings: [
              aFinding({
                cause: 'image',
                effect: 'blocks',
                summary: 'the image cannot be pulled (3 pods)',
                evidence: [{ about: 'Deployment payments-api', message }],
              }),
            ],
          },
        }),
        aPod({ status: 'ImagePullBackOff', message }),
      ]),
    );
    expect(screen.getByText(/payments-api is stuck/)).toBeInTheDocument();
    expect(screen.queryByText(message)).not.toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: /about payments-api-7d9f-abcde/ }),
    );
    expect(screen.getByText(message)).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: 'What the cluster says (1)' }),
    );
    expect(screen.getByLabelText('Deployment payments-api')).toHaveTextContent(
      message,
    );
  });

  it('tells the reasons below each other, and opens the pod that the cluster speaks of', async () => {
    const onOpenPod = jest.fn();
    const pod = aPod({ ready: { containers: 0, of: 1 } });
    await renderTab(readyItems([notReady, pod]), annotated, {
      onOpenPod,
      reasons: () => Response.json({ findings: findingsOfNotReady }),
    });
    const cause = await screen.findByText(
      'Its readiness probe fails with 503, 9 times in 40 s.',
    );
    const list = screen.getByRole('list', {
      name: 'Why payments-api is not done',
    });
    expect(list).toContainElement(cause);
    expect(
      within(list).getByRole('list', {
        name: 'Container app (1 pod) runs and is not ready.',
      }),
    ).toContainElement(cause);
    await userEvent.click(
      within(list).getByRole('button', { name: 'What the cluster says (1)' }),
    );
    expect(within(list).getByText(probeSaid)).toBeInTheDocument();
    await userEvent.click(
      within(list).getByRole('button', {
        name: 'open payments-api-7d9f-abcde',
      }),
    );
    expect(onOpenPod).toHaveBeenCalledWith(pod);
  });

  it('says when events could not be read, and tells what is streamed', async () => {
    await renderTab(readyItems([notReady]), annotated, {
      reasons: () => new Response(undefined, { status: 503 }),
    });
    expect(
      await screen.findByText(/Events could not be read, so that causes may/),
    ).toBeInTheDocument();
    expect(
      screen.getByText('Container app (1 pod) runs and is not ready.'),
    ).toBeInTheDocument();
  });

  it('reads no events while it is healthy and nobody asks', async () => {
    const reasons = jest.fn(() =>
      Response.json({ findings: findingsOfNotReady }),
    );
    await renderTab(readyItems([aWorkload()]), annotated, { reasons });
    const button = screen.getByRole('button', { name: 'Why?' });
    expect(button).toHaveAttribute('aria-expanded', 'false');
    expect(reasons).not.toHaveBeenCalled();
    await userEvent.click(button);
    await waitFor(() => expect(reasons).toHaveBeenCalled());
  });

  it('follows a rollout, and keeps open what a person has opened', async () => {
    const live = await renderTab(readyItems([aWorkload()]));
    await userEvent.click(screen.getByRole('button', { name: 'With kubectl' }));
    const counts = {
      wanted: 5,
      newReady: 5,
      newStarting: 0,
      old: 0,
      available: 5,
    };
    act(() =>
      live.show(
        readyItems([
          aWorkload({
            rollout: { ...rollout, state: 'healthy', findings: [], counts },
          }),
        ]),
      ),
    );
    expect(screen.getByText(/payments-api is healthy/)).toBeInTheDocument();
    expect(
      screen.getByText(
        'kubectl -n payments get deployment payments-api -o wide',
      ),
    ).toBeInTheDocument();
  });

  it('says what is looked for where nothing runs', async () => {
    await renderTab(readyItems([]));
    expect(
      screen.getByText('Nothing runs for payments-api yet.'),
    ).toBeInTheDocument();
    expect(screen.getByLabelText('label that is looked for')).toHaveTextContent(
      'backstage.io/kubernetes-id=payments-api',
    );
    expect(screen.getByLabelText('kubectl command')).toHaveTextContent(
      /^kubectl -n NAMESPACE patch deployment NAME/,
    );
  });

  it('does not claim that nothing runs while a cluster is away', async () => {
    const since = new Date().toISOString();
    await renderTab(
      readyItems([], {
        clusters: { 'prod-1': { state: 'stale', since, reason: 'No route.' } },
      }),
    );
    expect(screen.queryByText(/Nothing runs/)).not.toBeInTheDocument();
    expect(
      screen.getByText(/Cluster prod-1 is not reachable since \d\d:\d\d/),
    ).toBeInTheDocument();
  });

  it('names the missing right, and who can give it', async () => {
    await renderTab({
      state: 'denied',
      missing: [
        {
          cluster: 'prod-1',
          namespace: 'payments',
          verb: 'list',
          resource: 'deployments.apps',
        },
      ],
    });
    const alert = screen.getByRole('alert');
    expect(alert).toHaveTextContent(
      'list deployments.apps in namespace payments of cluster prod-1',
    );
    expect(alert).toHaveTextContent(/can give it with a RoleBinding/);
    expect(screen.getByLabelText('text to ask with')).toHaveTextContent(
      'kubectl auth can-i list deployments.apps -n payments',
    );
  });

  it('names the permission of the portal where that is what lacks', async () => {
    await renderTab({ state: 'denied', missing: [] });
    expect(screen.getByRole('alert')).toHaveTextContent(
      'paddock.workload.read',
    );
  });

  it('removes everything at once when the right is taken away', async () => {
    const live = await renderTab(readyItems([aWorkload(), aPod()]));
    act(() => live.show({ state: 'denied', missing: [] }));
    expect(screen.queryByText(/7d9f/)).not.toBeInTheDocument();
    expect(screen.queryByText(/rolling out/i)).not.toBeInTheDocument();
  });

  it('keeps the data when it is stale, and says since when', async () => {
    const since = new Date().toISOString();
    await renderTab(
      readyItems([aWorkload()], {
        freshness: {
          state: 'stale',
          since,
          reason: 'The portal cannot be reached.',
        },
      }),
    );
    expect(screen.getByText(/^stale since \d\d:\d\d/)).toBeInTheDocument();
    expect(screen.getByRole('alert')).toHaveTextContent(
      'The portal cannot be reached. What is shown is the last known state',
    );
    expect(screen.getByText(/payments-api is rolling out/)).toBeInTheDocument();
  });

  it('says that it tries again where nothing is known yet', async () => {
    const since = new Date().toISOString();
    const reason = 'The portal cannot be reached.';
    await renderTab({ state: 'lost', since, reason });
    expect(screen.getByRole('alert')).toHaveTextContent(
      /cannot be shown now\. ?The portal cannot be reached\..*tries again/,
    );
  });

  it('shows the reason of a refusal', async () => {
    await renderTab({ state: 'refused', reason: 'There is no such entity.' });
    expect(screen.getByRole('alert')).toHaveTextContent(
      'There is no such entity.',
    );
  });

  it('tells what a CronJob ran, and when', async () => {
    await renderTab(readyItems([aCronJob()]));
    expect(
      screen.getByText('nightly-report is healthy: its last run succeeded.'),
    ).toBeInTheDocument();
    expect(screen.getByText(/^Schedule/)).toHaveTextContent(
      /^Schedule 0 2 \* \* \*, in the time zone of the cluster’s controllers\. Last begun .* ago\. Last succeeded .* ago\.$/,
    );
    const runs = screen.getByRole('table', { name: 'Runs of nightly-report' });
    const [, run] = within(runs).getAllByRole('row');
    expect(run).toHaveTextContent(/29725440Complete1\/10.*3 min$/);
    expect(screen.queryByRole('progressbar')).not.toBeInTheDocument();
  });

  it('draws many pods only when asked', async () => {
    const pods = Array.from({ length: 80 }, (_, n) => aPod({ name: `p-${n}` }));
    await renderTab(readyItems([aWorkload(), ...pods]));
    expect(screen.getAllByRole('row')).toHaveLength(51);
    await userEvent.click(
      screen.getByRole('button', { name: 'Show all 80 pods' }),
    );
    expect(screen.getAllByRole('row')).toHaveLength(81);
  });
});
