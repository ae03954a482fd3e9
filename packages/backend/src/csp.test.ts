import { readHelmetOptions } from '@backstage/backend-defaults/rootHttpRouter';
import { mockServices } from '@backstage/backend-test-utils';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';

const root = resolve(__dirname, '../../..');

/** The sources of each directive that the portal's pages are sent with, by its own configuration files. */
function directives(...files: string[]) {
  const csp = files.map(file => {
    const text = readFileSync(resolve(root, file), 'utf8');
    return parse(text).backend.csp;
  });
  const data = { csp: Object.assign({}, ...csp) };
  const { contentSecurityPolicy } = readHelmetOptions(
    mockServices.rootConfig({ data }),
  );
  return (contentSecurityPolicy as { directives: Record<string, string[]> })
    .directives;
}

it.each([
  [['app-config.yaml']],
  [['app-config.yaml', 'app-config.production.yaml']],
])('sends pages that run and send to the portal alone: %j', files => {
  expect(directives(...files)).toMatchObject({
    'default-src': ["'self'"],
    'base-uri': ["'self'"],
    'connect-src': ["'self'"],
    'form-action': ["'self'"],
    'frame-ancestors': ["'none'"],
    'object-src': ["'none'"],
    'script-src': ["'self'", "'unsafe-eval'"],
    'script-src-attr': ["'none'"],
  });
});
