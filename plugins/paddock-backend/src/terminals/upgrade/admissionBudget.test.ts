import WebSocket from 'ws';
import { startTerminals, stopAll } from '../../../testing/portals/terminals';

afterEach(stopAll);

describe('sockets without a ticket', () => {
  it('close no terminal, and keep nobody from opening one', async () => {
    const { connect, open } = await startTerminals();
    const before = await open();
    const idle = Array.from({ length: 250 }, () => connect());
    await Promise.all(idle.map(({ opened }) => opened));
    const after = await open();
    expect(after.news).toEqual([{ type: 'ready' }]);
    expect(before.socket.readyState).toBe(WebSocket.OPEN);
  });

  it('drop the oldest of their kind, and no terminal', async () => {
    const { connect, open, ticket } = await startTerminals();
    await ticket();
    const first = connect();
    await first.opened;
    const terminal = await open();
    const others = Array.from({ length: 100 }, () => connect());
    await Promise.all(others.map(({ opened }) => opened));
    expect(await first.closed).toBe(1006);
    expect(terminal.socket.readyState).toBe(WebSocket.OPEN);
    const isOpen = ({ socket }: { socket: WebSocket }) =>
      socket.readyState === WebSocket.OPEN;
    expect(others.every(isOpen)).toBe(true);
  });
});
