import { z } from 'zod';
import { requestKinds } from '../spec';
import { requestStates } from '../lifecycle';

/** Catalog ref. */
export const refSchema = z.string().min(3).max(320);

/** In hex. */
export const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/);

export const requestKindSchema = z.enum(requestKinds);

export const requestStateSchema = z.enum(requestStates);
