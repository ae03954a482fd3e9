import { groups } from '../people.ts';
import { Problem } from './problem.ts';

/** The teams; each owns the repositories under its name. */
export const owners: readonly string[] = groups
  .filter(group => group.type === 'team')
  .map(group => group.name);

export interface Address {
  readonly segments: readonly string[];
  readonly query: URLSearchParams;
}

// eslint-disable-next-line no-control-regex
const unfit = /[/\\\u0000-\u001f\u007f]/;

function segmentOf(raw: string): string {
  let segment: string;
  try {
    segment = decodeURIComponent(raw);
  } catch {
    throw new Problem(400, 'The address is not valid percent encoding.');
  }
  if (['', '.', '..'].includes(segment) || unfit.test(segment)) {
    throw new Problem(400, 'The address has a segment that is not a name.');
  }
  return segment;
}

/**
 * The names in a request's address, decoded once. An address that two readers could understand
 * differently (dots, empty or encoded slashes, control characters) is refused, never repaired.
 */
export function parseAddress(url: string): Address {
  const [path = '', query = ''] = url.split(/\?(.*)/s);
  if (!path.startsWith('/') || url.length > 4096) {
    throw new Problem(400, 'The address is not a path, or it is too long.');
  }
  const names = path.slice(1).replace(/\/$/, '');
  return {
    segments: names === '' ? [] : names.split('/').map(segmentOf),
    query: new URLSearchParams(query),
  };
}

/** Lower case only, as file systems and image names do not all tell the cases apart. */
export function isRepositoryName(name: string): boolean {
  return (
    /^[a-z0-9](?:[a-z0-9._-]{0,98}[a-z0-9])?$/.test(name) &&
    !name.includes('..') &&
    !/\.(?:git|lock|wiki)$/.test(name)
  );
}

export function repositoryName(name: string): string {
  if (isRepositoryName(name)) return name;
  throw new Problem(
    400,
    'A repository name has at most 100 lower case letters, digits, dots, dashes and underscores, begins and ends with a letter or digit, and does not end in .git, .lock or .wiki.',
  );
}

/** A branch, tag or commit as it may come from outside; nothing that git reads as an expression or an option. */
export function isRevisionName(name: string): boolean {
  return (
    /^[A-Za-z0-9_][A-Za-z0-9._+/-]{0,199}$/.test(name) &&
    !/\.\.|\/\/|\/\.|\.lock(?:\/|$)|[./]$/.test(name)
  );
}
