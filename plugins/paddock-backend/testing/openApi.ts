import Ajv from 'ajv/dist/2020';
import { createOpenApi } from '../src/schema/document';

export const document = createOpenApi();
const ajv = new Ajv({ strict: false, validateFormats: false });
ajv.addSchema(document, 'paddock');

const escape = (key: string) =>
  encodeURIComponent(key.replaceAll('~', '~0').replaceAll('/', '~1'));
const unescape = (key: string) =>
  decodeURIComponent(key).replaceAll('~1', '/').replaceAll('~0', '~');

/** Follows references from a JSON pointer to where the thing itself is. */
function follow(pointer: string): string {
  let part: unknown = document;
  for (const key of pointer.slice(2).split('/')) {
    part = (part as Record<string, unknown> | undefined)?.[unescape(key)];
  }
  const reference = (part as { $ref?: string } | undefined)?.$ref;
  return reference ? follow(reference) : pointer;
}

/** Where the document says what a request is answered with. */
export function answerOf(path: string, method: string, status: number): string {
  const responses = `#/paths/${escape(path)}/${method}/responses`;
  const type = escape('application/json');
  return `${follow(`${responses}/${status}`)}/content/${type}/schema`;
}

/** What is wrong with a value by the schema at this pointer. */
export function problems(pointer: string, value: unknown): unknown[] {
  const validate = ajv.getSchema(`paddock${pointer}`);
  if (!validate) throw new Error(`The document has no ${pointer}`);
  validate(value);
  return validate.errors ?? [];
}
