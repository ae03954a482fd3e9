import { act, screen, waitFor } from '@testing-library/react';
import { renderWithPortal } from '../testing/renderWithPortal';
import { refusal } from '../testing/refusal';
import { PreparingBanner } from './PreparingBanner';
import { WithPreparing } from './WithPreparing';

const samples = {
  what: 'Sample services',
  without: 'Home is empty.',
  since: '2026-11-30T10:00:00.000Z',
  usually: '2 min',
  state: 'running',
};

const isAsked = (url: string) => url === 'http://portal/preparing';

describe('what the platform prepares', () => {
  afterEach(() => jest.useRealTimers());

  it('is said above the page, and goes away by itself', async () => {
    jest.useFakeTimers({ now: Date.parse('2026-11-30T10:01:30.000Z') });
    let items = [samples];
    renderWithPortal(<PreparingBanner />, url =>
      isAsked(url) ? Response.json({ items }) : refusal(404, 'not this one'),
    );
    const line = await screen.findByRole('listitem');
    expect(line).toHaveTextContent(
      'Sample services, for 1 min; usually 2 min. Until then Home is empty.',
    );
    items = [];
    await act(() => jest.advanceTimersByTimeAsync(5_000));
    await waitFor(() => expect(screen.queryByRole('note')).toBeNull());
  });

  it('is said once where a page and its sub-page both say it', async () => {
    renderWithPortal(
      <WithPreparing>
        <WithPreparing>templates</WithPreparing>
      </WithPreparing>,
      () => Response.json({ items: [samples] }),
    );
    expect(await screen.findAllByRole('note')).toHaveLength(1);
    expect(screen.getByText('templates')).toBeInTheDocument();
  });

  it('says what failed, and that it is not coming', async () => {
    const failed = { ...samples, state: 'failed' };
    let asked = 0;
    renderWithPortal(<PreparingBanner />, () => {
      asked += 1;
      return Response.json({ items: [failed] });
    });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /could not be prepared.*Sample services: Home is empty/,
    );
    expect(screen.queryByText(/usually/)).toBeNull();
    expect(asked).toBe(1);
  });

  it.each([
    ['nothing is outstanding', () => Response.json({ items: [] })],
    ['the backend knows nothing of it', () => refusal(404, 'no such route')],
  ])('is nothing where %s', async (_, answer) => {
    const answered = jest.fn(answer);
    renderWithPortal(
      <>
        <PreparingBanner />
        page
      </>,
      answered,
    );
    await waitFor(() => expect(answered).toHaveBeenCalledTimes(1));
    expect(await screen.findByText('page')).toBeInTheDocument();
    expect(screen.queryByRole('note')).toBeNull();
    expect(screen.queryByRole('alert')).toBeNull();
  });
});
