import { checkPathBelow } from './canonical';
import { VaultRefused } from './errors';
import type { VaultSettings } from './settings';

const commentLine = /^ *#.*$/gm;
const rule =
  /path +"([^"\n]+)" *\{\s*capabilities *= *\[ *"read" *\]\s*\}(?=\s|$)/g;
const MAX_TEXT = 16_384;

/**
 * Whatever the portal is asked for, it writes policies of one kind only: `read` on exact paths below its own prefix of
 * `data/` and `metadata/`, and comments on lines of their own.
 *
 * @throws VaultRefused with status 422 for any other text
 */
export function checkPolicyText(
  text: string,
  { kvMount, prefix }: Pick<VaultSettings, 'kvMount' | 'prefix'>,
): string {
  const plain = text.length <= MAX_TEXT && /^[\n\x20-\x7e]+$/.test(text);
  let rules = 0;
  const rest = text.replace(commentLine, '').replace(rule, (_, path) => {
    rules += 1;
    const kind = ['data', 'metadata'].find(each =>
      path.startsWith(`${kvMount}/${each}/`),
    );
    if (!kind) throw odd();
    checkPathBelow(prefix, path.slice(`${kvMount}/${kind}/`.length));
    return '';
  });
  if (!plain || rules === 0 || rest.trim() !== '') throw odd();
  return text;
}

const odd = () =>
  new VaultRefused(
    422,
    'The portal writes only policies that read exact paths of its own',
  );
