import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { openBrowser, signIn, type Visitor } from './browser.ts';
import { startEmbedded, type Embedded } from './embedded.ts';
import { leftovers } from './leftovers.ts';
import {
  askService,
  buildAndTest,
  changeSource,
  cloneAs,
  createFromTemplate,
  isMarked,
  markPage,
  openLiveTab,
  release,
  taskIsDone,
  untilHealthy,
} from './newService.ts';

const name = 'greeter';
const liveTab = `/catalog/default/component/${name}/live`;

let embedded: Embedded;
let browser: Browser;
let ben: Visitor;
let emil: Visitor;
let petra: Visitor;

before(
  async () => {
    embedded = await startEmbedded('--empty');
    await embedded.complete;
    browser = await openBrowser();
    ben = await signIn(browser, embedded.portal, 'Ben Brandt');
    emil = await signIn(browser, embedded.portal, 'Emil Eriksen');
    petra = await signIn(browser, embedded.portal, 'Petra Petrova');
  },
  { timeout: 45 * 60_000 },
);

after(async () => {
  await browser?.close();
  await embedded?.stop();
});

async function open({ page }: Visitor, path: string): Promise<Page> {
  await page.goto(`${embedded.portal}${path}`);
  return page;
}

/** Deletes the service's pods; every page is to lose the old ones and to be healthy with new ones. */
async function replacePods(pages: Page[]): Promise<void> {
  const label = `backstage.io/kubernetes-id=${name}`;
  const old = await embedded.npm(
    'kubectl',
    '-n',
    'payments',
    'get',
    'pod',
    '-l',
    label,
    '-o',
    'name',
  );
  await embedded.npm(
    'kubectl',
    '-n',
    'payments',
    'delete',
    'pod',
    '-l',
    label,
    '--wait=false',
  );
  for (const page of pages) {
    for (const pod of old.split('\n')) {
      await page
        .getByText(pod.replace('pod/', ''), { exact: true })
        .first()
        .waitFor({ state: 'detached', timeout: 60_000 });
    }
    await untilHealthy(page, name);
  }
}

const isLive = (page: Page) => page.getByText(/^live · updated/).waitFor();

describe('from a template to a live rollout', () => {
  let watching: Page;

  it('a member makes a service, and its page goes from nothing to all pods ready without a reload', async () => {
    await createFromTemplate(ben, embedded, name);
    watching = await ben.context.newPage();
    await openLiveTab(watching, embedded, name);
    await markPage(watching);
    await untilHealthy(watching, name);
    assert.ok(await isMarked(watching), 'the page was not reloaded');
    await taskIsDone(ben.page);
  });

  it('answers over HTTP through its Service', async () => {
    const answer = JSON.parse(await askService(embedded, 'ben', name)) as {
      name: string;
    };
    assert.equal(answer.name, name);
  });

  it('can be cloned, built and tested; a pushed change rolls out live', async () => {
    const clone = await cloneAs(embedded, 'ben', name);
    try {
      assert.match(buildAndTest(clone), /100% tests passed/);
      changeSource(
        clone,
        'src/config.hpp',
        text => `${text}\n// Changed by its owner.\n`,
      );
      const before = await askService(embedded, 'ben', name);
      const rolling = watching
        .getByText(`${name} is rolling out`, { exact: false })
        .waitFor({ timeout: 5 * 60_000 });
      await release(ben, embedded, name);
      await rolling;
      await watching
        .getByText('revision 2', { exact: true })
        .waitFor({ timeout: 60_000 });
      await untilHealthy(watching, name);
      assert.ok(await isMarked(watching), 'the page was not reloaded');
      assert.notEqual(
        await askService(embedded, 'ben', name),
        before,
        'another version answers',
      );
    } finally {
      clone.remove();
    }
  });

  it('the standard Kubernetes tab shows the same pods from the same configuration', async () => {
    const page = await open(
      ben,
      `/catalog/default/component/${name}/kubernetes`,
    );
    await page.getByText('This machine').first().waitFor();
    await page
      .getByText(/2 pods/)
      .first()
      .waitFor();
  });

  it('the cluster’s audit log names the person for the deployment, and the portal for its watches', () => {
    const entries = readFileSync(
      join(embedded.state, 'audit/audit.log'),
      'utf8',
    )
      .trim()
      .split('\n')
      .map(line => JSON.parse(line) as AuditEntry);
    const applied = entries.filter(
      ({ verb, objectRef }) =>
        verb === 'patch' &&
        objectRef?.resource === 'deployments' &&
        objectRef.name === name,
    );
    const byPortal = applied.filter(({ user }) =>
      user.username.endsWith(':paddock-portal'),
    );
    assert.ok(byPortal.length >= 2, 'both rollouts are in the log');
    for (const { impersonatedUser } of byPortal) {
      assert.equal(impersonatedUser?.username, 'ben@paddock.example');
    }
    const reviews = entries.filter(
      ({ objectRef }) => objectRef?.resource === 'subjectaccessreviews',
    );
    assert.ok(
      reviews.some(
        ({ user, impersonatedUser }) =>
          user.username.endsWith(':paddock-portal') && !impersonatedUser,
      ),
    );
  });
});

