import type {
  LogFrame,
  LogRequest,
} from '@paddock/backstage-plugin-paddock-common';
import type { Portal } from '../../portal/createPortal';

export interface LogPlace {
  cluster: string;
  namespace: string;
}

/** The frames of a log stream, one JSON object a line. Rejects where the portal does not grant it. */
export async function* openLogs(
  portal: Portal,
  asked: LogPlace & { request: LogRequest },
  signal: AbortSignal,
): AsyncGenerator<LogFrame> {
  const { cluster, namespace, request } = asked;
  const response = await portal.send(
    'POST',
    `/clusters/${encodeURIComponent(cluster)}/namespaces/${namespace}/logs`,
    { body: request, signal },
  );
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
