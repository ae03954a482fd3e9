// Checks the types, then makes dist/: server.mjs, and public/ with assets whose names change with their content.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { root, run } from './tools.mjs';

const dist = join(root, 'dist');
const assets = join(dist, 'public', 'assets');
const { name } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const version = process.env.VERSION ?? '0.1.0-dev';

run('tsc', '--project', '.');
run('tsc', '--project', 'src/web');

rmSync(dist, { recursive: true, force: true });
mkdirSync(assets, { recursive: true });
run(
  'esbuild',
  'src/server/main.ts',
  '--bundle',
  '--platform=node',
  '--format=esm',
  '--target=node18',
  `--define:SERVICE_NAME=${JSON.stringify(name)}`,
  `--define:SERVICE_VERSION=${JSON.stringify(version)}`,
  `--outfile=${join(dist, 'server.mjs')}`,
);
run(
  'esbuild',
  'src/web/app.ts',
  'src/web/style.css',
  '--bundle',
  '--minify',
  '--format=esm',
  '--target=es2022',
  '--entry-names=[name]-[hash]',
  `--outdir=${assets}`,
);

const icon = readFileSync(join(root, 'src/web/icon.svg'));
const digest = createHash('sha256').update(icon).digest('hex').slice(0, 8);
writeFileSync(join(assets, `icon-${digest}.svg`), icon);

// The page alone keeps its name, so it alone is never taken from a cache without asking.
const built = readdirSync(assets);
const page = readFileSync(join(root, 'src/web/index.html'), 'utf8').replace(
  /\/assets\/([a-z]+)(\.[a-z]+)/g,
  (written, stem, extension) => {
    const found = built.find(file => file.startsWith(`${stem}-`) && extname(file) === extension);
    if (!found) throw new Error(`index.html names ${written}, which the build does not make.`);
    return `/assets/${found}`;
  },
);
writeFileSync(join(dist, 'public', 'index.html'), page);
