import type { DiscoveryApi, FetchApi } from '@backstage/core-plugin-api';
import { ResponseError } from '@backstage/errors';
import type {
  LogFrame,
  LogRequest,
} from '@paddock/backstage-plugin-paddock-common';

export interface LogPlace {
  cluster: string;
  namespace: string;
}

/** The frames of a log stream, one JSON object a line. Rejects where the portal does not grant it. */
export async function* openLogs(
  apis: { discoveryApi: DiscoveryApi; fetchApi: FetchApi },
  asked: LogPlace & { request: LogRequest },
  signal: AbortSignal,
): AsyncGenerator<LogFrame> {
  const base = await apis.discoveryApi.getBaseUrl('paddock');
  const { cluster, namespace, request } = asked;
  const response = await apis.fetchApi.fetch(
    `${base}/clusters/${encodeURIComponent(
      cluster,
    )}/namespaces/${namespace}/logs`,
    {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(request),
      signal,
    },
  );
  if (!response.ok) throw await ResponseError.fromResponse(response);
  if (!response.body) throw new Error('The answer is not a stream');
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const lines = (rest + decoder.decode(value, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (line) yield JSON.parse(line) as LogFrame;
  }
}
