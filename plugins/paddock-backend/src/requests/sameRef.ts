/** Catalog refs mean the same whatever their case. */
export const sameRef = (one: string, other: string) =>
  one.toLowerCase() === other.toLowerCase();

/** Whether this ref is among those. */
export const hasRef = (refs: readonly string[], ref: string) =>
  refs.some(each => sameRef(each, ref));
