import type { Delta, Snapshot } from '../view/view';

type Body = Snapshot<unknown, unknown> | Delta<unknown, unknown>;

/** A body is the same object for everybody who gets it: its JSON is made once. */
const texts = new WeakMap<Body, string>();

function bodyText(body: Body): string {
  const known = texts.get(body);
  if (known !== undefined) return known;
  const text = JSON.stringify(body);
  texts.set(body, text);
  return text;
}

/** A frame's JSON: the client's own id before a body that others share. */
export function frameText(
  type: 'snapshot' | 'delta',
  id: string,
  body: Body,
): string {
  return `{"type":"${type}","id":${JSON.stringify(id)},${bodyText(body).slice(
    1,
  )}`;
}
