import {
  auditFilterSchema,
  auditLineSchema,
  auditLinesSchema,
  auditQuerySchema,
  auditVerdictSchema,
  auditVerifySchema,
} from '@paddock/backstage-plugin-paddock-common';
import { type Operations } from '../operation';

export const auditOperations: Operations = {
  'GET /audit': {
    operationId: 'searchAudit',
    summary: 'Lines of the audit trail, the newest first; for administrators',
    query: auditQuerySchema,
    answers: { 200: ['The lines', auditLinesSchema] },
    errors: [400, 403, 500, 503],
  },
  'GET /audit/export': {
    operationId: 'exportAudit',
    summary:
      'All lines, one JSON object a line, the newest first; for administrators',
    query: auditFilterSchema,
    answers: { 200: ['The lines', auditLineSchema, 'application/x-ndjson'] },
    errors: [400, 403, 500, 503],
  },
  'GET /audit/verify': {
    operationId: 'verifyAudit',
    summary: 'Walk the whole chain of the audit trail; for administrators',
    query: auditVerifySchema,
    answers: { 200: ['How far it holds', auditVerdictSchema] },
    errors: [400, 403, 500, 503],
  },
};
