import { readFileSync } from 'node:fs';
import { missingPackages } from './debian/packages.ts';

/** Something that this machine lacks for a real worker, and how a person gets it. */
export interface Missing {
  what: string;
  howToGet: string;
  /** Debian packages are installed by the start itself where that is allowed (`--yes`). */
  installable: boolean;
}

const linux: Missing = {
  what: 'Linux',
  howToGet:
    'Containers need a Linux kernel: use a Linux machine or a virtual one.',
  installable: false,
};
const root: Missing = {
  what: 'root',
  howToGet:
    'Network namespaces, mounts and cgroups need it: start as root, for instance with sudo.',
  installable: false,
};
const capabilities: Missing = {
  what: 'the capabilities CAP_NET_ADMIN and CAP_SYS_ADMIN',
  howToGet:
    'A container often has neither: use a machine, a virtual machine or a privileged container.',
  installable: false,
};
const debian: Missing = {
  what: 'Debian',
  howToGet:
    'containerd and the base images come from Debian packages: use Debian 12 or newer.',
  installable: false,
};

/** What keeps this machine from running a real worker node; empty when nothing does. Starts and changes nothing. */
export function checkWorker(): Missing[] {
  if (process.platform !== 'linux') return [linux];
  const missing: Missing[] = [];
  if (process.getuid?.() !== 0) missing.push(root);
  else if (!hasCapabilities()) missing.push(capabilities);
  if (!isDebian()) return [...missing, debian];

  const packages = missingPackages().join(' ');
  if (packages !== '') {
    missing.push({
      what: `the Debian packages ${packages}`,
      howToGet: `apt-get install ${packages}`,
      installable: true,
    });
  }
  return missing;
}

function isDebian(): boolean {
  try {
    return /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'));
  } catch {
    return false;
  }
}

/** Network namespaces need the first, mounts the second (capabilities(7)). */
function hasCapabilities(): boolean {
  const status = readFileSync('/proc/self/status', 'utf8');
  const effective = BigInt(
    `0x${/^CapEff:\s*(\w+)$/m.exec(status)?.[1] ?? '0'}`,
  );
  const [netAdmin, sysAdmin] = [12n, 21n];
  return [netAdmin, sysAdmin].every(bit => (effective >> bit) % 2n === 1n);
}
