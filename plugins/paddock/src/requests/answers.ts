export type {
  AuditLine,
  AuditVerdict as ChainVerdict,
} from '@paddock/backstage-plugin-paddock-common';

export interface AuditFilters {
  text: string;
  actor: string;
  event: string;
  requestId: string;
}
