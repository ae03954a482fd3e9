import type { AuditorService } from '@backstage/backend-plugin-api';

/** One event of Backstage's auditor, and how it ended so far. */
export interface AuditedEvent {
  eventId: string;
  meta: object;
  status: 'initiated' | 'succeeded' | 'failed';
  error?: string;
}

/** Backstage's auditor, which keeps what it is told. */
export const createFakeAuditor = (events: AuditedEvent[]): AuditorService => ({
  async createEvent({ eventId, meta = {} }) {
    const event: AuditedEvent = { eventId, meta, status: 'initiated' };
    events.push(event);
    return {
      async success(more) {
        event.status = 'succeeded';
        event.meta = { ...meta, ...more?.meta };
      },
      async fail({ error, meta: more }) {
        event.status = 'failed';
        event.error = error.message;
        event.meta = { ...meta, ...more };
      },
    };
  },
});
