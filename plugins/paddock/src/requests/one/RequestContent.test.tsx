import { fetchApiRef } from '@backstage/core-plugin-api';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { liveApiRef } from '../../live/liveApi';
import type { TopicState } from '../../live/topicState';
import { createFakeLive } from '../../testing/fakeLive';
import { aPage, createFakeRoutes, readyPage } from '../../testing/requests';
import { refusal } from '../../testing/refusal';
import { requestsRouteRef } from '../paths';
import { RequestContent } from './RequestContent';

type Answers = Parameters<typeof createFakeRoutes>[0];
const id = 'id-payments-dev';
const done = () => ({});

function renderPage(state: TopicState, answers: Answers = {}) {
  const live = createFakeLive();
  live.show(state);
  const routes = createFakeRoutes({
    [`POST /requests/${id}/approve`]: done,
    [`POST /requests/${id}/reject`]: done,
    [`POST /requests/${id}/remove`]: done,
    [`POST /requests/${id}/comment`]: done,
    ...answers,
  });
  renderInTestApp(<RequestContent id={id} />, {
    apis: [
      [liveApiRef, live.api],
      [fetchApiRef, routes.fetchApi],
      [catalogApiRef, { getEntities: async () => ({ items: [] }) } as never],
    ],
    mountedRoutes: { '/requests': requestsRouteRef },
  });
  return { live, routes };
}

const button = (name: string) => screen.getByRole('button', { name });
const dialog = () => screen.findByRole('dialog');
const inDialog = async (name: string) =>
  within(await dialog()).getByRole('button', { name });

