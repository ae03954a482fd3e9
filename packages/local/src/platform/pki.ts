import { spawn } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { join } from 'node:path';

/** Who signs: each trusts only what it has to. */
export type Authority =
  | 'cluster'
  | 'etcd'
  | 'front-proxy'
  | 'kubelet'
  | 'vault';

export interface Leaf {
  /** Names the two files. */
  readonly name: string;
  readonly authority: Authority;
  readonly commonName: string;
  readonly organizations?: readonly string[];
  readonly dnsNames?: readonly string[];
  readonly ipAddresses?: readonly string[];
  readonly usages: ReadonlyArray<'server' | 'client'>;
}

/** Absolute paths of PEM files. */
export interface Certificate {
  readonly certificate: string;
  readonly key: string;
}

export interface Pki {
  /** The authority's certificate; its key stays in the folder. */
  authority(name: Authority): string;
  /**
   * Makes what is missing, less than 30 days from its end, or no longer as
   * asked; the rest stays as it is. One call for many is quicker than many calls.
   */
  issue(leaves: readonly Leaf[]): Promise<void>;
  /** Where a leaf's files are, once it has been issued. */
  files(name: string): Certificate;
  /** The pair that signs the tokens of service accounts. */
  readonly serviceAccounts: {
    readonly publicKey: string;
    readonly key: string;
  };
}

const authorities: ReadonlyArray<{ name: Authority; commonName: string }> = [
  { name: 'cluster', commonName: 'paddock cluster' },
  { name: 'etcd', commonName: 'paddock etcd' },
  { name: 'front-proxy', commonName: 'paddock front proxy' },
  { name: 'kubelet', commonName: 'paddock kubelet' },
  { name: 'vault', commonName: 'paddock vault' },
];

const fileOf = (authority: Authority) => `${authority}-ca`;

const folderOf = (state: string) => join(state, 'pki');

/** Where an authority's certificate is, for what knows only the state folder. */
export const authorityFile = (state: string, name: Authority) =>
  join(folderOf(state), `${fileOf(name)}.crt`);

/** Keeps keys and certificates in `<state>/pki`, made by the control plane's binary. */
export async function createPki(state: string, binary: string): Promise<Pki> {
  const folder = folderOf(state);
  // Private keys: nobody else may even list the folder.
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = (name: string) => join(folder, name);

  // Two runs at once could each make an authority, and one's leaves would not fit the other's.
  let previous: Promise<unknown> = Promise.resolve();
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    const next = previous.then(work, work);
    previous = next;
    return next;
  };

  return {
    authority: name => authorityFile(state, name),
    files: name => ({
      certificate: path(`${name}.crt`),
      key: path(`${name}.key`),
    }),
    serviceAccounts: {
      publicKey: path('service-accounts.pub'),
      key: path('service-accounts.key'),
    },
    issue: leaves =>
      inTurn(() => runCertificates(binary, certificatesSpec(folder, leaves))),
  };
}

/** What the binary reads: see certificates.go. Exported for its test. */
export function certificatesSpec(folder: string, leaves: readonly Leaf[]) {
  return {
    folder,
    authorities: authorities.map(({ name, commonName }) => ({
      name: fileOf(name),
      commonName,
    })),
    leaves: leaves.map(leaf => ({
      ...leaf,
      authority: fileOf(leaf.authority),
    })),
    keys: ['service-accounts'],
  };
}

async function runCertificates(binary: string, spec: object): Promise<void> {
  const child = spawn(binary, ['certificates'], {
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  const exit = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  child.stdin.end(JSON.stringify(spec));
  const [complaint, code] = await Promise.all([text(child.stderr), exit]);
  if (code !== 0) {
    throw new Error(`Certificates could not be made: ${complaint.trim()}`);
  }
}
