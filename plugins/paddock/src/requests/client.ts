import type { FetchApi } from '@backstage/core-plugin-api';
import type {
  Check,
  HandOverLook,
  RemovalLook,
  RequestLine,
  RequestOptions,
  RequestSpec,
  SecretVersions,
  StorageClasses,
  Users,
} from '@paddock/backstage-plugin-paddock-common';
import type { AuditFilters, AuditLine, ChainVerdict } from './answers';
import { asRefusal, refusalOf } from './refusal';

/** What is posted to `/requests/:id/<name>`, with its body. */
export interface Acts {
  submit: undefined;
  approve: { hash: string };
  reject: { text: string };
  withdraw: undefined;
  comment: { text: string };
  remove: { name: string };
  'hand-over': { team: string };
  accept: { mark: string };
  decline: undefined;
  retry: undefined;
}

/** Lines of the audit trail that are read at once. */
export const auditPage = 100;

type Send = (
  method: string,
  path: string,
  more?: { body?: unknown; headers?: Record<string, string> } & Pick<
    RequestInit,
    'signal'
  >,
) => Promise<Response>;

function createSend({ fetch }: FetchApi): Send {
  return async (method, path, { body, headers, signal } = {}) => {
    const response = await fetch(`plugin://paddock${path}`, {
      method,
      signal,
      headers: {
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    }).catch(error => {
      throw signal?.aborted ? error : asRefusal(error);
    });
    if (!response.ok) throw await refusalOf(response);
    return response;
  };
}

const at = (id: string, rest = '') =>
  `/requests/${encodeURIComponent(id)}${rest}`;

function auditQuery(filters: AuditFilters, more: Record<string, string> = {}) {
  const given = Object.entries({ ...filters, ...more });
  return new URLSearchParams(given.filter(([, value]) => value !== ''));
}

/** The portal's requests over HTTP. Every method rejects with a `Refusal`. */
export function createClient(fetchApi: FetchApi) {
  const send = createSend(fetchApi);
  const read = async <Answer>(path: string): Promise<Answer> =>
    (await send('GET', path)).json();
  return {
    options: () => read<RequestOptions>('/requests/options'),
    /** Makes nothing. `id` is the request that this would change. */
    check: async (
      body: { spec: RequestSpec; id?: string },
      signal: AbortSignal,
    ): Promise<Check> =>
      (await send('POST', '/requests/check', { body, signal })).json(),
    /** The same key and body again gets the same request. */
    create: async (
      body: { spec: RequestSpec; draft: boolean },
      key: string,
    ): Promise<Pick<RequestLine, 'id'>> => {
      const headers = { 'Idempotency-Key': key };
      return (await send('POST', '/requests', { body, headers })).json();
    },
    edit: async (id: string, body: { spec: RequestSpec; revision: number }) => {
      await send('PUT', at(id, '/spec'), { body });
    },
    act: async <Act extends keyof Acts>(
      id: string,
      act: Act,
      body: Acts[Act],
    ) => {
      await send('POST', at(id, `/${act}`), { body: body ?? {} });
    },
    writeValue: async (
      id: string,
      body: { data: Record<string, string>; replaces?: number },
    ) => {
      await send('PUT', at(id, '/value'), { body });
    },
    storageClasses: (cluster: string) =>
      read<StorageClasses>(
        `/clusters/${encodeURIComponent(cluster)}/storage-classes`,
      ),
    versions: (id: string) => read<SecretVersions>(at(id, '/versions')),
    handOver: (id: string) => read<HandOverLook>(at(id, '/hand-over')),
    users: (id: string) => read<Users>(at(id, '/users')),
    removal: (id: string) => read<RemovalLook>(at(id, '/removal')),
    /** The newest first; `before` is the oldest that is known already. */
    audit: async (
      filters: AuditFilters,
      before?: number,
    ): Promise<AuditLine[]> => {
      const page = {
        limit: String(auditPage),
        ...(before !== undefined && { before: String(before) }),
      };
      const answer = await read<{ items: AuditLine[] }>(
        `/audit?${auditQuery(filters, page)}`,
      );
      return answer.items;
    },
    /** NDJSON, one line of the trail a line. */
    auditExport: async (filters: AuditFilters) =>
      (await send('GET', `/audit/export?${auditQuery(filters)}`)).blob(),
    auditVerify: () => read<ChainVerdict>('/audit/verify'),
  };
}

export type Client = ReturnType<typeof createClient>;
