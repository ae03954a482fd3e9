import { discoveryApiRef, fetchApiRef } from '@backstage/core-plugin-api';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import { PodLogs } from './PodLogs';

const ended = [
  { type: 'lines', lines: [[0, '2026-11-23T08:00:01Z', 'first']] },
  { type: 'end', source: 1, reason: 'a container name must be specified' },
  { type: 'bye', reason: 'done' },
];

function renderLogs(pods: string[], frames: object[] = ended) {
  const asked: string[] = [];
  const fetch = async (_: string, init: RequestInit = {}) => {
    asked.push(String(init.body));
    const text = frames.map(each => `${JSON.stringify(each)}\n`).join('');
    const isOver = frames === ended;
    const body = new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode(text));
        if (isOver) controller.close();
      },
    });
    return new Response(body);
  };
  renderInTestApp(
    <PodLogs cluster="prod-1" namespace="payments" pods={pods} />,
    {
      apis: [
        [discoveryApiRef, { getBaseUrl: async () => 'http://portal' }],
        [fetchApiRef, { fetch: fetch as typeof globalThis.fetch }],
      ],
    },
  );
  return asked;
}

describe('the logs of several pods', () => {
  it('are one, and say which of them cannot be read', async () => {
    const asked = renderLogs(['api-1', 'api-2']);
    expect(
      await screen.findByText(/The log has ended. 1 of 1 lines shown/),
    ).toBeInTheDocument();
    expect(screen.getByRole('alert')).toHaveTextContent(
      'api-2 a container name must be specified',
    );
    expect(JSON.parse(asked[0] ?? '').sources).toEqual([
      { pod: 'api-1' },
      { pod: 'api-2' },
    ]);
  });

  it('are those of as many as one stream takes, and say so', async () => {
    const pods = Array.from({ length: 34 }, (_, at) => `api-${at}`);
    const asked = renderLogs(pods);
    expect(
      await screen.findByText(/These are the logs of 20 of 34 pods/),
    ).toBeInTheDocument();
    expect(JSON.parse(asked[0] ?? '').sources).toHaveLength(20);
  });

  it('say that they wait while others read too many', async () => {
    renderLogs(
      ['api-1', 'api-2'],
      [
        { type: 'waiting', source: 0, open: 256 },
        { type: 'waiting', source: 1, open: 256 },
        { type: 'reading', source: 0 },
        { type: 'beat' },
      ],
    );
    expect(
      await screen.findByText(/Waiting: 256 log streams are open/),
    ).toBeInTheDocument();
  });

  it('are none of no pods', async () => {
    expect(renderLogs([])).toEqual([]);
    expect(await screen.findByText(/There are no pods/)).toBeInTheDocument();
  });
});
