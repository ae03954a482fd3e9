import {
  configKeyProblem,
  configTextProblem,
  mostConfigBytes,
  type ConfigChange,
  type ConfigEntry,
  type ConfigValue,
} from '@paddock/backstage-plugin-paddock-common';
import { bytesInWords } from './words';

/** One key as it is being edited. */
export interface DraftRow {
  /** Stays the same while the key is typed. */
  id: number;
  key: string;
  /** It was there before; its name stays. */
  isThere: boolean;
  isRemoved: boolean;
  value:
    | { as: 'text'; text: string }
    | { as: 'bytes'; base64: string; bytes: number }
    /** Bytes that are there and are not shown. */
    | { as: 'kept'; bytes: number };
}

export type Draft = readonly DraftRow[];

export const draftOf = (entries: readonly ConfigEntry[]): Draft =>
  entries.map(({ key, text, bytes }, id) => ({
    id,
    key,
    isThere: true,
    isRemoved: false,
    value: text === undefined ? { as: 'kept', bytes } : { as: 'text', text },
  }));

export function addRow(
  draft: Draft,
  row: Pick<DraftRow, 'key' | 'value'> = {
    key: '',
    value: { as: 'text', text: '' },
  },
): Draft {
  const id = Math.max(-1, ...draft.map(each => each.id)) + 1;
  return [...draft, { id, isThere: false, isRemoved: false, ...row }];
}

/** A file takes the place of the key of its name, or brings it. */
export function putFile(
  draft: Draft,
  { key, value }: Pick<DraftRow, 'key' | 'value'>,
): Draft {
  const known = draft.find(row => row.key === key);
  return known
    ? changeRow(draft, known.id, { value, isRemoved: false })
    : addRow(draft, { key, value });
}

export const changeRow = (
  draft: Draft,
  id: number,
  changes: Partial<DraftRow>,
): Draft => draft.map(row => (row.id === id ? { ...row, ...changes } : row));

/** A new key goes at once; one that is there goes when the change is made. */
export const removeRow = (draft: Draft, id: number): Draft =>
  draft.flatMap(row => {
    if (row.id !== id) return row;
    return row.isThere ? { ...row, isRemoved: true } : [];
  });

function valueOf({ key, value }: DraftRow): ConfigValue[] {
  switch (value.as) {
    case 'text':
      return [{ as: 'text', key, text: value.text }];
    case 'bytes':
      return [{ as: 'bytes', key, base64: value.base64 }];
    default:
      return [];
  }
}

/** What of a draft differs from what is there. */
export function changeOf(
  draft: Draft,
  entries: readonly ConfigEntry[],
): ConfigChange {
  const texts = new Map(entries.map(({ key, text }) => [key, text]));
  return {
    set: draft
      .filter(({ isRemoved }) => !isRemoved)
      .flatMap(valueOf)
      .filter(each => each.as === 'bytes' || texts.get(each.key) !== each.text),
    remove: draft
      .filter(({ isRemoved, isThere }) => isRemoved && isThere)
      .map(({ key }) => key),
  };
}

/** The same change of what is there now: for a draft of something that others have changed meanwhile. */
export function rebase(
  draft: Draft,
  before: readonly ConfigEntry[],
  now: readonly ConfigEntry[],
): Draft {
  const { set, remove } = changeOf(draft, before);
  const removed = new Set(remove);
  const onto = draftOf(now).map(row =>
    removed.has(row.key) ? { ...row, isRemoved: true } : row,
  );
  return set.reduce<Draft>((all, each) => {
    const mine = draft.find(row => row.key === each.key);
    return mine ? putFile(all, mine) : all;
  }, onto);
}

/** What is wrong with one row, in words. */
export function rowProblem(row: DraftRow, draft: Draft): string | undefined {
  if (row.isRemoved) return undefined;
  if (!row.isThere) {
    const wrong = configKeyProblem(row.key);
    if (wrong) return wrong;
    const isTwice = draft.some(
      each => each.id !== row.id && each.key === row.key,
    );
    if (isTwice) return `The key ${row.key} is there already.`;
  }
  return row.value.as === 'text'
    ? configTextProblem(row.value.text)
    : undefined;
}

const sizeOf = ({ value }: DraftRow) =>
  value.as === 'text'
    ? new TextEncoder().encode(value.text).length
    : value.bytes;

/** Whether a draft can be sent, or the first reason why not. */
export function mayDraft(draft: Draft): true | string {
  const kept = draft.filter(({ isRemoved }) => !isRemoved);
  for (const row of kept) {
    const problem = rowProblem(row, draft);
    if (problem) return row.key ? `${row.key}: ${problem}` : problem;
  }
  const bytes = kept.reduce((sum, row) => sum + sizeOf(row), 0);
  return bytes > mostConfigBytes
    ? `Its values are ${bytesInWords(
        bytes,
      )} together; a ConfigMap takes 1024 KiB.`
    : true;
}
