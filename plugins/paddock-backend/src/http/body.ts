import { InputError } from '@backstage/errors';
import express from 'express';

/** As express types it, so that routes keep the types of their parameters. */
type BodyReader = ReturnType<typeof express.raw>;

/** More than any object of Kubernetes has; far less than what overflows a stack further on. */
const deepest = 100;

/** Without recursion: the text chooses the depth. @throws InputError */
function checkShape(body: unknown): void {
  let level: unknown[] = [body];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > deepest) {
      throw new InputError(`The body is nested deeper than ${deepest} levels.`);
    }
    const next: unknown[] = [];
    for (const value of level) {
      if (typeof value !== 'object' || value === null) continue;
      // Schemas skip this key, so what is said with it would be lost.
      if (Object.hasOwn(value, '__proto__')) {
        throw new InputError(
          'The body has the key "__proto__", which programs stumble over. Use another name.',
        );
      }
      for (const inner of Object.values(value)) next.push(inner);
    }
    level = next;
  }
}

/**
 * JSON from outside, whose bytes have to be UTF-8: nothing is replaced, dropped or repeated in what is said about it.
 * @throws InputError
 */
export function parseJson(bytes: Uint8Array): unknown {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new InputError('The body is not UTF-8.');
  }
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw new InputError('The body is not JSON.');
  }
  checkShape(body);
  return body;
}

/** The body as bytes, for `parseJson`; where there is none, an empty object. */
export const bytesUpTo = (limit: string): BodyReader =>
  express.raw({ limit, type: 'application/json' });

/**
 * `express.json` as this portal wants it: what it says of a broken body repeats no piece of it, and bytes that are no
 * UTF-8, a depth that no schema survives and `__proto__` are answered with 400.
 */
export function jsonUpTo(limit: string): BodyReader {
  const readBytes = bytesUpTo(limit);
  return (req, res, next) =>
    readBytes(req, res, problem => {
      if (problem) return next(problem);
      const request = req as typeof req & { body?: unknown };
      const bytes = request.body;
      try {
        const isEmpty = !Buffer.isBuffer(bytes) || bytes.length === 0;
        request.body = isEmpty ? {} : parseJson(bytes);
      } catch (error) {
        return next(error);
      }
      return next();
    });
}
