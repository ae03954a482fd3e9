import { changesOf } from './changes';

it('lists what differs, by path', () => {
  expect(
    changesOf(
      { quota: { cpu: '2', pods: 5 }, days: 30, members: [] },
      { quota: { cpu: '4', pods: 5 }, members: [{ group: 'x' }] },
    ),
  ).toEqual([
    { path: 'quota.cpu', before: '2', after: '4' },
    { path: 'members', before: 'none', after: '[{"group":"x"}]' },
    { path: 'days', before: '30', after: 'none' },
  ]);
});

it('finds nothing where nothing differs', () => {
  expect(changesOf({ a: [], b: '' }, { a: [], b: '' })).toEqual([]);
});
