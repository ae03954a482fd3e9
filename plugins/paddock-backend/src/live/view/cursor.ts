/** A place in a view's history: which history, and how far. */
export interface Cursor {
  epoch: string;
  seq: number;
}

export const writeCursor = ({ epoch, seq }: Cursor) => `${epoch}.${seq}`;

/** Undefined for anything that no view of this portal has written. */
export function readCursor(text: string): Cursor | undefined {
  const parts = text.match(/^([0-9a-f]{16})\.(\d{1,15})$/);
  if (!parts) return undefined;
  return { epoch: parts[1]!, seq: Number(parts[2]) };
}
