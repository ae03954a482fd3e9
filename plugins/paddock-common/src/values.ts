import { z } from 'zod';

export const instantSchema = z.string().describe('ISO 8601');

/** Of things; never negative. */
export const countSchema = z.int().min(0);

/** Body of an act that needs nothing beside its path, and query of a route without parameters. */
export const nothingSchema = z.strictObject({});