interface AuditEntry {
  verb: string;
  user: { username: string };
  impersonatedUser?: { username: string };
  objectRef?: { resource: string; name?: string };
}

describe('who sees what', () => {
  const paths = [
    '/api/paddock/workloads',
    `/api/paddock/entities/component/default/${name}/workloads`,
  ];

  const call = async (person: string, path: string, body?: object) =>
    fetch(`${embedded.portal}${path}`, {
      method: body ? 'POST' : 'GET',
      headers: {
        authorization: `Bearer ${await embedded.npm('token', person)}`,
        'content-type': 'application/json',
      },
      body: body && JSON.stringify(body),
    });

  it('a member of the other team sees nothing, by page, by API and by stream', async () => {
    const page = await open(emil, liveTab);
    await page.getByText(`You may not see the workloads of ${name}.`).waitFor();
    assert.equal(await page.getByText(`${name}-`).count(), 0);
    await open(emil, '/workloads');
    await page
      .getByText(/^0 workloads|No workloads|Nothing/)
      .first()
      .waitFor();
    assert.equal(await page.getByText(name).count(), 0);

    for (const path of paths)
      assert.doesNotMatch(
        await (await call('emil', path)).text(),
        /greeter-|team-payments\/greeter/,
      );
    const kubernetes = await call('emil', `/api/kubernetes/services/${name}`, {
      entity: {
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Component',
        metadata: { name, annotations: { 'backstage.io/kubernetes-id': name } },
      },
      auth: {},
    });
    assert.doesNotMatch(await kubernetes.text(), /greeter-[0-9a-f]/);
    assert.equal(
      (
        await call(
          'emil',
          '/api/kubernetes/proxy/api/v1/namespaces/payments/pods',
        )
      ).status,
      403,
    );
    assert.match(await streamOf('emil'), /"type":"denied"/);
    assert.doesNotMatch(await streamOf('emil'), /"snapshot"/);
  });

  /** The first second of the entity's stream. */
  async function streamOf(person: string): Promise<string> {
    const answer = await call(person, '/api/paddock/live', {
      topics: [
        {
          id: 'a',
          topic: 'entity-workloads',
          params: { entityRef: `component:default/${name}` },
        },
      ],
    });
    assert.ok(answer.body);
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    const end = setTimeout(() => void reader.cancel(), 1500);
    for (let part = await reader.read(); !part.done; part = await reader.read())
      text += part.value;
    clearTimeout(end);
    return text;
  }

  it('the administrator sees it', async () => {
    const page = await open(petra, liveTab);
    await page.getByText(`${name} is healthy`, { exact: false }).waitFor();
  });

  it('ten tabs at once all stay live', async () => {
    const pages = await Promise.all(
      Array.from({ length: 10 }, async () => {
        const page = await ben.context.newPage();
        await page.goto(`${embedded.portal}${liveTab}`);
        return page;
      }),
    );
    try {
      await Promise.all(pages.map(isLive));
      await replacePods(pages);
    } finally {
      await Promise.all(pages.map(page => page.close()));
    }
  });

  it('removing the RoleBinding ends an open view within a second, and giving it back brings it again', async () => {
    const page = await open(ben, liveTab);
    await page.getByText(`${name} is healthy`, { exact: false }).waitFor();
    const bindings = JSON.parse(
      await embedded.npm(
        'kubectl',
        '-n',
        'payments',
        'get',
        'rolebindings',
        '-o',
        'json',
      ),
    ) as {
      items: Array<{
        metadata: { name: string };
        subjects?: Array<{ name: string }>;
      }>;
    };
    const binding = bindings.items.find(({ subjects }) =>
      subjects?.some(each => each.name === 'team-payments'),
    );
    assert.ok(binding);
    const saved = await embedded.npm(
      'kubectl',
      '-n',
      'payments',
      'get',
      'rolebinding',
      binding.metadata.name,
      '-o',
      'yaml',
    );

    const denied = page
      .getByText(`You may not see the workloads of ${name}.`)
      .waitFor()
      .then(() => Date.now());
    const removed = embedded
      .npm(
        'kubectl',
        '-n',
        'payments',
        'delete',
        'rolebinding',
        binding.metadata.name,
      )
      .then(() => Date.now());
    const [deniedAt, removedAt] = await Promise.all([denied, removed]);
    assert.ok(
      deniedAt - removedAt < 1000,
      `it took ${deniedAt - removedAt} ms`,
    );
    assert.equal(
      await page.getByText(`${name}-`).count(),
      0,
      'nothing of it is left on the page',
    );

    await applyYaml(saved);
    await page.getByText(`${name} is healthy`, { exact: false }).waitFor();
  });

  async function applyYaml(yaml: string): Promise<void> {
    const file = join(embedded.state, 'restore.yaml');
    const { writeFileSync } = await import('node:fs');
    writeFileSync(
      file,
      yaml.replace(/^ {2}(uid|resourceVersion|creationTimestamp):.*\n/gm, ''),
    );
    await embedded.npm(
      'kubectl',
      'apply',
      '--server-side',
      '--force-conflicts',
      '-f',
      file,
    );
  }
});

