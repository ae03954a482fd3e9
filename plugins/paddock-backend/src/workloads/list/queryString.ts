import { InputError } from '@backstage/errors';
import {
  type WorkloadQuery,
  workloadQuerySchema,
} from '@paddock/backstage-plugin-paddock-common';
import { parse } from '../../http/parse';

const lists = ['cluster', 'namespace', 'kind', 'state'];
const numbers = ['offset', 'limit'];

function readOne(key: string, values: string[]): unknown {
  if (lists.includes(key)) return values;
  const [value = ''] = values;
  if (values.length > 1) {
    throw new InputError(`"${key.slice(0, 80)}" is given more than once.`);
  }
  return numbers.includes(key) && /^\d{1,9}$/.test(value)
    ? Number(value)
    : value;
}

/**
 * Reads a query from a URL: `?namespace=payments&namespace=web&sort=name`.
 * @throws InputError for an unknown parameter or a wrong value
 */
export function readQuery(url: string): WorkloadQuery {
  const { searchParams } = new URL(url, 'http://localhost');
  const keys = [...new Set(searchParams.keys())];
  return parse(
    workloadQuerySchema,
    Object.fromEntries(
      keys.map(key => [key, readOne(key, searchParams.getAll(key))]),
    ),
  );
}
