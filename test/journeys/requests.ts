import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import {
  act,
  ask,
  digest,
  letTimePass,
  readerManifest,
  rollOut,
  traces,
  untilState,
} from './world/asking.ts';
import { call, type World } from './world/world.ts';

const namespace = 'greeter-prod';
const canary = 'canary-8f2c-never-to-be-seen';
const approve = { button: 'Approve', confirm: 'Approve' };

/** The answer of the API about one request, for what the page shows in other words. */
interface Page1 {
  state: string;
  decidedBy?: string;
  snippet?: string;
  timeline: Array<{ kind: string; by?: string }>;
}

export function describeRequests(world: World) {
  describe('from a wish to what is proven', () => {
    const addresses: Record<string, string> = {};

    const told = async (person: string, kind: string): Promise<Page1> => {
      const id = addresses[kind]?.split('/').at(-1);
      const answer = await call(world, person, `/api/paddock/requests/${id}`);
      return answer.json() as Promise<Page1>;
    };

    it('a member asks for a namespace, a secret and a volume, and is told who has to approve', async () => {
      const { page } = world.ben;
      addresses.namespace = await ask(page, world.embedded, {
        kind: 'namespace',
        fields: {
          Name: namespace,
          Environment: 'production',
          Purpose: 'The greeter goes into production',
        },
      });
      await untilState(page, /Needs a lead of team-payments/);
      addresses.secret = await ask(page, world.embedded, {
        kind: 'secret',
        fields: {
          Namespace: namespace,
          Name: 'greeting',
          'Service account': 'app',
          Keys: 'GREETING',
        },
      });
      addresses.volume = await ask(page, world.embedded, {
        kind: 'volume',
        fields: {
          Namespace: namespace,
          Name: 'data',
          Size: '1Gi',
          'Storage class': 'local-path',
        },
      });
      await untilState(page, /Waiting for approval/);
      assert.equal(
        await page
          .getByRole('button', { name: 'Approve' })
          .getAttribute('aria-disabled'),
        'true',
        'nobody approves what they asked for',
      );
    });

    it('the other team does not learn of it', async () => {
      const { page } = world.emil;
      await page.goto(addresses.namespace!);
      await page
        .getByText(/not yours to see|no such request/i)
        .first()
        .waitFor();
      const list = await call(
        world,
        'emil',
        '/api/paddock/requests?scope=team',
      );
      assert.doesNotMatch(await list.text(), new RegExp(namespace));
    });

    it('the lead sees the exact effects and approves; all three are proven live', async () => {
      const { page } = world.ana;
      await page.goto(`${world.embedded.portal}/requests?scope=waiting`);
      await page.getByRole('link', { name: namespace }).first().waitFor();
      for (const kind of ['namespace', 'secret', 'volume']) {
        await page.goto(addresses[kind]!);
        await page.getByText(/The exact effects/).waitFor();
        await act(page, approve);
        await untilState(page, / is live/);
      }
      for (const kind of ['namespace', 'secret', 'volume']) {
        const { state, decidedBy, timeline } = await told('ana', kind);
        assert.deepEqual([state, decidedBy], ['live', 'user:default/ana']);
        const kinds = timeline.map(each => each.kind);
        assert.deepEqual(
          ['asked', 'approved', 'made', 'proven'].filter(
            each => !kinds.includes(each as never),
          ),
          [],
        );
      }
    });

    it('the value is typed once, and the app’s pod reads it and writes to its volume', async () => {
      const { page } = world.ben;
      await page.goto(addresses.secret!);
      await act(
        page,
        { button: 'Write values', confirm: 'Write to Vault' },
        async dialogPage => {
          await dialogPage
            .getByLabel('Value of GREETING', { exact: true })
            .fill(canary);
        },
      );
      await page
        .getByText(/Version 1|version 1/)
        .first()
        .waitFor();
      const { snippet = '' } = await told('ben', 'secret');
      const agentImage = /image: (\S+)/.exec(snippet)?.[1] ?? '';
      const image = `${agentImage.split('/')[0]}/paddock/debian-runtime:12`;
      const reading = {
        namespace,
        secret: 'greeting',
        key: 'GREETING',
        claim: 'data',
      };
      await rollOut(
        world.embedded,
        'ben',
        readerManifest(reading, { image, agentImage }),
      );
      const seen = await world.embedded.npm(
        'kubectl',
        '-n',
        namespace,
        'exec',
        'deployment/reader',
        '-c',
        'reader',
        '--',
        'cat',
        '/data/digest',
      );
      assert.equal(seen.trim(), digest(canary));
    });

    it('the value is nowhere but in Vault: not in files, processes, pages, storage of the browser', async () => {
      assert.deepEqual(
        traces(canary, world.embedded.state).filter(
          // The pod's own memory volume is where it belongs.
          file => !file.includes('/kubelet/pods/'),
        ),
        [],
      );
      for (const { page } of [world.ben, world.ana]) {
        const kept = await page.evaluate(() =>
          JSON.stringify([{ ...localStorage }, { ...sessionStorage }]),
        );
        assert.ok(!kept.includes(canary));
        assert.ok(!(await page.content()).includes(canary));
      }
    });

    it('notifications and the audit trail tell the story with names', async () => {
      const { page } = world.ben;
      await page.goto(`${world.embedded.portal}/notifications`);
      await page
        .getByText(/greeter-prod/)
        .first()
        .waitFor();
      await world.petra.page.goto(`${world.embedded.portal}/audit`);
      await world.petra.page
        .getByText(/approve/i)
        .first()
        .waitFor();
      const trail = await (
        await call(world, 'petra', '/api/paddock/audit?limit=200')
      ).text();
      for (const person of ['user:default/ben', 'user:default/ana'])
        assert.match(trail, new RegExp(person));
      const verdict = (await (
        await call(world, 'petra', '/api/paddock/audit/verify')
      ).json()) as { broken?: object };
      assert.equal(verdict.broken, undefined);
      assert.equal(
        (await call(world, 'ben', '/api/paddock/audit')).status,
        403,
      );
    });
  });

  describe('wishes that do not come true', () => {
    const production = (name: string) => ({
      kind: 'namespace',
      fields: { Name: name, Environment: 'production' },
    });

    const story = async (page: Page, words: RegExp) => {
      await untilState(page, words);
      await page.reload();
      await untilState(page, words);
    };

    it('one is rejected, with a reason that its asker reads', async () => {
      const address = await ask(
        world.ben.page,
        world.embedded,
        production('too-early'),
      );
      await world.ana.page.goto(address);
      await act(world.ana.page, { button: 'Reject', confirm: 'Reject' }, page =>
        page.getByLabel('Reason').fill('Wait for the audit'),
      );
      await story(world.ben.page, /Wait for the audit/);
      await story(world.ben.page, /Rejected/);
    });

    it('one is withdrawn by its asker', async () => {
      const { page } = world.ben;
      await ask(page, world.embedded, production('not-needed'));
      await act(page, { button: 'Withdraw', confirm: 'Withdraw' });
      await story(page, /Withdrawn/);
    });

    it('what the team cannot pay for is refused before it is asked', async () => {
      const { page } = world.ben;
      await page.goto(`${world.embedded.portal}/requests/new/namespace`);
      await page.getByLabel('Name', { exact: true }).fill('too-large');
      await page.getByLabel('CPU', { exact: true }).fill('400');
      await untilState(page, /Not possible/);
      assert.equal(
        await page
          .getByRole('button', { name: 'Send the request' })
          .getAttribute('aria-disabled'),
        'true',
      );
    });

    it('one that has a last day is warned about, and gone when it is over', async () => {
      const { page } = world.ben;
      await page.goto(`${world.embedded.portal}/requests/new/namespace`);
      await page.getByRole('button', { name: 'Start over' }).click();
      await ask(page, world.embedded, {
        kind: 'namespace',
        fields: { Name: 'soon-over', 'Days until it expires': '1' },
      });
      await untilState(page, / is live/);
      letTimePass(world.embedded, 'soon-over', { hours: 1 });
      await untilState(page, /Expires soon/);
      letTimePass(world.embedded, 'soon-over', { hours: 24 });
      await story(page, / has expired, and is gone/);
      assert.doesNotMatch(await namespaces(), /soon-over/);
    });

    const namespaces = () =>
      world.embedded.npm('kubectl', 'get', 'namespaces', '-o', 'name');

    it('one that is removed takes everything with it', async () => {
      const { page } = world.ben;
      // The form still has what was not sent.
      await page.goto(`${world.embedded.portal}/requests/new/namespace`);
      await page.getByRole('button', { name: 'Start over' }).click();
      await ask(page, world.embedded, {
        kind: 'namespace',
        fields: { Name: 'short-lived' },
      });
      await untilState(page, / is live/);
      await act(page, { button: 'Remove', confirm: 'Remove' }, each =>
        each.getByLabel(/^Type short-lived/).fill('short-lived'),
      );
      await story(page, /^Removed$/);
      assert.doesNotMatch(await namespaces(), /short-lived/);
    });
  });
}
