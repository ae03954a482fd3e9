import { mostConfigBytes } from '@paddock/backstage-plugin-paddock-common';
import { aConfigMap } from '../testing/config';
import {
  addRow,
  changeOf,
  changeRow,
  type Draft,
  draftOf,
  mayDraft,
  putFile,
  rebase,
  removeRow,
} from './draft';
import { readFile } from './readFile';

const { entries } = aConfigMap();
const text = (value: string) => ({ as: 'text', text: value } as const);
const idOf = (draft: Draft, key: string) =>
  draft.find(row => row.key === key)!.id;

describe('a draft of a ConfigMap', () => {
  it('is no change before anything is typed', () => {
    expect(changeOf(draftOf(entries), entries)).toEqual({
      set: [],
      remove: [],
    });
  });

  it('sends what differs: changed, new, from files, and removed', () => {
    let draft = draftOf(entries);
    draft = changeRow(draft, idOf(draft, 'level'), { value: text('debug') });
    draft = addRow(draft, { key: 'new', value: text('') });
    draft = putFile(draft, {
      key: 'logo',
      value: { as: 'bytes', base64: 'AA==', bytes: 1 },
    });
    draft = removeRow(draft, idOf(draft, 'mode'));
    expect(changeOf(draft, entries)).toEqual({
      set: [
        { as: 'text', key: 'level', text: 'debug' },
        { as: 'bytes', key: 'logo', base64: 'AA==' },
        { as: 'text', key: 'new', text: '' },
      ],
      remove: ['mode'],
    });
  });

  it('forgets a new key that is removed again', () => {
    const draft = addRow(draftOf(entries), { key: 'new', value: text('x') });
    const without = removeRow(draft, idOf(draft, 'new'));
    expect(changeOf(without, entries)).toEqual({ set: [], remove: [] });
  });

  it('is put on what others have made of it meanwhile', () => {
    let draft = draftOf(entries);
    draft = changeRow(draft, idOf(draft, 'level'), { value: text('debug') });
    draft = removeRow(draft, idOf(draft, 'mode'));
    const now = [
      ...entries,
      { key: 'theirs', text: 'x', bytes: 1, ours: false, keptBy: [] },
    ];
    const onto = rebase(draft, entries, now);
    expect(onto.map(({ key }) => key)).toContain('theirs');
    expect(changeOf(onto, now)).toEqual(changeOf(draft, entries));
  });

  it.each<[string, Draft, RegExp]>([
    ['as it is', draftOf(entries), /^true$/],
    [
      'an empty key',
      addRow(draftOf(entries), { key: '', value: text('x') }),
      /needs a name/,
    ],
    [
      'a key twice',
      addRow(draftOf(entries), { key: 'level', value: text('x') }),
      /there already/,
    ],
    [
      'NUL',
      addRow(draftOf(entries), { key: 'a', value: text('\u0000') }),
      /NUL/,
    ],
    [
      'too much',
      addRow(draftOf(entries), {
        key: 'a',
        value: text('x'.repeat(mostConfigBytes)),
      }),
      /1024 KiB/,
    ],
  ])('may be sent with %s: only what the cluster takes', (_, draft, may) => {
    expect(String(mayDraft(draft))).toMatch(may);
  });
});

describe('a file', () => {
  const fileOf = (...bytes: number[]) =>
    new File([new Uint8Array(bytes)], 'app.conf');

  it.each<[string, File, object]>([
    ['of UTF-8 is a text', fileOf(0xc3, 0xa4), text('ä')],
    [
      'of other bytes stays what it is',
      fileOf(0xff, 0x00),
      { as: 'bytes', base64: '/wA=', bytes: 2 },
    ],
    [
      'with NUL is no text',
      fileOf(0x61, 0x00),
      { as: 'bytes', base64: 'YQA=', bytes: 2 },
    ],
  ])('%s', async (_, file, value) => {
    expect(await readFile(file)).toEqual({ key: 'app.conf', value });
  });

  it('that is too large is refused in words', async () => {
    const file = new File(['x'.repeat(mostConfigBytes + 1)], 'big.bin');
    await expect(readFile(file)).rejects.toThrow(/larger than the 1024 KiB/);
  });
});
