import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

export interface Call {
  args: string[];
  env: Record<string, string>;
  cwd: string;
}

export const fakeDigest = `sha256:${'ab'.repeat(32)}`;

const preamble = (folder: string) => `#!${process.execPath}
const fs = require('node:fs');
const args = process.argv.slice(2);
const call = { args, env: process.env, cwd: process.cwd() };
fs.appendFileSync(${JSON.stringify(
  path.join(folder, 'calls'),
)}, JSON.stringify(call) + '\\n');
const digestFile = args.find(each => each.startsWith('--digestfile='));
`;

const wellBehaved = `console.log('STEP 1/2: FROM \\u001b[32mdebian\\u001b[0m');
console.error('a warning');
if (digestFile) fs.writeFileSync(digestFile.slice(13), '${fakeDigest}');`;

/** A program on disk that stands for buildah: it records how it was called and then does what `body` says. */
export function createFakeBuilder(folder: string, body = wellBehaved) {
  const program = path.join(folder, 'builder');
  writeFileSync(program, preamble(folder) + body);
  chmodSync(program, 0o755);
  const calls = (): Call[] => {
    const file = path.join(folder, 'calls');
    if (!existsSync(file)) return [];
    return readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .map(line => JSON.parse(line));
  };
  return { program, calls };
}
