/** PostgreSQL stores no NUL, and no halves of characters; they become U+FFFD as anything unreadable does. */
export const plainText = (text: string): string =>
  Buffer.from(text, 'utf8').toString('utf8').replaceAll('\0', '\uFFFD');

/** Catalog refs mean the same whatever their case, and are kept in one. */
export const plainRef = (ref: string): string => plainText(ref).toLowerCase();
