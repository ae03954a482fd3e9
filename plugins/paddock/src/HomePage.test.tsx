import type { Entity } from '@backstage/catalog-model';
import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { catalogApiRef, entityRouteRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { HomePage } from './HomePage';
import { liveApiRef } from './live/liveApi';
import type { TopicState } from './live/topicState';
import { requestsRouteRef } from './requests/paths';
import { createFakeLive } from './testing/fakeLive';
import { aChange, aService, readyHome } from './testing/home';
import { aFinding } from './testing/reasons';
import { aRequest, readyRequests } from './testing/requests';
import { aWorkload } from './testing/workloads';

const team = 'group:default/team-payments';

const componentOf = (name: string, owner = team): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name, namespace: 'default' },
  relations: [{ type: 'ownedBy', targetRef: owner }],
});

interface Shown {
  home?: TopicState;
  waiting?: TopicState;
  mine?: TopicState;
  recent?: TopicState;
}

const none = () => readyRequests([]);

/** Each topic of the page answers for itself. */
const answers =
  ({
    home = readyHome([]),
    waiting = none(),
    mine = none(),
    recent = none(),
  }: Shown) =>
  ({ services, scope }: Record<string, unknown>): TopicState => {
    if (services) return home;
    if (scope === 'waiting') return waiting;
    return scope === 'mine' ? mine : recent;
  };

function renderHome(
  shown: Shown,
  catalog: Partial<ReturnType<typeof catalogApiMock>> = catalogApiMock({
    entities: [
      componentOf('payments-api'),
      componentOf('payments-web'),
      componentOf('storefront', 'group:default/team-storefront'),
    ],
  }),
  preparing = () => Response.json({ items: [] }),
) {
  const live = createFakeLive();
  live.show(answers(shown));
  renderInTestApp(<HomePage />, {
    apis: [
      [liveApiRef, live.api],
      [catalogApiRef, catalog as ReturnType<typeof catalogApiMock>],
      mockApis.discovery(),
      mockApis.fetch({ baseImplementation: async () => preparing() }),
      mockApis.identity({
        userEntityRef: 'user:default/ben',
        ownershipEntityRefs: ['user:default/ben', team],
      }),
    ],
    mountedRoutes: {
      '/requests': requestsRouteRef,
      '/catalog/:namespace/:kind/:name': entityRouteRef,
    },
  });
  return live;
}

const noCatalog = catalogApiMock({ entities: [] });
const both = [aService('payments-api'), aService('payments-web')];
const strip = () => screen.findByRole('list', { name: 'My services' });
const needs = () => screen.findByRole('list', { name: 'What needs you' });

