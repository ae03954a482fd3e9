import { readFile } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { Agent, request } from 'node:https';
import { text } from 'node:stream/consumers';
import type { Pki } from '../platform/pki.ts';

/** As far as this client looks into it. */
export interface KubeObject {
  apiVersion: string;
  kind: string;
  metadata: { name: string; namespace?: string; [field: string]: unknown };
  [field: string]: unknown;
}

export class ApiError extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.name = 'ApiError';
    this.status = status;
  }
}

/** Speaks to the API server as one client certificate. A path begins with /api or /apis. */
export interface KubeApi {
  get<T = KubeObject>(path: string): Promise<T>;
  create(path: string, object: KubeObject): Promise<KubeObject>;
  /** Server-side apply as `paddock`, taking over fields that others hold. */
  apply(object: KubeObject): Promise<KubeObject>;
  /** JSON merge patch. */
  patch(path: string, change: object): Promise<KubeObject>;
  delete(path: string): Promise<void>;
  /** The path of an object, existing or not. */
  pathOf(object: KubeObject): Promise<string>;
  /** Closes idle connections. */
  close(): void;
}

export interface ApiAddress {
  readonly port: number;
  /** Whose certificate is shown: the name it was issued under. */
  readonly as: string;
}

type Body = { type: string; content: object };
type Call = <T>(method: string, path: string, body?: Body) => Promise<T>;

export async function createApi(
  pki: Pki,
  { port, as }: ApiAddress,
): Promise<KubeApi> {
  const { certificate, key } = pki.files(as);
  const agent = new Agent({
    keepAlive: true,
    maxSockets: 16,
    ca: await readFile(pki.authority('cluster')),
    cert: await readFile(certificate),
    key: await readFile(key),
  });
  const call = createCall(agent, port);
  const pathOf = createPathOf(call);
  return {
    pathOf,
    get: path => call('GET', path),
    create: (path, content) =>
      call('POST', path, { type: 'application/json', content }),
    patch: (path, content) =>
      call('PATCH', path, { type: 'application/merge-patch+json', content }),
    delete: path => call('DELETE', path),
    close: () => agent.destroy(),
    async apply(content) {
      const path = `${await pathOf(content)}?fieldManager=paddock&force=true`;
      return call('PATCH', path, {
        type: 'application/apply-patch+yaml',
        content,
      });
    },
  };
}

function createCall(agent: Agent, port: number): Call {
  return <T>(method: string, path: string, body?: Body) =>
    new Promise<T>((resolve, reject) => {
      const headers = body && { 'content-type': body.type };
      const asked = request(
        {
          host: '127.0.0.1',
          port,
          method,
          path,
          agent,
          headers,
          timeout: 30_000,
        },
        answer => {
          readAnswer<T>(answer, `${method} ${path}`).then(resolve, reject);
        },
      );
      asked.once('timeout', () =>
        asked.destroy(new Error(`${method} ${path} was not answered in 30 s`)),
      );
      asked.once('error', reject);
      asked.end(body && JSON.stringify(body.content));
    });
}

async function readAnswer<T>(
  answer: IncomingMessage,
  asked: string,
): Promise<T> {
  const content = await text(answer);
  const status = answer.statusCode ?? 0;
  if (status >= 400) throw toError(status, content, asked);
  const isJson = answer.headers['content-type']?.includes('json');
  return (isJson ? JSON.parse(content) : content) as T;
}

/** The API server is asked once for the kinds of a group and version. */
function createPathOf(call: Call): KubeApi['pathOf'] {
  const kinds = new Map<string, ResourceList>();
  return async ({ apiVersion, kind, metadata }) => {
    const root = apiVersion.includes('/')
      ? `/apis/${apiVersion}`
      : `/api/${apiVersion}`;
    const known = kinds.get(root) ?? (await call<ResourceList>('GET', root));
    kinds.set(root, known);
    const resource = known.resources.find(
      each => each.kind === kind && !each.name.includes('/'),
    );
    if (!resource)
      throw new Error(`The API server has no ${kind} in ${apiVersion}`);
    const place = resource.namespaced
      ? `/namespaces/${metadata.namespace ?? 'default'}`
      : '';
    return `${root}${place}/${resource.name}/${metadata.name}`;
  };
}

interface ResourceList {
  resources: Array<{ name: string; kind: string; namespaced: boolean }>;
}

function toError(status: number, content: string, asked: string): ApiError {
  let message = content.trim();
  try {
    message = (JSON.parse(content) as { message?: string }).message ?? message;
  } catch {
    // A health check answers in plain text; that is the message then.
  }
  return new ApiError(status, `${asked}: ${status} ${message}`);
}
