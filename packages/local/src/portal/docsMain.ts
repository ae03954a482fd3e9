import { setPriority } from 'node:os';
import { Advice } from '../platform/platform.ts';
import { findDocsPrograms } from './docsPrograms.ts';
import { renderDocs } from './renderDocs.ts';

// What the portal has docs rendered by: the cache, a folder with a mkdocs.yml, and an empty one for the pages.
const [cache = '', input = '', output = ''] = process.argv.slice(2);
try {
  // Whoever waits for a page of the portal goes first.
  setPriority(10);
  await renderDocs(await findDocsPrograms(cache), { input, output });
} catch (error) {
  console.error(error instanceof Advice ? error.message : error);
  process.exitCode = 1;
}
