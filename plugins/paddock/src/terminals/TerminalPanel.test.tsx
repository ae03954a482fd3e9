import {
  discoveryApiRef,
  fetchApiRef,
  identityApiRef,
} from '@backstage/core-plugin-api';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import type { PodDetail } from '@paddock/backstage-plugin-paddock-common';
import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ScreenListener } from './screen';
import { TerminalPanel } from './TerminalPanel';

// What draws needs a browser that measures text.
let person: ScreenListener;
const printed: string[] = [];
const pasted: string[] = [];
jest.mock('./screen', () => ({
  openScreen: (_: HTMLElement, listener: ScreenListener) => {
    person = listener;
    return {
      size: () => ({ columns: 90, rows: 20 }),
      write: (bytes: Uint8Array, drawn: () => void) => {
        printed.push(String.fromCharCode(...bytes.slice(0, 20)));
        drawn();
      },
      paste: (text: string) => pasted.push(text),
      focus: () => {},
      readOut: () => {},
      close: () => {},
    };
  },
}));

class FakeSocket {
  static readonly OPEN = 1;
  static last?: FakeSocket;
  readyState = 1;
  sent: unknown[] = [];
  closed = false;
  onopen?: () => void;
  onmessage?: (event: { data: unknown }) => void;
  onclose?: () => void;

  constructor(readonly url: string, readonly protocol: string) {
    FakeSocket.last = this;
  }
  send(data: unknown) {
    this.sent.push(data);
  }
  close() {
    this.closed = true;
  }
}

const container = (name: string, is: 'running' | 'unknown') =>
  ({ name, kind: 'main', state: { is } } as PodDetail['containers'][number]);
const pod = {
  name: 'api-1',
  namespace: 'payments',
  cluster: 'prod-1',
  containers: [container('api', 'running'), container('done', 'unknown')],
} as PodDetail;

const button = (name: string) => screen.findByRole('button', { name });
const realSocket = globalThis.WebSocket;

beforeEach(() => {
  globalThis.WebSocket = FakeSocket as unknown as typeof WebSocket;
  FakeSocket.last = undefined;
  printed.length = 0;
  pasted.length = 0;
});
afterEach(() => {
  globalThis.WebSocket = realSocket;
});

const may = { exec: [], shell: [], debug: [] };
const lackOf = (resource: string) => ({
  cluster: 'prod-1',
  namespace: 'payments',
  verb: 'create',
  resource,
});

function renderPanel(
  of: PodDetail = pod,
  answer = () => Response.json({ ticket: 'T', seconds: 30 }, { status: 201 }),
  rights: object = may,
) {
  const asked: Array<{ url: string; body: unknown }> = [];
  const fetch = async (url: string, init: RequestInit = {}) => {
    if (init.method !== 'POST') return Response.json(rights);
    asked.push({ url, body: JSON.parse(String(init.body)) });
    return answer();
  };
  renderInTestApp(<TerminalPanel pod={of} />, {
    apis: [
      [
        discoveryApiRef,
        { getBaseUrl: async () => 'https://portal/api/paddock' },
      ],
      [fetchApiRef, { fetch: fetch as typeof globalThis.fetch }],
      [
        identityApiRef,
        { getCredentials: async () => ({ token: 'ben' }) } as never,
      ],
    ],
  });
  return asked;
}

/** Its button, once it is known that it may be used. */
async function opener() {
  const found = await button('Open a terminal');
  await waitFor(() => expect(found).toHaveAttribute('aria-disabled', 'false'));
  return found;
}

async function open() {
  const asked = renderPanel();
  await userEvent.click(await opener());
  await screen.findByText('The terminal is being opened.');
  const socket = await waitFor(() => {
    if (!FakeSocket.last) throw new Error('Nothing has been connected yet');
    return FakeSocket.last;
  });
  act(() => {
    socket.onopen?.();
    socket.onmessage?.({ data: '{"type":"ready"}' });
  });
  expect(screen.getByText('The terminal is open.')).toBeInTheDocument();
  return { asked, socket };
}

