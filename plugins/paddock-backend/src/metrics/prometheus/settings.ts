import type { Config } from '@backstage/config';
import { BlockList, isIPv4 } from 'node:net';
import { z } from 'zod';

/** How one cluster's Prometheus is asked. It comes from the configuration and from nowhere else. */
export interface PrometheusSettings {
  url: URL;
  /** A file with a bearer token, read anew for each question. */
  tokenFile?: string;
  /** PEM of who signs its certificate. */
  caFile?: string;
  timeoutMs: number;
  /** The label of a node's name on the series of kubelets. */
  nodeLabel: string;
  /** Put into every question, where one Prometheus has several clusters. */
  labels: Readonly<Record<string, string>>;
}

const schema = z.strictObject({
  cluster: z.string().min(1),
  url: z.string(),
  insecure: z.boolean().optional(),
  tokenFile: z.string().startsWith('/').optional(),
  caFile: z.string().startsWith('/').optional(),
  timeoutSeconds: z.number().positive().max(60).default(10),
  nodeLabel: z
    .string()
    .regex(/^[A-Za-z_][A-Za-z0-9_]*$/)
    .default('node'),
  labels: z
    .record(z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/), z.string())
    .default({}),
});

/**
 * Reads `paddock.metrics.prometheus`, by cluster.
 *
 * @throws Error that names what is wrong
 */
export function readPrometheus(
  config: Config,
): ReadonlyMap<string, PrometheusSettings> {
  const given = config.getOptional('paddock.metrics.prometheus') ?? [];
  const parsed = z.array(schema).safeParse(given);
  if (!parsed.success) {
    const { path, message } = parsed.error.issues[0]!;
    throw new Error(
      `paddock.metrics.prometheus ${path.join('.')}: ${message}`.replace(
        / +:/,
        ':',
      ),
    );
  }
  return new Map(
    parsed.data.map(
      ({
        cluster,
        url,
        insecure,
        timeoutSeconds,
        tokenFile,
        caFile,
        ...rest
      }) => [
        cluster,
        {
          ...rest,
          ...(tokenFile !== undefined && { tokenFile }),
          ...(caFile !== undefined && { caFile }),
          url: addressOf(url, insecure === true),
          timeoutMs: timeoutSeconds * 1000,
        },
      ],
    ),
  );
}

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8);

// Where clouds answer with their machines' credentials.
const linkLocal = new BlockList();
linkLocal.addSubnet('169.254.0.0', 16);

/** @throws Error for an address that a token must not be sent to */
function addressOf(text: string, insecure: boolean): URL {
  const wrong = (because: string) =>
    new Error(`paddock.metrics.prometheus: the url ${because}`);
  if (!URL.canParse(text)) throw wrong('is none');
  const url = new URL(text);
  if (url.username || url.password || url.search || url.hash) {
    throw wrong('may hold a host, a port and a path only');
  }
  const { hostname: host } = url;
  const isHere =
    host === 'localhost' ||
    host === '[::1]' ||
    (isIPv4(host) && loopback.check(host));
  const mayBePlain = url.protocol === 'http:' && (isHere || insecure);
  if (url.protocol !== 'https:' && !mayBePlain) {
    throw wrong('must begin with https://, unless insecure is set');
  }
  if ((isIPv4(host) && linkLocal.check(host)) || /^\[fe[89ab]/.test(host)) {
    throw wrong('is a link-local address; no Prometheus can be there');
  }
  return url;
}
