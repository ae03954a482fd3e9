import { readFile } from 'node:fs/promises';
import http from 'node:http';
import https from 'node:https';
import { addressOf, hostOf, lookupSafely } from './address';
import { readAnswer, type VaultAnswer } from './answers';
import { VaultAway } from './errors';
import type { VaultSettings } from './settings';

/** One question to Vault. It is kept no longer than until its answer. */
export interface VaultCall {
  method: 'GET' | 'POST' | 'DELETE';
  /** Below `/v1/`; checked by whoever makes it, so there is nothing to encode. */
  path: string;
  /** Lists what is below the path. */
  list?: true;
  body?: object;
  token?: string;
  /** `sys/health` is not there in a namespace. */
  outsideNamespace?: true;
}

export interface Connection {
  /** @throws VaultAway when there is no answer, or none that Vault would give */
  send(call: VaultCall): Promise<VaultAnswer>;
  close(): void;
}

/** One exchange takes this long, from asking to the answer's last byte. */
const TIMEOUT_MS = 10_000;
/** Shorter than what usual load balancers keep. */
const IDLE_MS = 15_000;

/**
 * HTTP as it is needed for Vault and no more: no redirects, no compression, no cookies, no proxies, one address.
 *
 * @throws Error for an address that must not be used
 */
export function createConnection(settings: VaultSettings): Connection {
  const url = addressOf(settings);
  const agents = keepAgent(url, settings.caFile);
  const limitMs = settings.timeoutMs ?? TIMEOUT_MS;

  return {
    async send(call) {
      const signal = AbortSignal.timeout(limitMs);
      try {
        const agent = await agents.current();
        const options = {
          host: hostOf(url),
          port: url.port || undefined,
          method: call.method,
          path: `/v1/${call.path}${call.list ? '?list=true' : ''}`,
          headers: headersOf(call, settings.namespace),
          signal,
          agent,
        };
        return await readAnswer(
          await ask(url.protocol === 'https:', options, call.body),
        );
      } catch (error) {
        if (error instanceof VaultAway) throw error;
        throw new VaultAway(
          signal.aborted
            ? `Vault has not answered within ${limitMs / 1000} s`
            : `Vault cannot be reached: ${reasonOf(error)}`,
        );
      }
    },
    close: () => agents.close(),
  };
}

function headersOf(
  { body, token, outsideNamespace }: VaultCall,
  namespace: string | undefined,
): Record<string, string> {
  return {
    accept: 'application/json',
    'user-agent': 'paddock',
    // Vault's agents and proxies can be told to pass nothing without it: a browser cannot be made to send it.
    'x-vault-request': 'true',
    ...(body && { 'content-type': 'application/json' }),
    ...(token && { 'x-vault-token': token }),
    ...(namespace &&
      !outsideNamespace && { 'x-vault-namespace': `${namespace}/` }),
  };
}

async function ask(
  secure: boolean,
  options: http.RequestOptions,
  body: object | undefined,
): Promise<http.IncomingMessage> {
  for (;;) {
    const asked = (secure ? https : http).request(options);
    const answered = new Promise<http.IncomingMessage>((resolve, reject) => {
      asked.once('response', resolve);
      asked.on('error', reject);
    });
    asked.end(body && JSON.stringify(body));
    try {
      return await answered;
    } catch (error) {
      // The server may close a kept connection in the moment of its reuse; what was written may have had its effect
      // all the same and is not repeated here.
      const stale = asked.reusedSocket && options.method === 'GET';
      if (!stale || options.signal?.aborted) throw error;
    }
  }
}

/** The agent for the authority's certificate as it is now. */
function keepAgent(url: URL, caFile: string | undefined) {
  let held: { ca: string | undefined; agent: http.Agent } | undefined;
  return {
    async current(): Promise<http.Agent> {
      const ca = caFile && (await readFile(caFile, 'utf8'));
      if (held && held.ca === ca) return held.agent;
      held?.agent.destroy();
      held = { ca, agent: agentOf(url, ca) };
      return held.agent;
    },
    close: () => held?.agent.destroy(),
  };
}

function agentOf(url: URL, ca: string | undefined): http.Agent {
  const options = {
    keepAlive: true,
    maxSockets: 16,
    timeout: IDLE_MS,
    lookup: lookupSafely,
  };
  if (url.protocol === 'http:') return new http.Agent(options);
  return new https.Agent({
    ...options,
    minVersion: 'TLSv1.2',
    ...(ca !== undefined && { ca }),
  });
}

/** The system's word for it; an error of Node.js never holds headers or bodies. */
function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ECONNREFUSED') return 'nobody answers at its address';
  return (code ?? message).slice(0, 200);
}
