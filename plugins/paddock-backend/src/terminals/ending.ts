import type { TerminalEnd } from '@paddock/backstage-plugin-paddock-common';
import type WebSocket from 'ws';
import type { Admitted } from './admit';
import { execRight, lacksExec } from './target';

export interface Times {
  /** Between two looks whether the browser and the right are still there. Milliseconds. */
  beatMs: number;
  /** Without anything typed. */
  idleMs: number;
  /** Whatever is typed. */
  longestMs: number;
}

export const usualTimes: Times = {
  beatMs: 15_000,
  idleMs: 15 * 60_000,
  longestMs: 2 * 60 * 60_000,
};

type Ended = (reason: TerminalEnd, message: string) => void;

/** Everything that ends a terminal from outside: a lost right, a pod that goes, a browser that is gone, the clock. */
export function watchForEnd(
  { admitted, browser }: { admitted: Admitted; browser: WebSocket },
  { beatMs, idleMs, longestMs }: Times,
  end: Ended,
) {
  const onIdle = () =>
    end('idle', `Nothing was typed for ${idleMs / 60_000} minutes.`);
  const onLongest = () =>
    end('too-long', `A terminal is open for ${longestMs / 60_000} minutes.`);
  let idle = setTimeout(onIdle, idleMs);
  const longest = setTimeout(onLongest, longestMs);
  const stops = [
    watchRight(admitted, { beatMs, end }),
    watchPod(admitted, end),
    watchBrowser(browser, beatMs),
  ];
  return {
    typed() {
      clearTimeout(idle);
      idle = setTimeout(onIdle, idleMs);
    },
    stop() {
      clearTimeout(idle);
      clearTimeout(longest);
      stops.forEach(stop => stop());
    },
  };
}

function watchRight(
  { cluster, as, grant }: Admitted,
  { beatMs, end }: { beatMs: number; end: Ended },
) {
  const { namespace, pod } = grant;
  const look = async () => {
    if (await cluster.access.may(as, execRight(namespace, pod))) return;
    end('rights-lost', lacksExec(namespace, cluster.name));
  };
  const stop = cluster.access.onRightsChanged(look);
  // It may have been lost while the shell was being started.
  void look();
  // Rights may also come from where no role or binding changes.
  const timer = setInterval(look, beatMs);
  return () => {
    stop();
    clearInterval(timer);
  };
}

function watchPod({ cluster, grant }: Admitted, end: Ended) {
  return cluster.cache('Pod').subscribe(({ before, now }) => {
    if (now || before?.name !== grant.pod) return;
    if (before.namespace !== grant.namespace) return;
    end('pod-gone', `The pod ${grant.pod} is gone.`);
  });
}

/** A browser that answers no ping is gone, whatever the network says. */
function watchBrowser(browser: WebSocket, beatMs: number) {
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
