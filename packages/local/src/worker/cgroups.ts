import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmdirSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const root = '/sys/fs/cgroup';
const isUnified = () => existsSync(join(root, 'cgroup.controllers'));

/**
 * Makes the cgroup under which every pod of the worker lives: the kubelet asks that it exists, in each hierarchy.
 * A group of our own makes the end simple: what is in it is ours.
 */
export function makeCgroup(name: string): void {
  if (isUnified()) {
    const wanted = ['cpuset', 'cpu', 'io', 'memory', 'hugetlb', 'pids'];
    const offered = readFileSync(join(root, 'cgroup.controllers'), 'utf8')
      .trim()
      .split(' ');
    const enable = wanted
      .filter(each => offered.includes(each))
      .map(each => `+${each}`)
      .join(' ');
    writeFileSync(join(root, 'cgroup.subtree_control'), enable);
    mkdirSync(join(root, name), { recursive: true });
    writeFileSync(join(root, name, 'cgroup.subtree_control'), enable);
    return;
  }
  for (const hierarchy of hierarchies().filter(
    each => !each.endsWith('/unified'),
  )) {
    const group = join(hierarchy, name);
    mkdirSync(group, { recursive: true });
    // A new cpuset has neither processors nor memory until it is given some.
    for (const file of ['cpuset.cpus', 'cpuset.mems']) {
      if (existsSync(join(group, file))) {
        writeFileSync(join(group, file), readFileSync(join(hierarchy, file)));
      }
    }
  }
}

/** The processes of all pods. */
export function processesIn(name: string): number[] {
  const found = new Set<number>();
  for (const group of groupsNamed(name)) {
    for (const each of tree(group))
      for (const id of processesOf(each)) found.add(id);
  }
  return [...found];
}

/** Kills what is still in the group and removes it from every hierarchy. */
export async function removeCgroup(name: string): Promise<void> {
  for (let tries = 0; tries < 50; tries += 1) {
    for (const id of processesIn(name)) signal(id, 'SIGKILL');
    const left = groupsNamed(name).filter(group => !removeTree(group));
    if (left.length === 0) return;
    await pause(100);
  }
  throw new Error(
    `The cgroup ${name} could not be removed: its processes do not end.`,
  );
}

/** Sends a signal to a process that may have ended meanwhile. */
export function signal(id: number, name: NodeJS.Signals): void {
  try {
    process.kill(id, name);
  } catch {
    // It has ended, which is what was wanted.
  }
}

function groupsNamed(name: string): string[] {
  return hierarchies()
    .map(each => join(each, name))
    .filter(existsSync);
}

/** One folder on cgroup v2, one for each controller on v1 (where some are links to others). */
function hierarchies(): string[] {
  if (isUnified()) return [root];
  const folders = readdirSync(root)
    .map(each => realpathSync(join(root, each)))
    .filter(each => existsSync(join(each, 'cgroup.procs')));
  return [...new Set(folders)];
}

/** The group and all below it, deepest first. */
function tree(group: string): string[] {
  try {
    const children = readdirSync(group, { withFileTypes: true })
      .filter(each => each.isDirectory())
      .flatMap(each => tree(join(group, each.name)));
    return [...children, group];
  } catch {
    return [];
  }
}

function removeTree(group: string): boolean {
  for (const each of tree(group)) {
    try {
      rmdirSync(each);
    } catch {
      return false;
    }
  }
  return true;
}

function processesOf(group: string): number[] {
  try {
    return readFileSync(join(group, 'cgroup.procs'), 'utf8')
      .trim()
      .split('\n')
      .filter(Boolean)
      .map(Number);
  } catch {
    return [];
  }
}
