import { rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Advice } from './platform.ts';
import type { Supervisor } from './supervisor.ts';

const socketOf = (state: string) => join(state, 'control.sock');

/** Listens on a socket that only the starter's own user can reach, for `npm run bounce`. */
export function startControl(state: string, supervisor: Supervisor): void {
  const path = socketOf(state);
  rmSync(path, { force: true });
  const server = createServer(socket => {
    createInterface({ input: socket }).once('line', line => {
      const [name = '', seconds = '0'] = line.split(' ');
      supervisor.bounce(name, Number(seconds)).then(
        () => socket.end('ok'),
        (error: Error) => socket.end(error.message),
      );
    });
  });
  server.listen(path);
  server.unref();
  supervisor.atStop('the control socket', 1, async () => void server.close());
}

/** Kills a part of a running platform and has it started again after so many seconds. */
export function bounce(
  state: string,
  name: string,
  seconds: number,
): Promise<void> {
  return new Promise((done, fail) => {
    let answer = '';
    connect(socketOf(state))
      .on('error', () =>
        fail(
          new Advice(
            'No platform runs with this state.',
            'Start it with npm start.',
          ),
        ),
      )
      .on('data', data => (answer += data))
      .on('close', () =>
        answer === 'ok' ? done() : fail(new Advice(answer, '')),
      )
      .write(`${name} ${seconds}\n`);
  });
}
