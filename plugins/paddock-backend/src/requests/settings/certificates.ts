const certificate =
  /-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----/g;

/**
 * The certificates of a PEM text, and nothing else of it: they go into clusters, where a private key that lies beside
 * them has no place.
 *
 * @throws Error where there are none
 */
export function certificatesOf(file: string, text: string): string {
  const found = text.match(certificate);
  if (!found) throw new Error(`${file} holds no certificates`);
  return found.map(each => `${each}\n`).join('');
}
