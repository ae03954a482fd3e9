import type { Entity } from '@backstage/catalog-model';
import { mockApis, renderTestApp } from '@backstage/frontend-test-utils';
import { fetchApiRef } from '@backstage/frontend-plugin-api';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import {
  catalogApiMock,
  createTestEntityPage,
} from '@backstage/plugin-catalog-react/testUtils';
import { act, screen, waitFor } from '@testing-library/react';
import plugin from './index';
import { createFakePortal } from './testing/fakePortal';
import { aWorkload, readyWindow } from './testing/workloads';

function entity(
  kind: string,
  annotations: Record<string, string> = {},
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { name: 'payments-api', namespace: 'default', annotations },
  };
}

const annotated = { 'backstage.io/kubernetes-id': 'payments-api' };

function renderPortal(path: string, shown?: Entity) {
  const portal = createFakePortal();
  renderTestApp({
    features: [plugin],
    extensions: shown ? [createTestEntityPage({ entity: shown })] : [],
    apis: [
      [fetchApiRef, portal.fetchApi],
      mockApis.identity({ userEntityRef: 'user:default/ben' }),
      mockApis.discovery(),
      catalogApiMock(),
    ],
    initialRouteEntries: [path],
    mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
  });
  return portal;
}

/** The stream that carries this topic, and the topic's id in it. */
async function opened(
  portal: ReturnType<typeof createFakePortal>,
  topic: string,
) {
  return waitFor(() => {
    for (const stream of portal.openStreams()) {
      const asked = stream.topics.find(each => each.topic === topic);
      if (asked) return { stream, id: asked.id };
    }
    throw new Error(`Nobody asks for ${topic} yet`);
  });
}

describe('the plugin', () => {
  it('shows the Workloads page as the portal sends it', async () => {
    const portal = renderPortal('/workloads');
    await screen.findByRole('status', { name: 'Loading workloads' });
    const { stream, id } = await opened(portal, 'workloads');
    expect(stream.topics.map(({ topic }) => topic)).toEqual(['workloads']);
    const { items, meta } = readyWindow([aWorkload()]);
    await act(async () =>
      stream.send({
        type: 'snapshot',
        id,
        cursor: '1',
        items: [...items],
        meta,
      }),
    );
    expect(await screen.findByText('1 workload')).toBeInTheDocument();
  });

  it('shows the home page, with what the clusters and the table of requests have', async () => {
    const portal = renderPortal('/paddock');
    expect(
      await screen.findByRole('heading', { name: 'Begin something' }),
    ).toBeInTheDocument();
    await opened(portal, 'home');
    await opened(portal, 'requests');
  });

  it('shows the Live tab and the Live card of an entity as the portal sends it', async () => {
    const portal = renderPortal('/', entity('Component', annotated));
    const { stream, id } = await opened(portal, 'entity-workloads');
    await act(async () =>
      stream.send({
        type: 'snapshot',
        id,
        cursor: '1',
        items: [['uid-payments-api', aWorkload()]],
      }),
    );
    // The card of the overview says it, too.
    expect(
      await screen.findAllByText(/payments-api is rolling out/),
    ).toHaveLength(2);
  });
});
