import type {
  RequestLine,
  RequestSpec,
} from '@paddock/backstage-plugin-paddock-common';
import type { Portal } from '../portal/createPortal';

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

/** The path of a request, or of something about it: `/users`. */
export const requestPath = (id: string, rest = '') =>
  `/requests/${encodeURIComponent(id)}${rest}`;

/** What a person does with requests. Every method rejects with a `PortalError`. */
export function createClient(portal: Portal) {
  return {
    /** The same key and body again gets the same request. */
    create: async (
      body: { spec: RequestSpec; draft: boolean },
      key: string,
    ): Promise<Pick<RequestLine, 'id'>> => {
      const headers = { 'Idempotency-Key': key };
      return (await portal.send('POST', '/requests', { body, headers })).json();
    },
    edit: (id: string, body: { spec: RequestSpec; revision: number }) =>
      portal.put(requestPath(id, '/spec'), body),
    act: <Act extends keyof Acts>(id: string, act: Act, body: Acts[Act]) =>
      portal.post(requestPath(id, `/${act}`), body ?? {}),
    writeValue: (
      id: string,
      body: { data: Record<string, string>; replaces?: number },
    ) => portal.put(requestPath(id, '/value'), body),
  };
}
