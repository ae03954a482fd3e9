import { appendFileSync, mkdirSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { machine, type Bench } from './bench.ts';
import { stopBigCluster } from './bigCluster.ts';
import { freshness } from './freshness.ts';
import { hostile } from './hostile/hostile.ts';
import { list } from './list.ts';
import { logs } from './logs.ts';
import { pages } from './pages.ts';
import { requests } from './requests.ts';
import { sync } from './sync.ts';

/** `npm run bench` runs all, `npm run bench -- list` one of them. Raw numbers go to `results/`, one JSON line each. */
const benches: Record<string, Bench> = {
  list,
  requests,
  sync,
  freshness,
  logs,
  pages,
  hostile,
};

const { positionals } = parseArgs({ allowPositionals: true });
const unknown = positionals.filter(name => !(name in benches));
if (unknown.length > 0) {
  console.error(
    `There is no benchmark ${unknown.join(', ')}. There are ${Object.keys(
      benches,
    ).join(', ')}.`,
  );
  process.exit(2);
}

const at = new Date().toISOString();
const folder = join(import.meta.dirname, 'results');
mkdirSync(folder, { recursive: true });
const file = join(folder, `${at.replaceAll(':', '-')}.jsonl`);
console.log(machine());
try {
  for (const [name, bench] of Object.entries(benches)) {
    if (positionals.length > 0 && !positionals.includes(name)) continue;
    console.log(`\n── ${name}`);
    const load = loadavg()[0] ?? 0;
    const measured = await bench(line => console.log(`   ${line}`));
    console.table(measured.map(({ rawMs: _, ...row }) => row));
    for (const each of measured) {
      const line = { bench: name, at, ...machine(), load, ...each };
      appendFileSync(file, `${JSON.stringify(line)}\n`);
    }
  }
} finally {
  await stopBigCluster();
}

console.log(`\nRaw numbers: ${file}`);
// Timers of the parts that were measured must not keep it.
process.exit(0);
