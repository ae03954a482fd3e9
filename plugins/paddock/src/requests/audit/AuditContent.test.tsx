import { renderInTestApp } from '@backstage/frontend-test-utils';
import { fetchApiRef } from '@backstage/core-plugin-api';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { createFakeRoutes } from '../../testing/requests';
import { refusal } from '../../testing/refusal';
import type { AuditLine } from '../answers';
import { requestsRouteRef } from '../paths';
import { AuditContent } from './AuditContent';

function aLine(changes: Partial<AuditLine> = {}): AuditLine {
  return {
    seq: 7,
    at: '2026-11-20T09:00:00.000Z',
    actor: 'user:default/ana',
    event: 'request-approve',
    phase: 'done',
    requestId: '3f1c0000-1111',
    detail: { revision: 2, note: 'a\u202eb' },
    previousHash: '0',
    hash: '1',
    ...changes,
  };
}

type Answers = Parameters<typeof createFakeRoutes>[0];

function renderPage(answers: Answers, url = '/audit') {
  const routes = createFakeRoutes(answers);
  renderInTestApp(<AuditContent />, {
    apis: [[fetchApiRef, routes.fetchApi]],
    initialRouteEntries: [url],
    mountedRoutes: { '/requests': requestsRouteRef },
  });
  return routes;
}

const paths = (routes: ReturnType<typeof createFakeRoutes>) =>
  routes.calls.map(({ path }) => path);

describe('AuditContent', () => {
  it('shows who did what, with what is hidden in it written out', async () => {
    renderPage({ 'GET /audit': () => ({ items: [aLine()] }) });
    expect(
      screen.getByRole('status', { name: 'Loading the audit trail' }),
    ).toBeInTheDocument();
    const row = await screen.findByRole('row', { name: /request-approve/ });
    expect(within(row).getByText('ana')).toBeInTheDocument();
    expect(within(row).getByText('Done')).toBeInTheDocument();
    expect(
      within(row).getByText('revision: 2, note: a\\u202eb'),
    ).toBeInTheDocument();
    expect(
      within(row).getByRole('link', { name: 'Request 3f1c0000-1111' }),
    ).toHaveAttribute('href', '/requests/3f1c0000-1111');
  });

  it('searches with what the URL and the form say', async () => {
    const routes = renderPage(
      { 'GET /audit': () => ({ items: [] }) },
      '/audit?actor=portal',
    );
    await screen.findByText('No line of the trail matches.');
    await userEvent.type(screen.getByLabelText('Event'), 'request-reject');
    await userEvent.click(screen.getByRole('button', { name: 'Search' }));
    await screen.findByText('No line of the trail matches.');
    expect(paths(routes)[0]).toBe('/audit?actor=portal&limit=100');
    expect(paths(routes)).toContain(
      '/audit?actor=portal&event=request-reject&limit=100',
    );
  });

  it('reads older lines from where the last page ended', async () => {
    const page = Array.from({ length: 100 }, (_, n) => aLine({ seq: 200 - n }));
    const routes = renderPage({
      'GET /audit': ({ path }) => ({
        items: path.includes('before') ? [aLine({ seq: 5 })] : page,
      }),
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Show older lines' }),
    );
    expect(
      await screen.findByRole('rowheader', { name: '5' }),
    ).toBeInTheDocument();
    expect(paths(routes)).toContain('/audit?limit=100&before=101');
    expect(
      screen.queryByRole('button', { name: 'Show older lines' }),
    ).not.toBeInTheDocument();
  });

  it('says whether the chain is whole, and where it is not', async () => {
    let answer: object = { lines: 1234 };
    renderPage({
      'GET /audit': () => ({ items: [aLine()] }),
      'GET /audit/verify': () => answer,
    });
    const verify = screen.getByRole('button', { name: 'Verify the chain' });
    await userEvent.click(verify);
    expect(
      await screen.findByText(/The chain is whole: all 1,234 lines/),
    ).toBeInTheDocument();
    answer = { lines: 9, broken: { seq: 9, why: 'its hash differs' } };
    await userEvent.click(verify);
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The chain is broken at line 9: its hash differs',
    );
  });

  it('saves the trail as a file, with the same filters', async () => {
    const clicked: string[] = [];
    URL.createObjectURL = () => 'blob:trail';
    URL.revokeObjectURL = () => {};
    jest
      .spyOn(HTMLAnchorElement.prototype, 'click')
      .mockImplementation(function click(this: HTMLAnchorElement) {
        clicked.push(`${this.download} ${this.href}`);
      });
    const routes = renderPage(
      {
        'GET /audit': () => ({ items: [aLine()] }),
        'GET /audit/export': () => new Response('{"seq":7}\n'),
      },
      '/audit?text=pay',
    );
    await userEvent.click(
      screen.getByRole('button', { name: 'Export as NDJSON' }),
    );
    await screen.findByText('The file is in your downloads.');
    expect(clicked).toEqual(['audit.ndjson blob:trail']);
    expect(paths(routes)).toContain('/audit/export?text=pay');
    jest.restoreAllMocks();
  });

  it('names the missing permission to those who are no administrators', async () => {
    const reason =
      'This needs the permission "paddock.audit.read", which you do not have';
    renderPage({ 'GET /audit': () => refusal(403, reason) });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'paddock.audit.read',
    );
    expect(
      screen.queryByRole('button', { name: 'Verify the chain' }),
    ).not.toBeInTheDocument();
  });

  it('says what failed, and tries again on a click', async () => {
    let away = true;
    renderPage({
      'GET /audit': () =>
        away ? refusal(503, 'The database is away.') : { items: [] },
    });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The database is away.',
    );
    away = false;
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(
      await screen.findByText('Nothing is in the trail yet.'),
    ).toBeInTheDocument();
  });

  it('keeps the lines when they cannot be read again', async () => {
    let away = false;
    renderPage({
      'GET /audit': () =>
        away ? refusal(503, 'The database is away.') : { items: [aLine()] },
    });
    await screen.findByText('ana');
    away = true;
    await userEvent.click(screen.getByRole('button', { name: 'Search' }));
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /Stale since \d\d:\d\d.*The database is away/,
    );
    expect(screen.getByText('ana')).toBeInTheDocument();
  });
});
