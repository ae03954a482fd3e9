import * as contract from '@paddock/backstage-plugin-paddock-common';
import { z } from 'zod';

export type JsonSchema = z.core.JSONSchema.BaseSchema;

/** `workloadPageSchema` is the component `WorkloadPage`. */
const ending = /Schema$/;
const nameOf = (key: string) =>
  key[0]!.toUpperCase() + key.slice(1).replace(ending, '');

/** Every schema that the contract exports has a name in the document. */
const named = z.registry<{ id: string }>();
for (const [key, value] of Object.entries(contract)) {
  if (ending.test(key)) named.add(value as z.ZodType, { id: nameOf(key) });
}

function finish(schema: JsonSchema, description: string | undefined) {
  if (description) schema.description = description;
  // `z.int()` is within what JavaScript can tell apart, which says nothing to a reader.
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum;
  // The pattern of an instant is longer than all that is to be said about it.
  if (schema.format === 'date-time') delete schema.pattern;
}

/**
 * JSON Schemas of what is sent, as OpenAPI 3.1 takes them, with what they refer to. All are read at once, since each
 * reading goes through everything that it refers to.
 */
export function readSchemas(shapes: readonly z.ZodType[]) {
  const keys = new Map([...new Set(shapes)].map((shape, at) => [shape, at]));
  // As fields of something, since what is asked for itself would not become a reference.
  const fields = Object.fromEntries(
    [...keys].map(([shape, at]) => [at, shape]),
  );
  const { properties, $defs } = z.toJSONSchema(z.object(fields), {
    io: 'input',
    metadata: named,
    override({ zodSchema, jsonSchema }) {
      finish(jsonSchema, z.globalRegistry.get(zodSchema)?.description);
    },
  });
  const text = JSON.stringify({ properties, $defs });
  const read: {
    properties: Record<string, JsonSchema>;
    $defs: Record<string, JsonSchema>;
  } = JSON.parse(text.replaceAll('"#/$defs/', '"#/components/schemas/'));
  return {
    components: read.$defs,
    schemaOf: (shape: z.ZodType) => read.properties[String(keys.get(shape))]!,
  };
}
