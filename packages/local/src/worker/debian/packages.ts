import {
  accessSync,
  constants,
  existsSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { Advice, type Platform } from '../../platform/platform.ts';
import { attempt, run } from '../run.ts';

/** Program → the Debian package that has it. */
const programs = {
  runc: 'runc',
  buildah: 'buildah',
  'docker-registry': 'docker-registry',
  debootstrap: 'debootstrap',
  iptables: 'iptables',
  nft: 'nftables',
  ip: 'iproute2',
  nsenter: 'util-linux',
  setpriv: 'util-linux',
} as const;

/** The Debian packages whose programs this machine does not have. */
export function missingPackages(): string[] {
  const missing = Object.entries(programs)
    .filter(([program]) => !hasProgram(program))
    .map(([, name]) => name);
  return [...new Set(missing)];
}

/** Installs what is missing where that is allowed; otherwise says what to install. */
export async function ensurePackages(platform: Platform): Promise<void> {
  const missing = missingPackages();
  if (missing.length === 0) return;
  if (!platform.mayInstall) {
    throw new Advice(
      `The real worker needs Debian packages that are not installed: ${missing.join(
        ', ',
      )}.`,
      `Run "apt-get install ${missing.join(
        ' ',
      )}", or start with --yes to have it done.`,
    );
  }
  await platform.steps.run(`installing ${missing.join(', ')}`, say =>
    withoutServices(async () => {
      const options = {
        env: { DEBIAN_FRONTEND: 'noninteractive' },
        signal: platform.supervisor.signal,
        onLine: say,
      };
      await run('apt-get', ['update', '--quiet'], options);
      await run(
        'apt-get',
        ['install', '--yes', '--quiet', '--no-install-recommends', ...missing],
        options,
      );
    }),
  );
  // Its package means to run a registry of the whole machine from the next boot on.
  if (missing.includes('docker-registry')) {
    await attempt('systemctl', ['disable', 'docker-registry.service']);
  }
}

/** Debian's way to say that installing a package starts nothing: a policy-rc.d that answers 101. */
async function withoutServices<T>(work: () => Promise<T>): Promise<T> {
  const policy = '/usr/sbin/policy-rc.d';
  if (existsSync(policy)) return work();
  writeFileSync(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  try {
    return await work();
  } finally {
    rmSync(policy);
  }
}

function hasProgram(name: string): boolean {
  const folders = [
    ...(process.env.PATH ?? '').split(':'),
    '/usr/sbin',
    '/sbin',
  ];
  return folders.some(folder => {
    try {
      accessSync(join(folder, name), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
