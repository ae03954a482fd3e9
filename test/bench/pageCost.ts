import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CDPSession } from 'playwright-core';

/** What an open page costs, each a minute. */
export interface Cost {
  /** What its tab has received, as it came over the wire, and unpacked. */
  wireKB: number;
  unpackedKB: number;
  /** What the portal's account has asked the API server for, by the cluster's own audit log. */
  requests: number;
  /** Processor time of the portal's process. */
  cpuMs: number;
}

/** The portal's process, a child of the platform that keeps its state in this folder. */
export function portalOf(state: string): number {
  const platform = readFileSync(join(state, 'pid'), 'utf8').trim();
  for (const pid of readdirSync('/proc').filter(each => /^\d+$/.test(each))) {
    try {
      const parent = statOf(Number(pid))[1];
      const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
      if (parent === platform && command.includes('packages/backend')) {
        return Number(pid);
      }
    } catch {
      // It has ended meanwhile.
    }
  }
  throw new Error(`The platform ${platform} has no portal`);
}

/** The fields of `/proc/PID/stat` after the name, which may contain anything. */
const statOf = (pid: number) =>
  readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ');

/** In ticks of 10 ms: utime and stime. */
function cpuMsOf(pid: number): number {
  const fields = statOf(pid);
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

interface AuditEntry {
  requestReceivedTimestamp: string;
  user: { username: string };
}

function requestsIn(state: string, from: number, to: number): number {
  return readFileSync(join(state, 'audit/audit.log'), 'utf8')
    .split('\n')
    .filter(line => line.includes(':paddock-portal'))
    .map(line => JSON.parse(line) as AuditEntry)
    .filter(({ requestReceivedTimestamp, user }) => {
      const at = Date.parse(requestReceivedTimestamp);
      return user.username.endsWith(':paddock-portal') && at >= from && at < to;
    }).length;
}

/** Bytes. Of what streams on, Chromium tells how much came over the wire only when it ends; streams here are not packed. */
async function followTraffic(tab: CDPSession) {
  const unpacked = new Map<string, number>();
  const wire = new Map<string, number>();
  const received = (data: { requestId: string; dataLength: number }) => {
    const before = unpacked.get(data.requestId) ?? 0;
    unpacked.set(data.requestId, before + data.dataLength);
  };
  const finished = (end: { requestId: string; encodedDataLength: number }) => {
    wire.set(end.requestId, end.encodedDataLength);
  };
  await tab.send('Network.enable');
  tab.on('Network.dataReceived', received);
  tab.on('Network.loadingFinished', finished);
  const sum = (all: number[]) => all.reduce((one, other) => one + other, 0);
  return {
    stop() {
      tab.off('Network.dataReceived', received);
      tab.off('Network.loadingFinished', finished);
      return {
        unpacked: sum([...unpacked.values()]),
        wire: sum([...unpacked].map(([id, length]) => wire.get(id) ?? length)),
      };
    },
  };
}

/** Counts for so many seconds. A tab that is open already has loaded; what that took is not counted. */
export async function costOf(
  tab: CDPSession,
  { state, portal }: { state: string; portal: number },
  seconds: number,
): Promise<Cost> {
  const traffic = await followTraffic(tab);
  const from = Date.now();
  const cpu = cpuMsOf(portal);
  await sleep(seconds * 1_000);
  const used = cpuMsOf(portal) - cpu;
  const to = Date.now();
  const { wire, unpacked } = traffic.stop();
  // Lines are written when a request has been answered.
  await sleep(1_000);
  const perMinute = 60_000 / (to - from);
  return {
    wireKB: (wire / 1_000) * perMinute,
    unpackedKB: (unpacked / 1_000) * perMinute,
    requests: requestsIn(state, from, to) * perMinute,
    cpuMs: used * perMinute,
  };
}
