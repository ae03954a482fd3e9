import type { UrlReaderServiceReadUrlResponse } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';

/**
 * The content of a file of somebody else. What is longer than `bytes` is not read to its end.
 *
 * @throws InputError for a longer one
 */
export async function contentWithin(
  file: Pick<UrlReaderServiceReadUrlResponse, 'buffer' | 'stream'>,
  bytes: number,
): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of file.stream?.() ?? [await file.buffer()]) {
    length += piece.length;
    // Leaving the loop ends the stream, and with it the transfer.
    if (length > bytes) {
      throw new InputError(
        `a file is larger than ${bytes / 1024} KiB. Split it.`,
      );
    }
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}
