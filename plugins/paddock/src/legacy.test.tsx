import { discoveryApiRef, fetchApiRef } from '@backstage/core-plugin-api';
import { catalogApiRef, entityRouteRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { renderInTestApp, TestApiProvider } from '@backstage/test-utils';
import { screen } from '@testing-library/react';
import { Route, Routes } from 'react-router-dom';
import * as legacy from './legacy';
import { liveApiRef } from './live/liveApi';
import { createFakeLive } from './testing/fakeLive';
import { aWorkload, readyWindow } from './testing/workloads';

const noCluster = async () => Response.json([]);

const component = (annotations: Record<string, string> = {}) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'payments-api', annotations },
});

it('brings its pages with their own heading to a portal of the older frontend system', async () => {
  await renderInTestApp(
    <TestApiProvider
      apis={[
        [discoveryApiRef, { getBaseUrl: async () => 'http://portal' }],
        [fetchApiRef, { fetch: noCluster as unknown as typeof fetch }],
      ]}
    >
      <Routes>
        <Route path="/pool" element={<legacy.PoolPage />} />
      </Routes>
    </TestApiProvider>,
    { routeEntries: ['/pool'] },
  );
  expect(
    await screen.findByRole('heading', { name: 'Pool' }),
  ).toBeInTheDocument();
  expect(
    await screen.findByText('The portal watches no cluster yet.'),
  ).toBeInTheDocument();
});

it('lists the workloads there, too', async () => {
  const live = createFakeLive();
  live.show(readyWindow([aWorkload()]));
  await renderInTestApp(
    <TestApiProvider
      apis={[
        [liveApiRef, live.api],
        [catalogApiRef, catalogApiMock()],
      ]}
    >
      <Routes>
        <Route path="/workloads" element={<legacy.WorkloadsPage />} />
      </Routes>
    </TestApiProvider>,
    {
      routeEntries: ['/workloads'],
      mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
    },
  );
  expect(await screen.findByText('1 workload')).toBeInTheDocument();
});

it('says for which entities the Live tab is of use', () => {
  const annotated = component({ 'backstage.io/kubernetes-id': 'payments-api' });
  expect(legacy.isLiveAvailable(annotated)).toBe(true);
  expect(legacy.isLiveAvailable(component())).toBe(false);
});
