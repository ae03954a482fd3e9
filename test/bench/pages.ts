import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import {
  createApi,
  type KubeApi,
} from '../../packages/local/src/cluster/api.ts';
import { adminIdentity } from '../../packages/local/src/cluster/identities.ts';
import { createPki } from '../../packages/local/src/platform/pki.ts';
import { portsOf } from '../../packages/local/src/platform/ports.ts';
import {
  openBrowser,
  signIn,
  type Visitor,
} from '../journeys/world/browser.ts';
import { startEmbedded, type Embedded } from '../journeys/world/embedded.ts';
import { quantile, rounded, type Bench, type Measured } from './bench.ts';
import { costOf, portalOf, type Cost } from './pageCost.ts';
import { startPods, type Pod } from './probed.ts';

const component = 'payments-api';
const probed = 'paged-probe';
const rounds = 5;
/** What asks for rights again does so every 30 s. */
const idleSeconds = 60;
const busySeconds = 30;
const probes = 20;
/** plugin-kubernetes asks again so often: probes come at any moment in between. */
const pollMs = 10_000;

interface Contender {
  name: string;
  tab: string;
  /** Until it shows the restarts of the probed pod. */
  open(page: Page): Promise<void>;
}

const contenders: Contender[] = [
  {
    name: 'paddock',
    tab: 'live',
    open: page =>
      page
        .getByText(new RegExp(`^${probed}-`))
        .first()
        .waitFor(),
  },
  {
    name: 'plugin-kubernetes',
    tab: 'kubernetes',
    async open(page) {
      await page.getByRole('button', { name: /^This machine/ }).click();
      await page
        .getByRole('button', { name: new RegExp(`^${probed}`) })
        .first()
        .click();
      await page
        .getByText(new RegExp(`^${probed}-`))
        .first()
        .waitFor();
    },
  },
];

interface Ground {
  embedded: Embedded;
  api: KubeApi;
  probe: Pod;
  others: Pod[];
  say: (line: string) => void;
}

type Visit = Visitor & { contender: Contender };

async function show({ embedded }: Ground, { page, contender }: Visit) {
  await page.goto(
    `${embedded.portal}/catalog/default/component/${component}/${contender.tab}`,
  );
  await contender.open(page);
}

const setRestarts = (api: KubeApi, pod: Pod, restartCount: number) =>
  api.patch(
    `/api/v1/namespaces/${pod.metadata.namespace}/pods/${pod.metadata.name}/status`,
    {
      status: {
        containerStatuses: pod.status.containerStatuses?.map(each => ({
          ...each,
          restartCount,
        })),
      },
    },
  );

/** Resolves with when this text has come onto the page, by the clock of this machine, which is the browser's, too. */
const appears = (page: Page, text: string): Promise<number> =>
  page.evaluate(
    wanted =>
      new Promise<number>(done => {
        const look = () => {
          if (!document.body.textContent?.includes(wanted)) return;
          observer.disconnect();
          done(Date.now());
        };
        const observer = new MutationObserver(look);
        observer.observe(document.body, {
          subtree: true,
          childList: true,
          characterData: true,
        });
        look();
      }),
    text,
  );

/** From the answer to a PATCH of a pod's status until each page shows it. */
async function freshness(ground: Ground, visits: Visit[]): Promise<Measured[]> {
  for (const visit of visits) await show(ground, visit);
  const ages = visits.map((): number[] => []);
  for (let at = 1; at <= probes; at += 1) {
    await sleep(Math.random() * pollMs);
    const restarts = 7_000 + at;
    const seen = visits.map(({ page }) => appears(page, `${restarts}`));
    await setRestarts(ground.api, ground.probe, restarts);
    const known = Date.now();
    for (const [place, shown] of (await Promise.all(seen)).entries()) {
      ages[place]!.push(shown - known);
    }
    ground.say(`probe ${at}: ${ages.map(own => own.at(-1)).join(' and ')} ms`);
  }
  return visits.map(({ contender }, place) => ({
    what: 'from the cluster to the page',
    contender: contender.name,
    n: probes,
    p50Ms: rounded(quantile(ages[place]!, 0.5)),
    p99Ms: rounded(quantile(ages[place]!, 0.99)),
    maxMs: rounded(Math.max(...ages[place]!)),
  }));
}

/** Changes one pod after the other, one a second, until stopped. */
function keepBusy({ api, others }: Ground): () => void {
  let at = 0;
  const timer = setInterval(() => {
    at += 1;
    const pod = others[at % others.length]!;
    setRestarts(api, pod, at).catch((error: Error) => {
      console.error(error.message);
    });
  }, 1_000);
  return () => clearInterval(timer);
}

const inFigures = (cost: Cost) =>
  Object.fromEntries(
    Object.entries(cost).map(([name, value]) => [name, rounded(value)]),
  );

async function oneRound(
  ground: Ground,
  visits: Visit[],
  round: number,
): Promise<Measured[]> {
  const portal = portalOf(ground.embedded.state);
  const { state } = ground.embedded;
  const measured: Measured[] = [];
  const inTurn = round % 2 === 0 ? visits : [...visits].reverse();
  for (const visit of inTurn) {
    const tab = await visit.context.newCDPSession(visit.page);
    const measure = async (what: string, seconds: number) => {
      const cost = await costOf(tab, { state, portal }, seconds);
      const row = {
        ...{ what, contender: visit.contender.name, round },
        ...inFigures(cost),
      };
      ground.say(JSON.stringify(row));
      measured.push(row);
    };
    await show(ground, visit);
    await sleep(8_000);
    await measure('a page where nothing changes', idleSeconds);
    const stop = keepBusy(ground);
    await measure('a page where a pod changes every second', busySeconds);
    stop();
    // Until nothing of it is left to be told.
    await visit.page.goto('about:blank');
    await sleep(5_000);
  }
  return measured;
}

/**
 * A component of twenty pods on its entity page: Paddock's Live tab beside plugin-kubernetes' own, in the same portal, by the
 * same person, before the same cluster.
 */
export const pages: Bench = async say => {
  const embedded = await startEmbedded();
  await embedded.complete;
  const pki = await createPki(embedded.state, '');
  const port = portsOf(embedded.instance).apiserver;
  const api = await createApi(pki, { port, as: adminIdentity.name });
  const browser = await openBrowser();
  try {
    const [probe] = await startPods(api, { name: probed, component, count: 1 });
    const others = await startPods(api, {
      name: 'paged',
      component,
      count: 19,
    });
    const ground: Ground = { embedded, api, probe: probe!, others, say };
    const visits: Visit[] = [];
    for (const contender of contenders) {
      const visitor = await signIn(browser, embedded.portal, 'Ben Brandt');
      visits.push({ ...visitor, contender });
    }
    const measured = await freshness(ground, visits);
    for (const { page } of visits) await page.goto('about:blank');
    for (let round = 1; round <= rounds; round += 1) {
      measured.push(...(await oneRound(ground, visits, round)));
    }
    return measured;
  } finally {
    await browser.close();
    await embedded
      .npm('kubectl', '-n', 'payments', 'delete', 'deployment', probed, 'paged')
      .catch((error: Error) => say(error.message));
    api.close();
    await embedded.stop();
  }
};
