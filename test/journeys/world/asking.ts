import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Page } from 'playwright-core';
import type { Embedded } from './embedded.ts';

/** Opens a form of the Requests pages, fills it in, and sends it. Resolves on the request's own page. */
export async function ask(
  page: Page,
  { portal }: Embedded,
  what: { kind: string; fields: Record<string, string> },
): Promise<string> {
  await page.goto(`${portal}/requests/new/${what.kind}`);
  for (const [label, value] of Object.entries(what.fields)) {
    await fill(page, label, value);
  }
  const send = page.getByRole('button', { name: 'Send the request' });
  await page
    .locator('button:not([aria-disabled="true"])', {
      hasText: 'Send the request',
    })
    .waitFor();
  await send.click();
  await page.waitForURL(/\/requests\/[0-9a-f-]{36}$/);
  return page.url();
}

/** Into a text field, or out of a list of choices. */
async function fill(page: Page, label: string, value: string) {
  if (label === 'Keys') {
    await page.getByLabel('Add key').fill(value);
    await page.getByLabel('Add key').press('Enter');
    return;
  }
  const choice = page.getByRole('radiogroup', { name: label });
  const field = page.getByLabel(label, { exact: true });
  await choice.or(field).first().waitFor();
  if (await choice.count()) {
    await choice.getByRole('radio', { name: new RegExp(value) }).check();
    return;
  }
  const kind = await field.evaluate(element => element.tagName);
  if (kind === 'SELECT') await field.selectOption(value);
  else await field.fill(value);
}

/** An act on the request that is open, its dialog included. */
export async function act(
  page: Page,
  names: { button: string; confirm: string },
  fillIn: (page: Page) => Promise<void> = async () => {},
): Promise<void> {
  await page.getByRole('button', { name: names.button, exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  await fillIn(page);
  await dialog
    .getByRole('button', { name: names.confirm, exact: true })
    .click();
  await dialog.waitFor({ state: 'detached' });
}

export const untilState = (page: Page, words: RegExp) =>
  page.getByText(words).first().waitFor({ timeout: 90_000 });

export interface Reading {
  namespace: string;
  secret: string;
  key: string;
  claim: string;
}

/** The value's digest: what may leave the pod, so that the value itself need not. */
export const digest = (value: string) =>
  createHash('sha256').update(value).digest('hex');

/**
 * A Deployment that takes the secret from its agent and writes the digest of it to the volume, as its owner would apply
 * it: the snippet of the secret's page and a claim.
 */
export function readerManifest(
  { namespace, secret, key, claim }: Reading,
  options: { image: string; agentImage: string },
): object {
  const restricted = {
    allowPrivilegeEscalation: false,
    capabilities: { drop: ['ALL'] },
    runAsNonRoot: true,
    runAsUser: 65532,
    seccompProfile: { type: 'RuntimeDefault' },
  };
  const labels = { app: 'reader' };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'reader', namespace, labels },
    spec: {
      selector: { matchLabels: labels },
      strategy: { type: 'Recreate' },
      template: {
        metadata: { labels },
        spec: {
          serviceAccountName: 'app',
          terminationGracePeriodSeconds: 1,
          automountServiceAccountToken: false,
          initContainers: [
            {
              name: 'agent',
              image: options.agentImage,
              args: ['agent', '-config=/paddock/agent/agent.json'],
              env: [{ name: 'SKIP_SETCAP', value: 'true' }],
              resources: { limits: { memory: '128Mi' } },
              securityContext: { ...restricted, readOnlyRootFilesystem: true },
              volumeMounts: [
                { name: 'agent', mountPath: '/paddock/agent' },
                { name: 'token', mountPath: '/var/run/secrets/paddock' },
                { name: 'secret', mountPath: '/paddock/secret' },
              ],
            },
          ],
          containers: [
            {
              name: 'reader',
              image: options.image,
              command: [
                'sh',
                '-c',
                `sha256sum < /secrets/${key} | cut -d' ' -f1 > /data/digest && exec sleep 3600`,
              ],
              resources: { limits: { memory: '64Mi' } },
              securityContext: restricted,
              readinessProbe: {
                exec: { command: ['test', '-s', '/data/digest'] },
              },
              volumeMounts: [
                { name: 'secret', mountPath: '/secrets', readOnly: true },
                { name: 'data', mountPath: '/data' },
              ],
            },
          ],
          volumes: [
            {
              name: 'token',
              projected: {
                sources: [
                  {
                    serviceAccountToken: {
                      path: 'token',
                      audience: 'vault',
                      expirationSeconds: 600,
                    },
                  },
                ],
              },
            },
            { name: 'agent', configMap: { name: `${secret}-vault-agent` } },
            { name: 'secret', emptyDir: { medium: 'Memory' } },
            { name: 'data', persistentVolumeClaim: { claimName: claim } },
          ],
        },
      },
    },
  };
}

/** Applies an object as this person, and waits until its pods are ready. */
export async function rollOut(
  { npm, state }: Embedded,
  person: string,
  manifest: object,
): Promise<void> {
  const file = join(state, 'reader.json');
  writeFileSync(file, JSON.stringify(manifest));
  const { namespace, name } = (
    manifest as { metadata: { namespace: string; name: string } }
  ).metadata;
  await npm('kubectl', '--as', person, 'apply', '-f', file);
  const wait = ['rollout', 'status', `deployment/${name}`, '--timeout=120s'];
  await npm('kubectl', '-n', namespace, ...wait);
}

/** Files below the state folder, and processes, in which a text occurs. */
export function traces(text: string, folder: string): string[] {
  const found = (command: string, args: string[]) => {
    try {
      return execFileSync(command, args, { encoding: 'utf8' });
    } catch (error) {
      // grep ends with 1 where it finds nothing.
      return String((error as { stdout?: string }).stdout ?? '');
    }
  };
  const files = found('grep', ['-rlasF', '--', text, folder]);
  const processes = found('ps', ['-eo', 'args'])
    .split('\n')
    .filter(line => line.includes(text) && !line.startsWith('grep'));
  return [...files.split('\n').filter(Boolean), ...processes];
}

/** What the calendar does otherwise: the request's last day comes so much nearer, and somebody looks. */
export function letTimePass(
  { state }: Embedded,
  name: string,
  { hours }: { hours: number },
): void {
  const file = join(state, 'portal/database/paddock.sqlite');
  const database = new DatabaseSync(file);
  try {
    database.exec('PRAGMA busy_timeout = 5000');
    database
      .prepare(
        'UPDATE requests SET expires_at = expires_at - ?, look_at = ? WHERE name = ? AND expires_at IS NOT NULL',
      )
      .run(hours * 3_600_000, Date.now(), name);
  } finally {
    database.close();
  }
}