describe('HomePage', () => {
  it('shows own services only, each with its state, as links to their Live tabs', async () => {
    const live = renderHome({ home: readyHome(both) });
    const links = within(await strip()).getAllByRole('link');
    expect(links.map(link => link.getAttribute('href'))).toEqual([
      '/catalog/default/component/payments-api/live',
      '/catalog/default/component/payments-web/live',
    ]);
    expect(within(await strip()).getAllByText('Healthy')).toHaveLength(2);
    expect(within(await strip()).getAllByText('2/2 pods')).toHaveLength(2);
    expect(screen.getByText(/^Nothing needs you: all 2/)).toBeVisible();
    expect(live.asked).toContainEqual({
      topic: 'home',
      params: {
        services: [
          'component:default/payments-api',
          'component:default/payments-web',
        ],
      },
    });
  });

  it('puts first what needs a person, and says what to do', async () => {
    const { rollout } = aWorkload();
    const stuck = aWorkload({
      name: 'payments-web',
      rollout: {
        ...rollout,
        state: 'stuck',
        findings: [
          aFinding({
            cause: 'deadline',
            effect: 'blocks',
            summary: 'it made no progress before its deadline',
          }),
        ],
      },
    });
    renderHome({
      home: readyHome([
        aService('payments-api'),
        aService('payments-web', { state: 'stuck', troubled: [stuck] }),
      ]),
      waiting: readyRequests(
        [aRequest({ name: 'dora-dev', state: 'waiting' })],
        {
          waitingForMe: 3,
        },
      ),
      mine: readyRequests([
        aRequest({ name: 'db', kind: 'secret', state: 'attention' }),
        aRequest({ name: 'later', kind: 'volume', state: 'draft' }),
      ]),
    });
    const list = await needs();
    expect(
      await screen.findByText(
        'payments-web is stuck; 3 requests wait for your decision; 1 request of yours needs attention; 1 draft of yours is unfinished.',
      ),
    ).toBeVisible();
    expect(
      within(await strip())
        .getAllByRole('link')
        .map(({ textContent }) => textContent),
    ).toEqual(['payments-web', 'payments-api']);
    const links = within(list).getAllByRole('link');
    expect(
      links.map(link => [link.textContent, link.getAttribute('href')]),
    ).toEqual([
      [
        'Open payments-web in prod-1 / payments',
        '/catalog/default/component/payments-web/live',
      ],
      ['Decide about namespace dora-dev', '/requests/id-dora-dev'],
      ['All that wait for your decision', '/requests?scope=waiting'],
      ['Mend secret db', '/requests/id-db'],
      ['Finish volume later', '/requests/id-later'],
    ]);
  });

  it('lists what changed in the last hour, the latest first, and says since when it knows', async () => {
    const ago = (minutes: number) =>
      new Date(Date.now() - minutes * 60_000).toISOString();
    renderHome({
      home: readyHome([...both, aChange({ at: ago(20) })], {
        meta: { since: ago(30) },
      }),
      recent: readyRequests([
        aRequest({ name: 'fresh', updatedAt: ago(5) }),
        aRequest({ name: 'old', updatedAt: ago(90) }),
      ]),
    });
    const list = await screen.findByRole('list', {
      name: 'Changes of the last hour',
    });
    const lines = within(list)
      .getAllByRole('listitem')
      .map(({ textContent }) => textContent);
    expect(lines).toEqual([
      expect.stringMatching(/^5 min ago: Namespace fresh is live/),
      '20 min ago: payments-api was scaled from 3 to 5 in prod-1 / payments.',
    ]);
    expect(
      screen.getByText(/^History since .* \(portal start\)/),
    ).toBeVisible();
  });

  it('draws the rest of many changes when asked', async () => {
    const many = Array.from({ length: 30 }, (_, at) =>
      aChange({ id: `change-${at}` }),
    );
    renderHome({ home: readyHome([...both, ...many]) });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Show all 30' }),
    );
    const list = screen.getByRole('list', { name: 'Changes of the last hour' });
    expect(within(list).getAllByRole('listitem')).toHaveLength(30);
  });

  it('tells a new person where to begin', async () => {
    renderHome({}, noCatalog);
    expect(
      await screen.findByText(
        'Welcome. Begin with one of the three ways below.',
      ),
    ).toBeVisible();
    expect(screen.getByText(/^You don't own any services yet/)).toBeVisible();
    expect(
      screen.getByRole('button', { name: 'Choose a template' }),
    ).toHaveAttribute('href', '/create');
    expect(
      screen.getByRole('button', { name: 'Open the catalog' }),
    ).toHaveAttribute('href', '/catalog');
    expect(
      screen.getByRole('button', { name: 'Ask for a namespace' }),
    ).toHaveAttribute('href', '/requests/new/namespace');
  });

  it('says what is being prepared where nothing is there yet', async () => {
    renderHome({}, noCatalog, () =>
      Response.json({
        items: [{ what: 'The sample services', state: 'running' }],
      }),
    );
    expect(
      await screen.findByText(
        'Welcome. Still being prepared: The sample services.',
      ),
    ).toBeVisible();
    expect(
      screen.getByText(/^The catalog is still being filled/),
    ).toBeVisible();
    expect(screen.queryByText(/You don't own any/)).toBeNull();
  });

  it('names services of which nothing is seen, and why', async () => {
    renderHome({
      home: readyHome([
        aService('payments-api', { state: 'nothing-seen', workloads: 0 }),
        aService('payments-web', { state: 'not-connected', workloads: 0 }),
      ]),
    });
    expect(await screen.findByText('Nothing seen')).toBeVisible();
    expect(screen.getByText('Not connected')).toBeVisible();
    expect(screen.getByText('Nothing needs you now.')).toBeVisible();
  });

  it('shows the shape of the page while it waits', async () => {
    const clusters = {};
    renderHome({
      home: { state: 'waiting', clusters },
      waiting: { state: 'waiting', clusters },
    });
    expect(
      screen.getByRole('status', { name: 'Loading your services' }),
    ).toBeVisible();
    expect(
      screen.getByRole('status', { name: 'Loading requests' }),
    ).toBeVisible();
    expect(
      within(await strip()).getAllByText('Being read').length,
    ).toBeGreaterThan(0);
  });

  it('keeps the last picture while the portal is away', async () => {
    const since = new Date().toISOString();
    const freshness = {
      state: 'stale',
      since,
      reason: 'The portal is away.',
    } as const;
    const live = renderHome({ home: readyHome(both) });
    await strip();
    act(() => live.show(answers({ home: readyHome(both, { freshness }) })));
    expect(screen.getByRole('alert')).toHaveTextContent(/The portal is away/);
    expect(within(await strip()).getAllByText('Healthy')).toHaveLength(2);
    expect(screen.getByText(/^stale since/)).toBeVisible();
  });

  it('says which right is missing, and goes on with requests', async () => {
    const missing = [
      {
        cluster: 'prod-1',
        namespace: 'payments',
        verb: 'list',
        resource: 'pods',
      },
    ];
    renderHome({
      home: { state: 'denied', missing },
      waiting: readyRequests([aRequest({ name: 'x', state: 'waiting' })], {
        waitingForMe: 1,
      }),
    });
    expect(
      await screen.findByText(/list pods in namespace payments/, {
        selector: 'li',
      }),
    ).toBeVisible();
    expect(
      screen.getByText('1 request waits for your decision.'),
    ).toBeVisible();
    expect(within(await strip()).getAllByText('Not known')).toHaveLength(2);
    expect(screen.queryByText(/has changed/)).not.toBeInTheDocument();
  });

  it('does not say that nothing needs a person where that is not known', async () => {
    const since = new Date().toISOString();
    const lost = {
      state: 'lost',
      since,
      reason: 'The portal is away.',
    } as const;
    renderHome({ home: readyHome(both), waiting: lost });
    expect(
      await screen.findByText('As far as is known now, nothing needs you.'),
    ).toBeVisible();
    expect(screen.getByRole('alert')).toHaveTextContent(
      /What waits for you cannot be shown now/,
    );
  });

  it('goes on without the catalog', async () => {
    const catalog = {
      ...noCatalog,
      getEntities: async () => {
        throw new Error('503');
      },
    };
    renderHome({}, catalog);
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /Your services cannot be shown now/,
    );
    expect(
      screen.getByRole('button', { name: 'Choose a template' }),
    ).toBeVisible();
  });
});
