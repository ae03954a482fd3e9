import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Git's own server half over HTTP, without a password, for one repository whatever the address is. */
export async function startGitServer(folder: string) {
  const asked: Array<{ path: string; headers: IncomingHttpHeaders }> = [];
  /** Given: the answer to everything. */
  const answer: { status?: number; location?: string } = {};
  const server = createServer((req, res) => {
    asked.push({ path: req.url ?? '', headers: req.headers });
    if (answer.status) {
      res.writeHead(
        answer.status,
        answer.location ? { location: answer.location } : {},
      );
      res.end();
      return;
    }
    const advertise = req.method === 'GET';
    const kind = advertise ? 'advertisement' : 'result';
    res.setHeader('content-type', `application/x-git-upload-pack-${kind}`);
    if (advertise) res.write('001e# service=git-upload-pack\n0000');
    const git = spawn(
      'git',
      [
        'upload-pack',
        '--stateless-rpc',
        ...(advertise ? ['--advertise-refs'] : []),
        folder,
      ],
      {
        env: {
          PATH: process.env.PATH,
          GIT_PROTOCOL: String(req.headers['git-protocol'] ?? ''),
        },
      },
    );
    req.pipe(git.stdin);
    git.stdout.pipe(res);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const stop = () => {
    server.closeAllConnections();
    server.close();
  };
  return { host, asked, answer, stop };
}

/** Runs git in a folder as somebody whose configuration says nothing. */
export function runGit(folder: string, ...args: string[]): string {
  const who = { NAME: 'Ada', EMAIL: 'ada@paddock.example' };
  return execFileSync('git', ['-C', folder, ...args], {
    encoding: 'utf8',
    env: {
      PATH: process.env.PATH,
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_AUTHOR_NAME: who.NAME,
      GIT_AUTHOR_EMAIL: who.EMAIL,
      GIT_COMMITTER_NAME: who.NAME,
      GIT_COMMITTER_EMAIL: who.EMAIL,
    },
  }).trim();
}
