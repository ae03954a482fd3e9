/** Counts for Prometheus, in its text format 0.0.4. */
export function createMetrics() {
  const answers = new Map<string, number>();
  let seconds = 0;
  let inFlight = 0;

  return {
    begin() {
      inFlight += 1;
    },
    end(method: string, status: number, milliseconds: number) {
      inFlight -= 1;
      // Any other word that a client makes up would be a series of its own.
      const known = ['GET', 'HEAD', 'POST'].includes(method) ? method : 'other';
      const labels = `method="${known}",code="${status}"`;
      answers.set(labels, (answers.get(labels) ?? 0) + 1);
      seconds += milliseconds / 1_000;
    },
    text(): string {
      return [
        '# TYPE http_requests_total counter',
        ...[...answers].map(([labels, count]) => `http_requests_total{${labels}} ${count}`),
        '# TYPE http_request_duration_seconds_sum counter',
        `http_request_duration_seconds_sum ${seconds.toFixed(6)}`,
        '# TYPE http_requests_in_flight gauge',
        `http_requests_in_flight ${inFlight}`,
        '# TYPE process_resident_memory_bytes gauge',
        `process_resident_memory_bytes ${process.memoryUsage().rss}`,
        '# TYPE process_uptime_seconds gauge',
        `process_uptime_seconds ${process.uptime().toFixed(3)}`,
        '',
      ].join('\n');
    },
  };
}

export type Metrics = ReturnType<typeof createMetrics>;
