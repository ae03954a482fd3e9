import { createHash } from 'node:crypto';
import type {
  Effects,
  RequestSpec,
} from '@paddock/backstage-plugin-paddock-common';
import { canonicalJson } from './canonicalJson';

/** What an approval is bound to: SHA-256, in hex, of exactly what was asked and of exactly what would be made. */
export const hashOf = (spec: RequestSpec, effects: Effects): string =>
  createHash('sha256').update(canonicalJson({ spec, effects })).digest('hex');
