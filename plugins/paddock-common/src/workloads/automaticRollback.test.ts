import { describeRollback, readRollbacks } from './automaticRollback';

const record = {
  from: 8,
  to: 7,
  set: 'api-8',
  at: '2026-11-25T14:02:00.000Z',
  images: { from: ['api:8'], to: ['api:7'] },
};

describe('what is written down of rollbacks', () => {
  it('is read as it was written', () => {
    expect(readRollbacks(JSON.stringify([record]))).toEqual([record]);
  });

  it.each([
    ['nothing', undefined],
    ['no JSON', 'rolled back'],
    ['no list', JSON.stringify(record)],
    ['another field', JSON.stringify([{ ...record, force: true }])],
    ['no instant', JSON.stringify([{ ...record, at: 'now' }])],
    ['more than is kept', JSON.stringify(Array(11).fill(record))],
    [
      'an image without end',
      JSON.stringify([
        { ...record, images: { from: ['x'.repeat(513)], to: [] } },
      ]),
    ],
  ])('is nothing where there is %s', (_, text) => {
    expect(readRollbacks(text)).toEqual([]);
  });

  it('is said in a sentence', () => {
    expect(describeRollback(record)).toBe(
      'Rolled back by itself from revision 8 to revision 7 (api:8 → api:7): revision 8 made no progress before its deadline.',
    );
  });
});
