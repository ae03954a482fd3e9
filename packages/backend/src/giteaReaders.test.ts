import {
  createServer,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { UrlReaders } from '@backstage/backend-defaults/urlReader';
import type { UrlReaderService } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import { createGiteaReaders } from './giteaReaders';

let answer: (req: IncomingMessage, res: ServerResponse) => void;
const server = createServer((req, res) => answer(req, res));
let base: string;
let reader: UrlReaderService;

beforeAll(async () => {
  await new Promise<void>(done => {
    server.listen(0, '127.0.0.1', done);
  });
  const { port } = server.address() as AddressInfo;
  const host = `127.0.0.1:${port}`;
  base = `http://${host}/team/repo/src/branch/main`;
  const gitea = [
    { host, baseUrl: `http://${host}`, username: 'portal', password: 'secret' },
  ];
  reader = UrlReaders.default({
    config: mockServices.rootConfig({ data: { integrations: { gitea } } }),
    logger: mockServices.logger.mock(),
    factories: [createGiteaReaders],
  });
});
afterAll(() => {
  server.close();
});

it('reads the bytes of a file, as the portal', async () => {
  const seen: unknown[] = [];
  answer = ({ url, headers }, res) => {
    seen.push(url, headers.authorization);
    res.setHeader('etag', '"1"').end('content');
  };
  const file = await reader.readUrl(`${base}/docs/a.yaml`);
  expect(file.etag).toBe('"1"');
  expect(String(await file.buffer())).toBe('content');
  expect(seen).toEqual([
    '/api/v1/repos/team/repo/raw/docs/a.yaml?ref=main',
    `basic ${Buffer.from('portal:secret').toString('base64')}`,
  ]);
  const { files } = await reader.search(`${base}/docs/a.yaml`);
  expect(String(await files[0]?.content())).toBe('content');
});

it('transfers no more of a file than is read', async () => {
  const closed = new Promise<void>(done => {
    answer = (_, res) => {
      const more = setInterval(() => res.write('x'.repeat(65_536)), 1);
      res.on('close', () => {
        clearInterval(more);
        done();
      });
    };
  });
  const { stream } = await reader.readUrl(`${base}/endless.yaml`);
  for await (const piece of stream!()) {
    expect(piece.length).toBeGreaterThan(0);
    break;
  }
  await closed;
});

it.each([
  [304, 'NotModifiedError'],
  [404, 'NotFoundError'],
  [500, 'Error'],
])('takes %s for a %s', async (status, name) => {
  answer = ({ headers }, res) => {
    expect(headers['if-none-match']).toBe('"1"');
    res.writeHead(status).end();
  };
  const reading = reader.readUrl(`${base}/a.yaml`, { etag: '"1"' });
  await expect(reading).rejects.toMatchObject({ name });
});
