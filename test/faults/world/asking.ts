import type {
  RequestLine,
  RequestPage,
} from '../../../plugins/paddock-common/src/requests/page.ts';
import type { BackendProcess } from './backendProcess.ts';
import type { Spec } from './specs.ts';
import type { World } from './world.ts';

export type Line = RequestLine;

export interface Answer<Body> {
  /** 0 where there was no answer: the process has died. */
  status: number;
  body: Body;
}

export interface Asked {
  method: string;
  path: string;
  body?: object;
  /** Idempotency-Key */
  key?: string;
}

/** Asks a backend as a person. What cannot be asked now may be asked again: 429 and 503 are answers like others. */
export async function call<Body = unknown>(
  { url }: Pick<BackendProcess, 'url'>,
  person: string,
  { method, path, body, key }: Asked,
): Promise<Answer<Body>> {
  try {
    const answer = await fetch(`${url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${person}`,
        ...(body && { 'content-type': 'application/json' }),
        ...(key && { 'idempotency-key': key }),
      },
      body: body && JSON.stringify(body),
    });
    const text = await answer.text();
    return { status: answer.status, body: parse(text) as Body };
  } catch (error) {
    return { status: 0, body: { error: String(error) } as Body };
  }
}

function parse(text: string): unknown {
  try {
    return text === '' ? {} : JSON.parse(text);
  } catch {
    return text;
  }
}

/** Asks for something; remembers what was accepted, since it must not be lost. */
export async function ask(
  { accepted }: Pick<World, 'accepted'>,
  backend: Pick<BackendProcess, 'url'>,
  { person, spec, key }: { person: string; spec: Spec; key?: string },
): Promise<Answer<Line>> {
  const answer = await call<Line>(backend, person, {
    method: 'POST',
    path: '/requests',
    body: { spec },
    ...(key && { key }),
  });
  if (answer.status === 200 || answer.status === 201) {
    accepted.add(answer.body.id);
  }
  return answer;
}

/** Approves exactly what is there now. */
export async function approve(
  backend: Pick<BackendProcess, 'url'>,
  person: string,
  id: string,
): Promise<Answer<Line>> {
  const page = await call<RequestPage>(backend, person, {
    method: 'GET',
    path: `/requests/${id}`,
  });
  if (page.status !== 200) return page;
  const { hash } = page.body;
  return call(backend, person, {
    method: 'POST',
    path: `/requests/${id}/approve`,
    body: { hash },
  });
}

export const remove = (
  backend: Pick<BackendProcess, 'url'>,
  person: string,
  { id, name }: { id: string; name: string },
) =>
  call<Line>(backend, person, {
    method: 'POST',
    path: `/requests/${id}/remove`,
    body: { name },
  });
