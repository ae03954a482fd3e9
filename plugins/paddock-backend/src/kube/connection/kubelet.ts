import { readFileSync } from 'node:fs';
import type { KubernetesCredential } from '@backstage/plugin-kubernetes-node';
import { readBody } from './answers';
import { type CredentialSource, holdCredential } from './credentials';
import { KubeError, Unreachable } from './errors';
import { credentialHeaders } from './headers';
import type { KubeletTrust } from './kubeletTrust';
import { createHttp1Transport } from './transport/http1';
import type { TransportAnswer } from './transport/transport';

/**
 * What is ever asked of a kubelet. Each is a subresource of nodes of its own (`stats`, `metrics`), so that the portal
 * needs no right to `nodes/proxy`, with which it could run commands in every pod.
 */
export type KubeletPath =
  | '/stats/summary'
  | '/metrics'
  | '/metrics/cadvisor'
  | '/metrics/resource';

export interface KubeletQuestion {
  /** IP address or host name, as Node.status.addresses has it. */
  address: string;
  /** Node.status.daemonEndpoints.kubeletEndpoint.Port */
  port: number;
  path: KubeletPath;
  signal?: AbortSignal;
}

/**
 * Asks one kubelet directly, as the portal. Answers are text, of at most 32 MiB and within 10 s.
 *
 * @throws KubeError for what the kubelet refuses, Unreachable when it does not answer or cannot prove who it is
 */
export type ReadKubelet = (question: KubeletQuestion) => Promise<string>;

const TIMEOUT_MS = 10_000;
const MAX_BYTES = 32 * 1024 * 1024;

/** A connection for each question: between two of them a node may be another one. */
export function createReadKubelet(
  source: CredentialSource,
  trust: KubeletTrust,
): ReadKubelet {
  const credentials = holdCredential(source);
  return async question => {
    const limit = AbortSignal.timeout(TIMEOUT_MS);
    const signal = question.signal
      ? AbortSignal.any([question.signal, limit])
      : limit;
    try {
      const held = await credentials.current();
      const first = await ask(question, { ...held, trust, signal });
      if (first.status !== 401) return textOf(question, first);
      const renewed = await credentials.renew(held.generation);
      const again = await ask(question, { ...renewed, trust, signal });
      return textOf(question, again);
    } catch (error) {
      if (!limit.aborted || error instanceof KubeError) throw error;
      throw new Unreachable(`No answer from ${hostOf(question)} in time`, {
        code: 'ETIMEDOUT',
      });
    }
  };
}

interface Answer {
  status: number;
  text: string;
}

async function ask(
  question: KubeletQuestion,
  given: {
    credential: KubernetesCredential;
    trust: KubeletTrust;
    signal: AbortSignal;
  },
): Promise<Answer> {
  const { credential, trust, signal } = given;
  const x509 = credential.type === 'x509 client certificate';
  const transport = createHttp1Transport({
    url: new URL(`https://${hostOf(question)}`),
    tls: {
      ...(trust.by === 'authority'
        ? { ca: readFileSync(trust.caFile), rejectUnauthorized: true }
        : { rejectUnauthorized: false }),
      ...(x509 ? { cert: credential.cert, key: credential.key } : {}),
    },
  });
  try {
    const answer = await transport.send({
      method: 'GET',
      path: question.path,
      headers: { 'user-agent': 'paddock', ...credentialHeaders(credential) },
      signal,
    });
    return await read(answer);
  } finally {
    transport.close();
  }
}

async function read(answer: TransportAnswer): Promise<Answer> {
  const body = await readBody(answer, MAX_BYTES);
  return { status: answer.status, text: body.toString('utf8') };
}

function textOf(question: KubeletQuestion, { status, text }: Answer): string {
  if (status === 200) return text;
  throw new KubeError(status, 'Kubelet', {
    message: `The kubelet at ${hostOf(question)} answers ${status}${
      text ? `: ${text.slice(0, 300).trim()}` : ''
    }`,
  });
}

/** @throws KubeError for an address that is none: it comes from the cluster, and becomes part of a URL. */
function hostOf({ address, port }: KubeletQuestion): string {
  if (!/^[A-Za-z0-9.:-]{1,253}$/.test(address)) {
    throw new KubeError(400, 'NoAddress', {
      message: 'The node has an address that is none',
    });
  }
  const host = address.includes(':') ? `[${address}]` : address;
  return `${host}:${port}`;
}
