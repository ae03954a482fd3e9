import { renderInTestApp } from '@backstage/frontend-test-utils';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { screen } from '@testing-library/react';
import { liveApiRef } from '../live/liveApi';
import type { TopicState } from '../live/topicState';
import { createFakeLive } from '../testing/fakeLive';
import { aWorkload, readyItems } from '../testing/workloads';
import { EntityPlaces } from './EntityPlaces';

function renderPlaces(
  state: TopicState,
  annotations: Record<string, string> = {
    'backstage.io/kubernetes-id': 'payments-api',
  },
) {
  const live = createFakeLive();
  live.show(state);
  renderInTestApp(
    <EntityProvider
      entity={{
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Component',
        metadata: { name: 'payments-api', namespace: 'default', annotations },
      }}
    >
      <EntityPlaces
        of={places => <p>{`Shown: ${JSON.stringify(places ?? 'waiting')}`}</p>}
      />
    </EntityProvider>,
    { apis: [[liveApiRef, live.api]] },
  );
}

const { cluster, namespace } = aWorkload();
const one = JSON.stringify([{ cluster, namespace }]);

describe('the namespaces that an entity runs in', () => {
  it.each<[string, TopicState, string | RegExp]>([
    ['known', readyItems([aWorkload()]), `Shown: ${one}`],
    ['on their way', { state: 'waiting', clusters: {} }, 'Shown: "waiting"'],
    [
      'nobody’s to see',
      { state: 'denied', missing: [] },
      'You may not see where payments-api runs.',
    ],
    [
      'not to be had',
      { state: 'refused', reason: 'The selector is none.' },
      /The selector is none/,
    ],
  ])('are %s', async (_, state, words) => {
    renderPlaces(state);
    expect(await screen.findByText(words)).toBeInTheDocument();
  });

  it('are none where nothing is looked for', async () => {
    renderPlaces({ state: 'waiting', clusters: {} }, {});
    expect(await screen.findByText('Shown: []')).toBeInTheDocument();
  });
});