describe('the terminal of a pod', () => {
  it('opens with a ticket that is in no address', async () => {
    const { asked, socket } = await open();
    expect(asked).toEqual([
      {
        url: 'https://portal/api/paddock/clusters/prod-1/namespaces/payments/pods/api-1/terminal',
        body: { container: 'api' },
      },
    ]);
    expect(socket.url).toBe('wss://portal/api/paddock/terminals');
    expect(socket.protocol).toBe('paddock-terminal');
    expect(JSON.parse(String(socket.sent[0]))).toEqual({
      type: 'open',
      ticket: 'T',
      token: 'ben',
      cluster: 'prod-1',
      namespace: 'payments',
      pod: 'api-1',
      container: 'api',
      columns: 90,
      rows: 20,
    });
  });

  it('carries bytes, says what it has drawn, and ends when asked', async () => {
    const { socket } = await open();
    act(() => {
      person.typed(new Uint8Array(20 * 1024));
      person.resized(100, 30);
      const bytes = new Uint8Array(64 * 1024).fill(121);
      socket.onmessage?.({ data: bytes.buffer });
    });
    expect((socket.sent[1] as Uint8Array).length).toBe(16 * 1024);
    expect((socket.sent[2] as Uint8Array).length).toBe(4 * 1024);
    expect(socket.sent.slice(3)).toEqual([
      '{"type":"resize","columns":100,"rows":30}',
      '{"type":"drawn","bytes":65536}',
    ]);
    expect(printed).toEqual(['y'.repeat(20)]);
    act(() => person.left());
    expect(await button('End the terminal')).toHaveFocus();
    await userEvent.click(await button('End the terminal'));
    expect(socket.closed).toBe(true);
    expect(await button('Open a terminal')).toBeInTheDocument();
  });

  it('says why it ended', async () => {
    const { socket } = await open();
    const message = 'You lack the right to create pods/exec in payments.';
    act(() => {
      socket.onmessage?.({
        data: JSON.stringify({ type: 'end', reason: 'rights-lost', message }),
      });
      socket.onclose?.();
    });
    expect(screen.getByRole('alert')).toHaveTextContent(message);
    expect(await button('Open a terminal')).toBeInTheDocument();
  });

  it('says which right is missing', async () => {
    const message = 'You lack the right to create pods/exec in payments.';
    const error = { name: 'NotAllowedError', message };
    renderPanel(pod, () => Response.json({ error }, { status: 403 }));
    await userEvent.click(await opener());
    expect(await screen.findByRole('alert')).toHaveTextContent(message);
  });

  it('is not offered without the right, and says which', async () => {
    const exec = [lackOf('pods/exec')];
    renderPanel(pod, undefined, { ...may, exec });
    expect(
      await screen.findByText(
        'You lack the right to create pods/exec in payments of prod-1.',
      ),
    ).toBeInTheDocument();
    expect(await button('Open a terminal')).toHaveAttribute(
      'aria-disabled',
      'true',
    );
  });

  it('warns before it ends idle, and can be kept open', async () => {
    const { socket } = await open();
    const soon = () =>
      act(() => {
        socket.onmessage?.({ data: '{"type":"idle-soon","seconds":120}' });
      });
    soon();
    expect(screen.getByRole('alert')).toHaveTextContent(
      'The terminal ends in 120 seconds, unless you type.',
    );
    await userEvent.click(await button('Keep it open'));
    expect(socket.sent.at(-1)).toBe('{"type":"stay"}');
    expect(screen.queryByRole('alert')).toBeNull();
    soon();
    act(() => person.typed(new Uint8Array(1)));
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('is opened in a debug container, which stays listed', async () => {
    const made = { pod: 'api-1', container: 'debug-1' };
    const asked = renderPanel(pod, () =>
      Response.json({ ticket: 'T', seconds: 30, ...made }, { status: 201 }),
    );
    await userEvent.click(await button('Debug container'));
    expect(
      screen.getByText(/It stays listed in the pod until the pod ends/),
    ).toBeInTheDocument();
    await userEvent.type(
      screen.getByLabelText('Image of the debug container'),
      'debian:12',
    );
    expect(
      screen.getByLabelText('command for a debug container'),
    ).toHaveTextContent(
      'kubectl -n payments debug -it api-1 --image=debian:12 --profile=restricted --target=api -- sh',
    );
    const [, second] = screen.getAllByRole('button', {
      name: 'Open a terminal',
    });
    await waitFor(() =>
      expect(second).toHaveAttribute('aria-disabled', 'false'),
    );
    await userEvent.click(second as HTMLElement);
    const socket = await waitFor(() => {
      if (!FakeSocket.last) throw new Error('Nothing has been connected yet');
      return FakeSocket.last;
    });
    act(() => socket.onopen?.());
    expect(asked).toEqual([
      {
        url: 'https://portal/api/paddock/clusters/prod-1/namespaces/payments/pods/api-1/debug',
        body: { image: 'debian:12', target: 'api', runsAs: 'restricted' },
      },
    ]);
    expect(JSON.parse(String(socket.sent[0]))).toMatchObject(made);
  });

  it('asks before several lines are pasted', async () => {
    await open();
    act(() => person.pasted('ls'));
    expect(pasted).toEqual(['ls']);
    act(() => person.pasted('rm -r a\nrm -r b'));
    expect(
      await screen.findByRole('dialog', { name: 'Paste 2 lines' }),
    ).toHaveTextContent('rm -r b');
    expect(pasted).toHaveLength(1);
    await userEvent.click(await button('Paste'));
    expect(pasted).toEqual(['ls', 'rm -r a\nrm -r b']);
  });

  it('is not offered where nothing runs', async () => {
    const stopped = { ...pod, containers: [container('api', 'unknown')] };
    renderPanel(stopped as PodDetail);
    expect(
      await screen.findByText('No container of this pod is running.'),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: 'Open a terminal' }),
    ).toBeNull();
  });
});
