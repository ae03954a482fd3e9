import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mirrorIn } from './debianMirror.ts';

const line = (address: string) => `'${address}/InRelease' some_file 0 \n`;

test('the mirror of Debian is told from other archives', () => {
  const files = [
    line('https://tools.example/linux/debian/dists/bookworm'),
    line('http://mirror.example/debian-security/dists/bookworm-security'),
    line('http://mirror.example/debian/dists/bookworm'),
    line('http://mirror.example/debian/dists/bookworm-updates'),
  ].join('');
  assert.equal(mirrorIn(files), 'http://mirror.example/debian');
});

test('a slash too many in the sources is left out', () => {
  const files =
    line('http://mirror.example/debian//dists/trixie') +
    line('http://mirror.example/debian//dists/trixie-updates');
  assert.equal(mirrorIn(files), 'http://mirror.example/debian');
});

test('without an archive of Debian there is none', () => {
  assert.equal(
    mirrorIn(line('https://tools.example/apt/dists/stable')),
    undefined,
  );
});
