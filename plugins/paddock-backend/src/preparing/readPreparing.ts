import { open } from 'node:fs/promises';
import {
  type Preparing,
  preparingSchema,
} from '@paddock/backstage-plugin-paddock-common';

const bytesAtMost = 64 * 1024;

const nothing: Preparing = { items: [] };

/** What is outstanding by this file, read anew each time; nothing where the file is missing or is not what it should be. */
export async function readPreparing(file: string): Promise<Preparing> {
  try {
    const text = await readBounded(file);
    const parsed = preparingSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : nothing;
  } catch {
    // Whoever prepares has not written it yet; pages then say what they see.
    return nothing;
  }
}

/** The beginning of a file: what is longer is cut, and with that no JSON. */
async function readBounded(file: string): Promise<string> {
  const handle = await open(file, 'r');
  try {
    const buffer = Buffer.alloc(bytesAtMost);
    const { bytesRead } = await handle.read(buffer, 0, bytesAtMost, 0);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await handle.close();
  }
}
