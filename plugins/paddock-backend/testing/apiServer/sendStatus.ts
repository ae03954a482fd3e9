import type { ServerResponse } from 'node:http';
import type { Refusal } from './serving';

export function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
) {
  response
    .writeHead(status, { 'content-type': 'application/json' })
    .end(JSON.stringify(body));
}

/** A metav1.Status, as every refusal of an API server is. */
export function sendStatus(response: ServerResponse, refusal: Refusal) {
  sendJson(response, refusal.status, {
    kind: 'Status',
    apiVersion: 'v1',
    status: 'Failure',
    reason: refusal.reason,
    message: refusal.message,
    code: refusal.status,
  });
}
