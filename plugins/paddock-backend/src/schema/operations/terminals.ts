import {
  debugRequestSchema,
  namespaceTarget,
  objectTarget,
  shellRequestSchema,
  shellTicketSchema,
  terminalRequestSchema,
  terminalRightsQuerySchema,
  terminalRightsSchema,
  terminalTicketSchema,
} from '@paddock/backstage-plugin-paddock-common';
import { type Operations, readErrors, writeErrors } from '../operation';

export const terminalsOperations: Operations = {
  'POST /clusters/{cluster}/namespaces/{namespace}/pods/{name}/terminal': {
    operationId: 'openTerminal',
    summary: 'A ticket for one shell in a container',
    description:
      'The ticket is good once and for some seconds. It is sent as the first message of a WebSocket at `/terminals`, never in an address.',
    path: objectTarget,
    body: terminalRequestSchema,
    answers: {
      201: [
        'The ticket, and for how many seconds it is good',
        terminalTicketSchema,
      ],
    },
    errors: [400, 403, 404, 413, 503],
  },
  'GET /clusters/{cluster}/namespaces/{namespace}/terminals': {
    operationId: 'readTerminalRights',
    summary: 'Which rights this person lacks for terminals',
    path: namespaceTarget,
    query: terminalRightsQuerySchema,
    answers: {
      200: [
        'For a shell in a container, for a pod of its own, and for a debug container',
        terminalRightsSchema,
      ],
    },
    errors: readErrors,
  },
  'POST /clusters/{cluster}/namespaces/{namespace}/shells': {
    operationId: 'openShell',
    summary: 'A ticket for a terminal in a pod of its own',
    description:
      'What `kubectl run --rm -it` does. The cluster is asked in a dry run whether it would take the pod; the pod is made when the ticket is used, and removed when the terminal ends.',
    path: namespaceTarget,
    body: shellRequestSchema,
    answers: {
      201: ['The ticket, and where the terminal will be', shellTicketSchema],
    },
    errors: writeErrors,
  },
  'POST /clusters/{cluster}/namespaces/{namespace}/pods/{name}/debug': {
    operationId: 'openDebug',
    summary: 'A ticket for a terminal in a debug container',
    description:
      'What `kubectl debug -it` does. The container is put into the pod when the ticket is used, and stays listed there until the pod ends.',
    path: objectTarget,
    body: debugRequestSchema,
    answers: {
      201: ['The ticket, and where the terminal will be', shellTicketSchema],
    },
    errors: writeErrors,
  },
};
