/** All rows of a view, and what is said about them as a whole. */
export interface Rows<Item, Meta> {
  items: Iterable<readonly [string, Item]>;
  meta?: Meta;
}

/** What became of some rows; undefined for a row that is gone. */
export interface RowChanges<Item, Meta> {
  items: Iterable<readonly [string, Item | undefined]>;
  meta?: Meta;
}

/** Where a view's rows come from. A room writes one for each of its topics. */
export interface Source<Item = unknown, Meta = unknown> {
  all(): Rows<Item, Meta>;
  /** Re-reads what these keys stand for; may name rows that did not change. */
  some(keys: ReadonlySet<string>): RowChanges<Item, Meta>;
  /** Says which keys to look at again; what a key means is the source's own matter. Returns its stop. */
  start(dirty: (key: string) => void): () => void;
}
