import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CDPSession, Page } from 'playwright-core';
import { portsOf } from '../../packages/local/src/platform/ports.ts';
import { openBrowser, signIn } from '../journeys/world/browser.ts';
import { startEmbedded, type Embedded } from '../journeys/world/embedded.ts';
import { quantile, rounded, type Bench, type Measured } from './bench.ts';

const seconds = Number(process.env.BENCH_SECONDS ?? 300);
const everySeconds = 15;
const perSecond = 1_000;
const pod = 'chatty';

/** So many lines a second, each with the time at which it was printed; in bursts of a few milliseconds, as programs print. */
const chatter = `exec {pause}<> <(:)
n=0; start=\${EPOCHREALTIME/./}
while :; do
  now=\${EPOCHREALTIME/./}; due=$(( (now - start) / ${1_000_000 / perSecond} ))
  while (( n < due )); do
    echo "INFO at=$EPOCHREALTIME seq=$n took 12 ms to answer GET /orders/$n for a customer"
    (( ++n ))
  done
  read -rt 0.005 -u $pause
done`;

async function startChatter({ npm, instance }: Embedded): Promise<void> {
  const image = `localhost:${
    portsOf(instance).registry
  }/paddock/debian-runtime:12`;
  await npm(
    ...(['kubectl', '-n', 'payments', 'run', pod, '--restart=Never'] as const),
    `--image=${image}`,
    ...['--command', '--', 'bash', '-c', chatter],
  );
  const ready = ['wait', '--for=condition=Ready', `pod/${pod}`, '--timeout=2m'];
  await npm('kubectl', '-n', 'payments', ...ready);
}

/** In the page: how old the newest line is whenever a frame shows a newer one. Milliseconds, on the same machine's clock. */
function watchNewest(page: Page): Promise<void> {
  return page.evaluate(() => {
    const seen = { ages: [] as number[], last: 0 };
    Object.assign(window, { newest: seen });
    const look = () => {
      requestAnimationFrame(look);
      const lines = document.querySelectorAll('[role=log] [data-index]');
      for (const line of lines) {
        const found = /at=(\d+\.\d+) seq=(\d+)/.exec(line.textContent ?? '');
        const seq = Number(found?.[2] ?? 0);
        if (!found || seq <= seen.last) continue;
        seen.last = seq;
        seen.ages.push(Date.now() - Number(found[1]) * 1_000);
      }
    };
    look();
  });
}

const takeAges = (page: Page) =>
  page.evaluate(() => {
    const { newest } = window as unknown as {
      newest: { ages: number[]; last: number };
    };
    return { ages: newest.ages.splice(0), last: newest.last };
  });

/** Resident memory of the processes that draw pages, in MiB. */
async function residentOf(browser: CDPSession): Promise<number> {
  const { processInfo } = await browser.send('SystemInfo.getProcessInfo');
  const kiB = processInfo
    .filter(({ type }) => type === 'renderer')
    .map(({ id }) => {
      const status = readFileSync(`/proc/${id}/status`, 'utf8');
      return Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0);
    });
  return Math.max(...kiB) / 1_024;
}

async function heapOf(tab: CDPSession): Promise<Record<string, number>> {
  await tab.send('HeapProfiler.collectGarbage');
  const { metrics } = await tab.send('Performance.getMetrics');
  const value = (name: string) =>
    metrics.find(each => each.name === name)?.value ?? NaN;
  return {
    heapMiB: rounded(value('JSHeapUsedSize') / 2 ** 20),
    domNodes: value('Nodes'),
  };
}

/** A pod that prints a thousand lines a second on the real worker, followed in Chromium. */
export const logs: Bench = async say => {
  const embedded = await startEmbedded('--empty');
  await embedded.complete;
  const browser = await openBrowser();
  try {
    await startChatter(embedded);
    say('the pod prints');
    const { page, context } = await signIn(
      browser,
      embedded.portal,
      'Ben Brandt',
    );
    await page.goto(
      `${embedded.portal}/workloads?pod=local/payments/${pod}&show=logs`,
    );
    await page.getByText(/^live \d+ of \d+ lines shown/).waitFor();
    await watchNewest(page);
    const tab = await context.newCDPSession(page);
    await tab.send('Performance.enable');
    return await follow(page, {
      tab,
      whole: await browser.newBrowserCDPSession(),
      say,
    });
  } finally {
    await browser.close();
    await embedded
      .npm('kubectl', '-n', 'payments', 'delete', 'pod', pod, '--wait=false')
      .catch((error: Error) => say(error.message));
    await embedded.stop();
  }
};

async function follow(
  page: Page,
  by: { tab: CDPSession; whole: CDPSession; say: (line: string) => void },
): Promise<Measured[]> {
  const measured: Measured[] = [];
  const ages: number[] = [];
  const began = Date.now();
  await takeAges(page);
  for (let at = everySeconds; at <= seconds; at += everySeconds) {
    await sleep(began + at * 1_000 - Date.now());
    const taken = await takeAges(page);
    ages.push(...taken.ages);
    const row = {
      what: 'tab',
      second: at,
      newestLine: taken.last,
      ...(await heapOf(by.tab)),
      rendererMiB: rounded(await residentOf(by.whole)),
      p50Ms: rounded(quantile(taken.ages, 0.5)),
      p99Ms: rounded(quantile(taken.ages, 0.99)),
      maxMs: rounded(Math.max(...taken.ages)),
    };
    measured.push(row);
    by.say(JSON.stringify(row));
  }
  measured.push({
    what: 'newest line, from printed to drawn',
    n: ages.length,
    p50Ms: rounded(quantile(ages, 0.5)),
    p99Ms: rounded(quantile(ages, 0.99)),
    maxMs: rounded(ages.reduce((most, age) => Math.max(most, age), 0)),
  });
  return measured;
}
