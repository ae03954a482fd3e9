import { parseArgs } from 'node:util';
import { follow, hasRoom, type Plan } from './runner/plan.ts';
import { buildPrograms, installParts } from './runner/programs.ts';
import { createPrinter } from './runner/printer.ts';
import type { How } from './runner/process.ts';
import { sum } from './runner/suite.ts';
import { table, type Result } from './runner/table.ts';
import { lanes, long, type SuiteName, suites } from './suites.ts';

/**
 * `npm test` runs all suites, `npm test -- unit journeys` some of them, `npm test -- integration/rights` files of one, and
 * `npm test -- long` those with a longer schedule. The last lines are a table; the very last one adds up every test.
 */
const { positionals } = parseArgs({ allowPositionals: true });
const isSuite = (name: string): name is SuiteName => name in suites;
const suiteOf = (argument: string) => argument.split('/')[0] ?? '';
const filesOf = (name: SuiteName) =>
  positionals
    .filter(each => each.startsWith(`${name}/`))
    .map(each => each.slice(name.length + 1));

const isLong = positionals.includes('long');
const asked = positionals.filter(each => each !== 'long').map(suiteOf);
const unknown = asked.filter(name => !isSuite(name));
if (unknown.length > 0) {
  const names = [...Object.keys(suites), 'long'].join(', ');
  console.error(`There is no suite ${unknown.join(', ')}. There are ${names}.`);
  process.exit(2);
}
const isWanted = (name: SuiteName) =>
  asked.length > 0 ? asked.includes(name) : !isLong || long.includes(name);

const names = (Object.keys(suites) as SuiteName[]).filter(isWanted);
const write = (text: string) => void process.stdout.write(text);
/** Whole suites that start programs of ours; for a file or two these are built when they are needed. */
const startsPrograms = lanes.stages
  .flat(2)
  .some(name => names.includes(name) && filesOf(name).length === 0);
const prepare = async () => {
  if (startsPrograms) await buildPrograms(write);
};
const beside: Plan<SuiteName> = {
  prepare,
  quiet: lanes.quiet.filter(isWanted),
  stages: lanes.stages.map(stage => stage.map(each => each.filter(isWanted))),
};
const isAlone = names.length === 1 || !hasRoom();
const plan = isAlone ? { quiet: [], stages: [[names]], prepare } : beside;

const began = performance.now();
if (!isAlone) await installParts(write);
const results: Result[] = [];
await follow(plan, async (name, quiet) => {
  const started = performance.now();
  const printer = createPrinter(name, write);
  const how: How = {
    print: isAlone ? write : printer.print,
    quiet,
    env: isLong ? { PADDOCK_LONG: '1' } : {},
  };
  console.log(`── ${name} begins`);
  const { passed, failed } = await suites[name](how, filesOf(name)).catch(
    (error: Error) => {
      how.print(`${error.stack}\n`);
      return { passed: 0, failed: 1 };
    },
  );
  const milliseconds = performance.now() - started;
  results.push({ name, passed, failed, milliseconds });
  printer.end();
  const seconds = (milliseconds / 1000).toFixed(0);
  console.log(`── ${name}: ${passed} passed, ${failed} failed (${seconds} s)`);
});

const inOrder = names.flatMap(
  name => results.find(each => each.name === name) ?? [],
);
const { passed, failed } = sum(results);
console.log(`\n${table(inOrder, performance.now() - began)}`);
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed > 0 || passed === 0 ? 1 : 0);
