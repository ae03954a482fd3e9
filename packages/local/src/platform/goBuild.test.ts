import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { hashOfModule, whyFailed } from './goBuild.ts';

test('a binary has another name when what it is made from changes, and only then', async t => {
  const folder = await mkdtemp(join(tmpdir(), 'paddock-go-'));
  t.after(() => rm(folder, { recursive: true }));
  const module = { name: 'sample', folder };
  await writeFile(join(folder, 'go.mod'), 'module sample\n\ngo 1.26.4\n');
  await writeFile(join(folder, 'main.go'), 'package main\n');
  const first = await hashOfModule(module);

  await writeFile(join(folder, 'main_test.go'), 'package main\n');
  await writeFile(join(folder, 'notes.txt'), 'text\n');
  assert.equal(await hashOfModule(module), first);

  assert.notEqual(await hashOfModule({ ...module, ldflags: '-s' }), first);
  await writeFile(join(folder, 'go.mod'), 'module sample\n\ngo 1.27.0\n');
  const second = await hashOfModule(module);
  assert.notEqual(second, first);
  await writeFile(join(folder, 'more.go'), 'package main\n');
  assert.notEqual(await hashOfModule(module), second);
});

test('a failed download is not told as a failed build', () => {
  const advice = whyFailed('sample', [
    'go: downloading example.com/x v1.0.0',
    'example.com/x@v1.0.0: Get "https://proxy.example/x": dial tcp: lookup proxy.example: no such host',
  ]);
  assert.match(advice.message, /could not be downloaded/);
  assert.match(advice.message, /GOPROXY/);
  assert.doesNotMatch(advice.message, /go: downloading/);
});

test('a compiler error is shown', () => {
  const advice = whyFailed('sample', [
    './main.go:3:1: syntax error: non-declaration',
  ]);
  assert.match(advice.message, /could not be built/);
  assert.match(advice.message, /syntax error/);
});
