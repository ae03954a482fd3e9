import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { readBody } from '../../kube/connection/answers';
import { createHttp1Transport } from '../../kube/connection/transport/http1';
import type { PrometheusSettings } from './settings';

/** A question about a time, in seconds since 1970. */
export interface RangeQuestion {
  query: string;
  start: number;
  end: number;
  step: number;
}

/** One series: its labels, and its values by their time. */
export interface PrometheusSeries {
  labels: Readonly<Record<string, string>>;
  values: Array<[seconds: number, value: number]>;
}

export type AskPrometheus = (
  question: RangeQuestion,
) => Promise<PrometheusSeries[]>;

/** It has no answer; the message is for people, and names no address. */
export class PrometheusAway extends Error {}

const MAX_BYTES = 32 * 1024 * 1024;

const answerSchema = z.object({
  status: z.literal('success'),
  data: z.object({
    resultType: z.literal('matrix'),
    result: z.array(
      z.object({
        metric: z.record(z.string(), z.string()),
        values: z.array(z.tuple([z.number(), z.string()])),
      }),
    ),
  }),
});

/** Asks one Prometheus. Redirects are not followed. */
export function createAskPrometheus(
  settings: PrometheusSettings,
): AskPrometheus {
  return async question => {
    const signal = AbortSignal.timeout(settings.timeoutMs);
    try {
      return seriesIn(await read(settings, question, signal));
    } catch (error) {
      if (error instanceof PrometheusAway) throw error;
      throw new PrometheusAway(
        signal.aborted
          ? `Prometheus has not answered within ${settings.timeoutMs / 1000} s.`
          : 'Prometheus does not answer.',
      );
    }
  };
}

async function read(
  { url, tokenFile, caFile }: PrometheusSettings,
  question: RangeQuestion,
  signal: AbortSignal,
): Promise<string> {
  const token = tokenFile && (await readFile(tokenFile, 'utf8')).trim();
  const ca = caFile && (await readFile(caFile));
  const tls = { rejectUnauthorized: true, ...(ca && { ca }) };
  const transport = createHttp1Transport({ url, tls });
  const query = new URLSearchParams(
    Object.entries(question).map(([name, value]) => [name, `${value}`]),
  );
  try {
    const answer = await transport.send({
      method: 'GET',
      path: `/api/v1/query_range?${query}`,
      headers: {
        accept: 'application/json',
        'user-agent': 'paddock',
        ...(token && { authorization: `Bearer ${token}` }),
      },
      signal,
    });
    const body = await readBody(answer, MAX_BYTES);
    if (answer.status === 200) return body.toString('utf8');
    throw new PrometheusAway(
      `Prometheus refuses the portal's question (${answer.status}).`,
    );
  } finally {
    transport.close();
  }
}

function seriesIn(text: string): PrometheusSeries[] {
  const parsed = answerSchema.safeParse(JSON.parse(text));
  if (!parsed.success) {
    throw new PrometheusAway(
      'What answers in the place of Prometheus is none.',
    );
  }
  return parsed.data.data.result.map(({ metric, values }) => ({
    labels: metric,
    values: values.map(([at, value]) => [at, Number(value)]),
  }));
}
