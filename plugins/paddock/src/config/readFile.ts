import { mostConfigBytes } from '@paddock/backstage-plugin-paddock-common';
import type { DraftRow } from './draft';

/** A file as a key: a text where it is one, else its bytes. @throws Error in words for one that is too large */
export async function readFile(
  file: File,
): Promise<Pick<DraftRow, 'key' | 'value'>> {
  if (file.size > mostConfigBytes) {
    throw new Error(
      `${file.name} is larger than the 1024 KiB that a ConfigMap takes. It belongs into the image or a volume.`,
    );
  }
  const bytes = new Uint8Array(await bytesOf(file));
  const text = asText(bytes);
  return {
    key: file.name,
    value:
      text === undefined
        ? { as: 'bytes', base64: asBase64(bytes), bytes: bytes.length }
        : { as: 'text', text },
  };
}

function bytesOf(file: File): Promise<ArrayBuffer> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result as ArrayBuffer);
    reader.onerror = () =>
      reject(new Error(`The browser cannot read ${file.name}.`));
    reader.readAsArrayBuffer(file);
  });
}

/** Undefined for what is no UTF-8, and for NUL, which no program expects in a text. */
function asText(bytes: Uint8Array): string | undefined {
  try {
    // A mark at the beginning belongs to the file as it is.
    const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
    const text = decoder.decode(bytes);
    return text.includes('\u0000') ? undefined : text;
  } catch {
    return undefined;
  }
}

const piece = 8_192;

function asBase64(bytes: Uint8Array): string {
  let binary = '';
  for (let at = 0; at < bytes.length; at += piece) {
    binary += String.fromCharCode(...bytes.subarray(at, at + piece));
  }
  return btoa(binary);
}
