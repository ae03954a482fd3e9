import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  mockCredentials,
  mockErrorHandler,
  mockServices,
} from '@backstage/backend-test-utils';
import express from 'express';
import request from 'supertest';
import { createPreparingRouter } from './routes';

const folder = mkdtempSync(join(tmpdir(), 'preparing-'));
const file = join(folder, 'preparing.json');

afterAll(() => rmSync(folder, { recursive: true }));

const ask = (
  preparing?: { file: string },
  header = mockCredentials.user.header(),
) =>
  request(
    express()
      .use(
        createPreparingRouter({
          httpAuth: mockServices.httpAuth(),
          config: mockServices.rootConfig({
            data: { paddock: { ...(preparing && { preparing }) } },
          }),
        }),
      )
      .use(mockErrorHandler()),
  )
    .get('/preparing')
    .set('Authorization', header);

const item = {
  what: 'the sample services',
  without: 'Home is empty.',
  since: '2026-11-30T10:00:00.000Z',
  usually: 'two minutes',
  state: 'running',
};

describe('GET /preparing', () => {
  it('says what is outstanding now, each time anew', async () => {
    writeFileSync(file, JSON.stringify({ items: [item] }));
    const { status, body } = await ask({ file });
    expect([status, body]).toEqual([200, { items: [item] }]);
    writeFileSync(file, JSON.stringify({ items: [] }));
    expect((await ask({ file })).body).toEqual({ items: [] });
  });

  it.each([
    ['without a file', undefined],
    ['before the file is written', { file: join(folder, 'none.json') }],
    ['where the file is a folder', { file: folder }],
  ])('is nothing %s', async (_, preparing) => {
    const { status, body } = await ask(preparing);
    expect([status, body]).toEqual([200, { items: [] }]);
  });

  it.each([
    ['half a file', '{"items": ['],
    ['what it does not know', JSON.stringify({ items: [{ ...item, x: 1 }] })],
    [
      'more than it reads',
      JSON.stringify({ items: [{ ...item, what: 'x'.repeat(100_000) }] }),
    ],
  ])('is nothing for %s', async (_, text) => {
    writeFileSync(file, text);
    expect((await ask({ file })).body).toEqual({ items: [] });
  });

  it('is for people who are signed in', async () => {
    const none = await ask({ file }, mockCredentials.none.header());
    expect(none.status).toBe(401);
    const service = await ask({ file }, mockCredentials.service.header());
    expect(service.status).toBe(403);
  });

  it('takes no path that depends on where the process was started', () => {
    expect(() => ask({ file: 'preparing.json' })).toThrow('absolute');
  });
});