describe('everybody can read it', () => {
  for (const path of [liveTab, '/workloads']) {
    it(`axe finds nothing serious on ${path}`, async () => {
      const page = await open(ben, path);
      await isLive(page);
      const { violations } = await new AxeBuilder({ page })
        .include('main')
        .analyze();
      const serious = violations.filter(
        ({ impact }) => impact === 'serious' || impact === 'critical',
      );
      assert.deepEqual(
        serious.map(
          ({ id, nodes }) =>
            `${id}: ${nodes.map(({ html }) => html).join(' ')}`,
        ),
        [],
      );
    });
  }
});

describe('the API server goes away', () => {
  it('marks an open page stale within 2 s, and is fresh within 2 s of its return, with nothing missed', async () => {
    const page = await open(ben, liveTab);
    await isLive(page);
    await page.getByText(`${name} is healthy`, { exact: false }).waitFor();
    await markPage(page);
    const began = Date.now();
    const stale = page
      .getByText(/stale|not reachable/i)
      .first()
      .waitFor()
      .then(() => Date.now() - began);
    const back = embedded
      .npm('bounce', 'kube-apiserver', '6')
      .then(() => Date.now());
    assert.ok(
      (await stale) < 4000,
      `stale after ${await stale} ms, of which npm takes one to two seconds`,
    );
    assert.ok(
      await page.getByText(`${name}-`).count(),
      'the last picture stays',
    );
    await back;
    await untilAnswers();
    const returned = Date.now();
    await page
      .getByText(/stale|not reachable/i)
      .first()
      .waitFor({ state: 'detached' });
    assert.ok(
      Date.now() - returned < 2000,
      `fresh after ${Date.now() - returned} ms`,
    );
    await replacePods([page]);
    assert.ok(await isMarked(page), 'the page was not reloaded');
  });

  async function untilAnswers(): Promise<void> {
    for (;;) {
      const ready = await embedded
        .npm('kubectl', 'get', '--raw', '/readyz')
        .catch(() => '');
      if (ready === 'ok') return;
    }
  }
});

describe('the end', () => {
  it('Ctrl-C ends everything and leaves nothing', async () => {
    await browser.close();
    assert.equal(await embedded.stop(), 'Everything has ended: as you asked.');
    assert.deepEqual(leftovers(embedded.state), []);
  });
});
