import { parseArgs } from 'node:util';
import { suites } from './suites.ts';

/** `npm test` runs all suites, `npm test -- unit journeys` some of them. The last line adds up every test of every suite. */
const { positionals } = parseArgs({ allowPositionals: true });
const unknown = positionals.filter(name => !(name in suites));
if (unknown.length > 0) {
  console.error(
    `There is no suite ${unknown.join(', ')}. There are ${Object.keys(
      suites,
    ).join(', ')}.`,
  );
  process.exit(2);
}

const total = { passed: 0, failed: 0 };
for (const [name, suite] of Object.entries(suites)) {
  if (positionals.length > 0 && !positionals.includes(name)) continue;
  console.log(`\n── ${name}`);
  const began = performance.now();
  const { passed, failed } = await suite();
  total.passed += passed;
  total.failed += failed;
  const seconds = ((performance.now() - began) / 1000).toFixed(0);
  console.log(`── ${name}: ${passed} passed, ${failed} failed (${seconds} s)`);
}
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed > 0 || total.passed === 0 ? 1 : 0);
