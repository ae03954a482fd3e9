import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The programs that render docs, all of them outside what the docs may see. */
export interface DocsPrograms {
  bubblewrap: string;
  /** The environment of Python that has mkdocs. */
  environment: string;
  /** Where that Python itself is installed. */
  python: string;
}

interface Sandbox extends DocsPrograms {
  /** The repository's copy: read only, and where the command starts. */
  input: string;
  output: string;
  root: boolean;
}

/**
 * No account of a machine has this number: Debian keeps it free. Nor has a container by custom, as 65532 has: the kernel
 * counts the processes of a number on the whole machine against `nproc`.
 */
export const nobody = 65_347;

/** What one rendering may use. Bytes, seconds, and how many. */
const most = {
  as: 1024 ** 3,
  cpu: 60,
  fsize: 32 * 1024 ** 2,
  nproc: 64,
  nofile: 256,
  core: 0,
};
const scratch = 128 * 1024 ** 2;

/**
 * The arguments of bubblewrap that run a command where nothing is but the programs, `/in` and `/out`: no network, no
 * process of the machine, no environment, no privilege. Root hands the command to a user that owns nothing; anybody else
 * has a user namespace, in which the person's own files are simply not there.
 */
export function inSandbox(sandbox: Sandbox, command: readonly string[]) {
  const { environment, python: installation, input, output, root } = sandbox;
  // The libraries and programs of the system; where it has no /lib64 of its own, that is a link to nothing.
  const system = ['/usr/bin', '/usr/lib', '/usr/lib64'].filter(existsSync);
  const limits = Object.entries(most).map(([what, n]) => `--${what}=${n}`);
  return [
    ...['ipc', 'pid', 'net', 'uts'].map(each => `--unshare-${each}`),
    ...(root ? [] : ['--unshare-user', '--disable-userns']),
    '--unshare-cgroup-try',
    '--die-with-parent',
    '--new-session',
    '--clearenv',
    ...Object.entries(variables).flatMap(each => ['--setenv', ...each]),
    // First, because the cache may be in the machine's own /tmp.
    ...['--perms', '1777', '--size', `${scratch}`, '--tmpfs', '/tmp'],
    ...[...system, installation, environment].flatMap(readable),
    ...['bin', 'lib', 'lib64'].flatMap(name => [
      '--symlink',
      `usr/${name}`,
      `/${name}`,
    ]),
    ...['--dev', '/dev'],
    ...['--ro-bind', input, '/in'],
    ...['--bind', output, '/out'],
    ...['--chdir', '/in', '--'],
    ...['/usr/bin/prlimit', ...limits],
    ...(root ? asNobody : []),
    ...command,
  ];
}

const variables = {
  HOME: '/tmp',
  LANG: 'C.UTF-8',
  NO_MKDOCS_2_WARNING: '1',
  PATH: '/usr/bin:/bin',
};

const asNobody = [
  '/usr/bin/setpriv',
  `--reuid=${nobody}`,
  `--regid=${nobody}`,
  '--clear-groups',
  '--bounding-set=-all',
  '--inh-caps=-all',
  '--no-new-privs',
];

/** In the same place as outside. The folders above are made, since otherwise only root could pass them. */
function readable(folder: string): string[] {
  const above = (path: string): string[] =>
    path === '/' ? [] : [...above(dirname(path)), path];
  return [
    ...above(dirname(folder)).flatMap(each => ['--dir', each]),
    ...['--ro-bind', folder, folder],
  ];
}

/** Renders `/in` into `/out`. */
export const mkdocs = (programs: DocsPrograms) => [
  ...python(programs),
  ...['-m', 'mkdocs', 'build'],
  ...['--config-file', '/in/mkdocs.yml', '--site-dir', '/out'],
];

/** Shows that the sandbox can be made, and that mkdocs can be read in it. */
export const nothing = (programs: DocsPrograms) => [
  ...python(programs),
  ...['-c', 'import mkdocs'],
];

const python = ({ environment }: DocsPrograms) => [
  join(environment, 'bin/python'),
  ...['-I', '-B'],
];
