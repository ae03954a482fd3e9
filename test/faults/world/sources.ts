import { load } from '../../source.ts';

export const { crashPoints, createRandom } = load(
  './sources/requests',
) as typeof import('../../sources/requests');

export type Random = ReturnType<typeof createRandom>;
