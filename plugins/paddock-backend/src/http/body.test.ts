import { mockServices } from '@backstage/backend-test-utils';
import { MiddlewareFactory } from '@backstage/backend-defaults/rootHttpRouter';
import express from 'express';
import Router from 'express-promise-router';
import supertest from 'supertest';
import { z } from 'zod';
import { jsonUpTo } from './body';
import { parse } from './parse';

const schema = z.strictObject({ params: z.record(z.string(), z.unknown()) });

function send(body: string | Buffer, type = 'application/json') {
  const router = Router();
  router.post('/', jsonUpTo('5mb'), async (req, res) => {
    res.json(parse(schema, req.body));
  });
  const error = MiddlewareFactory.create({
    config: mockServices.rootConfig(),
    logger: mockServices.logger.mock(),
  }).error();
  return supertest(express().use(router).use(error))
    .post('/')
    .set('content-type', type)
    .serialize(each => each as string)
    .send(body as string);
}

const nest = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
const unknown = JSON.stringify(
  Object.fromEntries(
    Array.from({ length: 200_000 }, (_, index) => [`key-${index}`, 1]),
  ),
);

it('takes JSON, and nothing for an empty object', async () => {
  const { status, body } = await send('\ufeff{ "params": { "a": "\u00e9" } }');
  expect([status, body]).toEqual([200, { params: { a: '\u00e9' } }]);
  expect((await send(`{"params":{"a":${nest(90)}}}`)).status).toBe(200);
  expect((await send('')).body.error.message).toContain('params');
});

it.each([
  ['10,000 levels', `{"params":{"a":${nest(10_000)}}}`, 'nested deeper than'],
  ['a million levels', nest(1_000_000), 'nested deeper than'],
  [
    'objects in objects',
    `${'{"a":'.repeat(200)}1${'}'.repeat(200)}`,
    'nested deeper than',
  ],
  ['200,000 unknown keys', unknown, 'Unrecognized key'],
  ['broken JSON', '{"secret-word', 'The body is not JSON'],
  ['a prototype', '{"params":{"__proto__":{"a":1}}}', 'the key "__proto__"'],
  [
    'a prototype, escaped and deep',
    '{"params":{"a":[{"\\u005f_proto__":1}]}}',
    'the key "__proto__"',
  ],
  ['a prototype at the top', '{"params":{},"__proto__":{}}', '__proto__'],
  ['constructor at the top', '{"params":{},"constructor":1}', 'constructor'],
  ['a word', '"params"', 'expected object'],
])('answers %s with 400 and few words', async (_, sent, message) => {
  const { status, text, body } = await send(sent);
  expect(status).toBe(400);
  expect(body.error.message).toContain(message);
  expect(body.error.message).not.toContain('secret-word');
  expect(text.length).toBeLessThan(3_000);
});

it.each([
  ['a lone byte', Buffer.from([0xff])],
  ['half a character', Buffer.from([0xe2, 0x82])],
  ['an overlong slash', Buffer.from([0xc0, 0xaf])],
  ['a surrogate', Buffer.from([0xed, 0xa0, 0x80])],
])('answers %s in a text with 400', async (_, bytes) => {
  const { status, body } = await send(
    Buffer.concat([Buffer.from('{"params":{"a":"'), bytes, Buffer.from('"}}')]),
  );
  expect([status, body.error.message]).toEqual([400, 'The body is not UTF-8.']);
});
