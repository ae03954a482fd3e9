/** What a YAML text may hold. */
export interface YamlLimits {
  /** Of the text, and of what it says once its aliases are written out. */
  bytes: number;
  documents: number;
  /** Keys and list items together. */
  items: number;
  /** Of one document, with its aliases written out. Without it a document may hold what all may. */
  itemsPerDocument?: number;
  depth: number;
  aliases: number;
}

export const MiB = 1024 * 1024;

export const defaultLimits: YamlLimits = {
  bytes: MiB,
  documents: 200,
  items: 20_000,
  depth: 64,
  aliases: 100,
};
