import { InputError } from '@backstage/errors';
import type { ZodType } from 'zod';
import { parse } from '../../http/parse';

const lists = ['kind', 'state'];
const numbers = ['offset', 'limit', 'before'];

function readOne(key: string, values: string[]): unknown {
  if (lists.includes(key)) return values;
  const [value = ''] = values;
  if (values.length > 1) {
    throw new InputError(`"${key.slice(0, 80)}" is given more than once.`);
  }
  return numbers.includes(key) && /^\d{1,15}$/.test(value)
    ? Number(value)
    : value;
}

/**
 * Reads a query from a URL: `?state=waiting&state=live&sort=name`.
 *
 * @throws InputError for an unknown parameter or a wrong value
 */
export function readQuery<T>(schema: ZodType<T>, url: string): T {
  const { searchParams } = new URL(url, 'http://localhost');
  const keys = [...new Set(searchParams.keys())];
  return parse(
    schema,
    Object.fromEntries(
      keys.map(key => [key, readOne(key, searchParams.getAll(key))]),
    ),
  );
}