describe('RequestContent', () => {
  it('shows the shape of the page while it waits', () => {
    const { live } = renderPage({ state: 'waiting', clusters: {} });
    expect(
      screen.getByRole('status', { name: 'Loading this request' }),
    ).toBeInTheDocument();
    expect(live.lastAsked()).toEqual({ topic: 'request', params: { id } });
  });

  it('says in its first line how it is and what it waits for', () => {
    renderPage(readyPage(aPage()));
    expect(
      screen.getByRole('heading', {
        name: 'Namespace payments-dev is waiting for a decision; nothing has been made yet. Needs a lead of team-payments: It asks for 4 cores.',
      }),
    ).toBeInTheDocument();
    expect(screen.getByText('Waiting for approval')).toBeInTheDocument();
    expect(screen.getByText('Purpose: To try things out')).toBeInTheDocument();
  });

  it('tells the story with the people and the exact times', () => {
    renderPage(readyPage(aPage()));
    const [entry] = within(
      screen.getByRole('list', { name: 'Timeline' }),
    ).getAllByRole('listitem');
    expect(entry).toHaveTextContent(/^Asked by ben · \d+ d ago$/);
    expect(entry?.querySelector('time')).toHaveAttribute(
      'title',
      expect.stringContaining('2026'),
    );
  });

  it('shows the exact effects with the hash that an approval is bound to', async () => {
    renderPage(readyPage(aPage()));
    expect(
      await screen.findByLabelText('YAML of Namespace payments-dev'),
    ).toHaveTextContent('paddock.internal/team: team-payments');
    expect(screen.getByText(new RegExp('a'.repeat(64)))).toBeInTheDocument();
    expect(
      screen.getByRole('meter', { name: 'Memory' }),
    ).toHaveAccessibleName();
  });

  it('approves exactly what was shown, and says that it was asked until it is seen', async () => {
    const { live, routes } = renderPage(readyPage(aPage()));
    await userEvent.click(button('Approve'));
    expect(await dialog()).toHaveTextContent(
      /makes 1 object in the cluster and 1 thing in Vault/,
    );
    await userEvent.click(await inDialog('Approve'));
    expect(
      await screen.findByText(
        'Asked for the approval; not seen to happen yet.',
      ),
    ).toBeInTheDocument();
    expect(routes.sent(`POST /requests/${id}/approve`)).toEqual([
      { hash: 'a'.repeat(64) },
    ]);
    expect(button('Reject')).toHaveAttribute('aria-disabled', 'true');
    act(() => live.show(readyPage(aPage({ state: 'making' }))));
    await waitFor(() =>
      expect(screen.queryByText(/not seen to happen/)).not.toBeInTheDocument(),
    );
  });

  it('asks for another look where it was changed while the page was open', async () => {
    const { live, routes } = renderPage(readyPage(aPage()));
    const changed = aPage({ revision: 2, hash: 'b'.repeat(64) });
    act(() => live.show(readyPage(changed)));
    expect(screen.getByRole('alert')).toHaveTextContent(/revision 2 while/);
    expect(button('Approve')).toHaveAccessibleDescription(
      /It was changed to revision 2/,
    );
    await userEvent.click(button('I have seen revision 2'));
    await userEvent.click(button('Approve'));
    await userEvent.click(await inDialog('Approve'));
    await waitFor(() =>
      expect(routes.sent(`POST /requests/${id}/approve`)).toEqual([
        { hash: 'b'.repeat(64) },
      ]),
    );
  });

  it('does not approve what was changed behind the open dialog', async () => {
    const { live, routes } = renderPage(readyPage(aPage()));
    await userEvent.click(button('Approve'));
    await dialog();
    act(() =>
      live.show(readyPage(aPage({ revision: 2, hash: 'b'.repeat(64) }))),
    );
    const confirm = await inDialog('Approve');
    expect(confirm).toHaveAttribute('aria-disabled', 'true');
    await userEvent.click(confirm);
    expect(routes.calls).toHaveLength(0);
  });

  it('says why somebody may not approve, and does nothing', async () => {
    const why = 'You asked for this, and nobody decides about their own.';
    const { routes } = renderPage(
      readyPage(aPage({ may: { ...aPage().may, approve: why } })),
    );
    expect(button('Approve')).toHaveAccessibleDescription(why);
    await userEvent.click(button('Approve'));
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
    expect(routes.calls).toHaveLength(0);
  });

  it('rejects with a reason, and not without', async () => {
    const { routes } = renderPage(readyPage(aPage()));
    await userEvent.click(button('Reject'));
    expect(await inDialog('Reject')).toHaveAccessibleDescription(
      'A reason is needed.',
    );
    await userEvent.type(screen.getByLabelText('Reason'), 'Too large');
    await userEvent.click(await inDialog('Reject'));
    await waitFor(() =>
      expect(routes.sent(`POST /requests/${id}/reject`)).toEqual([
        { text: 'Too large' },
      ]),
    );
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
  });

  it('shows in the dialog what the portal refuses', async () => {
    renderPage(readyPage(aPage()), {
      [`POST /requests/${id}/approve`]: () =>
        refusal(409, 'It was edited in between.'),
    });
    await userEvent.click(button('Approve'));
    await userEvent.click(await inDialog('Approve'));
    expect(await within(await dialog()).findByRole('alert')).toHaveTextContent(
      'It was edited in between.',
    );
  });

  it('removes only once the name is typed, and shows what goes with it', async () => {
    const { routes } = renderPage(
      readyPage(aPage({ state: 'live', approvedRevision: 1 })),
      {
        [`GET /requests/${id}/removal`]: () => ({
          objects: [
            { kind: 'Namespace', name: 'payments-dev', state: 'ours' },
            { kind: 'ConfigMap', name: 'x', state: 'foreign' },
          ],
          vault: [{ type: 'path', name: 'prod-1/payments-dev/shared' }],
          requests: [
            {
              kind: 'secret',
              name: 'db',
              team: 'group:default/team-payments',
              state: 'live',
            },
          ],
          others: { pods: 2, claims: 0 },
          users: { items: [{ kind: 'Deployment', name: 'api' }], more: 0 },
        }),
      },
    );
    await userEvent.click(button('Remove'));
    const goes = await screen.findByRole('list', { name: 'What goes with it' });
    expect(goes).toHaveTextContent('Namespace payments-dev');
    expect(goes).toHaveTextContent('not made by this request');
    expect(goes).toHaveTextContent('2 pods that run there');
    expect(goes).toHaveTextContent('The secret db of team-payments');
    expect(
      within(await dialog()).getByText('Used by Deployment api.'),
    ).toBeInTheDocument();
    const typed = screen.getByLabelText('Type payments-dev to confirm');
    await userEvent.type(typed, 'payments');
    expect(await inDialog('Remove')).toHaveAccessibleDescription(
      'Type the name to go on.',
    );
    await userEvent.type(typed, '-dev');
    await userEvent.click(await inDialog('Remove'));
    await waitFor(() =>
      expect(routes.sent(`POST /requests/${id}/remove`)).toEqual([
        { name: 'payments-dev' },
      ]),
    );
  });

  it('comments, and empties the field', async () => {
    const { routes } = renderPage(readyPage(aPage()));
    await userEvent.type(screen.getByLabelText('Comment'), 'Looks right');
    await userEvent.click(button('Comment'));
    await waitFor(() =>
      expect(routes.sent(`POST /requests/${id}/comment`)).toEqual([
        { text: 'Looks right' },
      ]),
    );
    expect(screen.getByLabelText('Comment')).toHaveValue('');
  });

  it('shows what needs a person with the raw message, and the way on', () => {
    const attention = 'admission webhook "x" denied the request: no';
    renderPage(
      readyPage(
        aPage({
          state: 'attention',
          approvedRevision: 1,
          attention,
          may: { ...aPage().may, retry: true },
          proofs: [
            {
              what: 'default-deny exists',
              outcome: 'failed',
              detail: 'not found',
              at: '2026-11-20T09:00:00.000Z',
            },
          ],
        }),
      ),
    );
    expect(screen.getByLabelText('message')).toHaveTextContent(attention);
    expect(screen.getByText('Failed')).toBeInTheDocument();
    expect(button('Try again')).not.toHaveAttribute('aria-disabled', 'true');
  });

  it('shows what a change would change', () => {
    const spec = aPage().spec;
    if (spec.kind !== 'namespace') throw new Error('Not a namespace');
    const liveSpec = { ...spec, quota: { ...spec.quota, cpu: '2' } };
    renderPage(readyPage(aPage({ approvedRevision: 1, liveSpec })));
    const table = screen.getByRole('table', { name: 'What would change' });
    expect(
      within(table)
        .getAllByRole('row')
        .map(row => row.textContent),
    ).toEqual(['WhatIn forceAsked for', 'quota.cpu24']);
    expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent(
      /is live, and a change of it is waiting/,
    );
  });

  it('keeps what it had when it is stale, and decides nothing on it', () => {
    const since = new Date().toISOString();
    renderPage(
      readyPage(aPage(), {
        freshness: { state: 'stale', since, reason: 'The portal is away.' },
      }),
    );
    expect(screen.getByText(/^stale since/)).toBeInTheDocument();
    expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent(
      /^When last seen: /,
    );
    expect(button('Approve')).toHaveAccessibleDescription(/not up to date/);
  });

  it('says the same where there is no such request and where it is not to be seen', () => {
    renderPage({ ...readyPage(aPage()), items: new Map() });
    expect(screen.getByRole('alert')).toHaveTextContent(
      'There is no such request, or it is not yours to see.',
    );
  });

  it('says who sees a request to those who may not', () => {
    const missing = [
      { cluster: 'requests', namespace: id, verb: 'see', resource: 'request' },
    ];
    renderPage({ state: 'denied', missing });
    expect(screen.getByRole('alert')).toHaveTextContent(
      /seen by whoever asked, the owning team/,
    );
  });

  it('says that it tries again where nothing is known yet', () => {
    const since = new Date().toISOString();
    renderPage({ state: 'lost', since, reason: 'The portal is away.' });
    expect(screen.getByRole('alert')).toHaveTextContent(/tries again/);
  });

  it('shows what others wrote as text, with what is hidden in it', () => {
    const text = '<script>alert(1)</script>\u202eabc';
    const [first] = aPage().timeline;
    if (!first) throw new Error('No entry');
    renderPage(
      readyPage(aPage({ timeline: [{ ...first, kind: 'comment', text }] })),
    );
    expect(
      screen.getByText('<script>alert(1)</script>\\u202eabc'),
    ).toBeInTheDocument();
    expect(document.querySelector('main script, li script')).toBeNull();
  });
});
