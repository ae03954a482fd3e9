import type { TerminalEnd } from '@paddock/backstage-plugin-paddock-common';
import type WebSocket from 'ws';
import type { KubeIdentity } from '../../kube/watch/cache';
import type { Authorized } from '../tickets/authorizeOpen';
import { whyNot } from '../tickets/target';
import type { Times } from '../times';

interface Told {
  end(reason: TerminalEnd, message: string): void;
  /** Nobody has typed for a while: after so many seconds it ends. */
  idleSoon(seconds: number): void;
}

/** Everything that ends a terminal from outside: a lost right, a pod that goes, a browser that is gone, the clock. */
export function watchForEnd(
  { authorized, browser }: { authorized: Authorized; browser: WebSocket },
  { beatMs, idleMs, warnMs, longestMs }: Times,
  { end, idleSoon }: Told,
) {
  const onIdle = () =>
    end('idle', `Nothing was typed for ${idleMs / 60_000} minutes.`);
  const onLongest = () =>
    end('too-long', `A terminal is open for ${longestMs / 60_000} minutes.`);
  let idle: NodeJS.Timeout;
  const waitForTyping = () => {
    idle = setTimeout(() => {
      idleSoon(Math.round(warnMs / 1_000));
      idle = setTimeout(onIdle, warnMs);
    }, idleMs - warnMs);
  };
  waitForTyping();
  const longest = setTimeout(onLongest, longestMs);
  const stops = [
    watchRight(authorized, { beatMs, end }),
    watchPod(authorized, end),
    watchBrowser(browser, beatMs),
  ];
  return {
    /** Somebody is there. */
    typed() {
      clearTimeout(idle);
      waitForTyping();
    },
    stop() {
      clearTimeout(idle);
      clearTimeout(longest);
      stops.forEach(stop => stop());
    },
  };
}

function watchRight(
  { cluster, as, whoNow, grant }: Authorized,
  { beatMs, end }: { beatMs: number; end: Told['end'] },
) {
  let now: KubeIdentity | undefined = as;
  const look = async () => {
    const lost = now
      ? await whyNot({ cluster, as: now }, grant.way.is, grant)
      : `You are nobody to the cluster ${cluster.name} any more.`;
    if (lost) end('rights-lost', lost);
  };
  const stop = cluster.access.onRightsChanged(look);
  // It may have been lost while the shell was being started.
  void look();
  // Rights may also come from where no role or binding changes, and somebody may leave a group.
  const timer = setInterval(async () => {
    now = await whoNow();
    await look();
  }, beatMs);
  return () => {
    stop();
    clearInterval(timer);
  };
}

function watchPod({ cluster, grant }: Authorized, end: Told['end']) {
  return cluster.cache('Pod').subscribe(({ before, now }) => {
    if (now || before?.name !== grant.pod) return;
    if (before.namespace !== grant.namespace) return;
    end('pod-gone', `The pod ${grant.pod} is gone.`);
  });
}

/** A browser that answers no ping is gone, whatever the network says. */
export function watchBrowser(browser: WebSocket, beatMs: number) {
  let answered = true;
  browser.on('pong', () => {
    answered = true;
  });
  const timer = setInterval(() => {
    if (!answered) browser.terminate();
    answered = false;
    browser.ping();
  }, beatMs);
  return () => clearInterval(timer);
}
