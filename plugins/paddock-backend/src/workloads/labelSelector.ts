import { InputError } from '@backstage/errors';

type Labels = Readonly<Record<string, string>>;
export type LabelMatch = (labels: Labels) => boolean;

const key = '[A-Za-z0-9](?:[-A-Za-z0-9_./]{0,316})';
const value = '[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,62})';
const equality = new RegExp(`^(${key})\\s*(==|=|!=)\\s*(${value})?$`);
const setBased = new RegExp(`^(${key})\\s+(in|notin)\\s*\\(([^()]*)\\)$`);
const existence = new RegExp(`^(!?)\\s*(${key})$`);

/** Own properties only: a label may be called `constructor`. */
const valueOf = (labels: Labels, name: string) =>
  Object.hasOwn(labels, name) ? labels[name] : undefined;

/** Splits at commas outside of parentheses. */
function splitTerms(selector: string): string[] {
  return selector
    .split(/,(?![^()]*\))/)
    .map(term => term.trim())
    .filter(term => term !== '');
}

function parseTerm(term: string): LabelMatch {
  const equals = equality.exec(term);
  if (equals) {
    const [, name = '', operator, wanted = ''] = equals;
    return operator === '!='
      ? labels => valueOf(labels, name) !== wanted
      : labels => valueOf(labels, name) === wanted;
  }
  const set = setBased.exec(term);
  if (set) {
    const [, name = '', operator, list = ''] = set;
    const values = new Set<string | undefined>(
      list.split(',').map(each => each.trim()),
    );
    return operator === 'in'
      ? labels => values.has(valueOf(labels, name))
      : labels => !values.has(valueOf(labels, name));
  }
  const exists = existence.exec(term);
  if (exists) {
    const [, not, name = ''] = exists;
    return labels => (valueOf(labels, name) === undefined) === (not === '!');
  }
  throw new InputError(
    `The label selector has a part that Kubernetes does not know: "${term.slice(
      0,
      80,
    )}". Correct the annotation backstage.io/kubernetes-label-selector.`,
  );
}

/**
 * Reads a label selector as Kubernetes' API takes it: `a=b,c!=d,e in (x,y),f notin (z),g,!h`.
 * @throws InputError for what is not one
 */
export function parseLabelSelector(selector: string): LabelMatch {
  if (selector.length > 2_000) {
    throw new InputError('The label selector is longer than 2,000 characters.');
  }
  const terms = splitTerms(selector).map(parseTerm);
  // An empty selector would select everything.
  if (terms.length === 0) throw new InputError('The label selector is empty.');
  return labels => terms.every(matches => matches(labels));
}
