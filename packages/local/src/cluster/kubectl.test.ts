import assert from 'node:assert/strict';
import { test } from 'node:test';
import { splitPerson } from './kubectl.ts';

const cases: Array<[string, string[], ReturnType<typeof splitPerson>]> = [
  [
    'a sample person',
    ['get', 'pods', '--as', 'ben'],
    { person: 'ben', rest: ['get', 'pods'] },
  ],
  [
    'joined by =',
    ['--as=petra', 'get', 'nodes'],
    { person: 'petra', rest: ['get', 'nodes'] },
  ],
  [
    'somebody else is left to kubectl',
    ['get', 'pods', '--as', 'ben@paddock.example'],
    { rest: ['get', 'pods', '--as', 'ben@paddock.example'] },
  ],
  [
    'what is behind -- belongs to the command in the pod',
    ['exec', 'x', '--', 'tool', '--as', 'ben'],
    { rest: ['exec', 'x', '--', 'tool', '--as', 'ben'] },
  ],
  ['nobody', ['get', 'pods'], { rest: ['get', 'pods'] }],
];

for (const [title, args, expected] of cases) {
  test(title, () => assert.deepEqual(splitPerson(args), expected));
}
