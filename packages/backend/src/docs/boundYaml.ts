import { InputError } from '@backstage/errors';
import { parseYaml } from '@paddock/backstage-plugin-paddock-node';

const bytes = 64 * 1024;
const items = 2_000;
const lines = 4_000;

/**
 * Looks at an author's YAML away from the event loop. What passes is well-formed and small enough to be parsed on it, where
 * each thing that is refused is told with its line.
 *
 * @throws InputError
 */
export async function boundYaml(source: string, file: string): Promise<void> {
  const what = `The docs are not rendered: ${file}`;
  await parseYaml(source, { what, limits: { bytes, items, documents: 1 } });
  if (source.split(/\r\n?|\n/, lines + 1).length > lines) {
    throw new InputError(`${what} has more than ${lines} lines. Shorten it.`);
  }
}
