import type { HttpClient } from 'isomorphic-git';

// 100,000 references of a server that ignores the prefix.
const limitBytes = 16 * 1024 * 1024;

/** Git's transport over fetch: follows no redirect, since that would take credentials to another host, and is bounded. */
export const gitHttp = (signal: AbortSignal): HttpClient => ({
  async request({ url, method = 'GET', headers, body }) {
    const response = await fetch(url, {
      method,
      headers,
      body: body && (await collect(body)),
      redirect: 'manual',
      signal,
    });
    return {
      url,
      method,
      statusCode: response.status,
      statusMessage: response.statusText,
      headers: Object.fromEntries(response.headers),
      body: limited(response.body ?? new ReadableStream()),
    };
  },
});

async function collect(parts: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const part of parts) chunks.push(part);
  return Buffer.concat(chunks);
}

async function* limited(
  body: ReadableStream<Uint8Array>,
): AsyncIterableIterator<Uint8Array> {
  let size = 0;
  for await (const chunk of body) {
    size += chunk.byteLength;
    if (size > limitBytes) {
      throw new Error('The git host answers with more than 16 MiB.');
    }
    yield chunk;
  }
}
