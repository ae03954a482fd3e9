import type { JsonObject } from '@backstage/types';
import type { AuditLine } from './trail';
import { oneLine } from './visible';

/** Of one value, in characters: what a cluster says, or a person names, may be of any length. */
const longest = 1_000;

const clean = (text: string) => oneLine(text).slice(0, longest);

/** What the audit trail keeps: one line, whatever names people choose and clusters answer. Pure. */
export const detailOf = (detail: JsonObject): AuditLine['detail'] =>
  Object.fromEntries(
    Object.entries(detail).flatMap(
      ([key, value]): Array<[string, AuditLine['detail'][string]]> => {
        if (value === undefined || value === null) return [];
        if (typeof value === 'string') return [[key, clean(value)]];
        return [
          [
            key,
            typeof value === 'object' ? clean(JSON.stringify(value)) : value,
          ],
        ];
      },
    ),
  );

/** The same for Backstage's auditor, which takes lists and objects as they are. Pure. */
export const metaOf = (detail: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.entries(detail).flatMap(([key, value]) =>
      value === undefined
        ? []
        : [[key, typeof value === 'string' ? clean(value) : value]],
    ),
  );
