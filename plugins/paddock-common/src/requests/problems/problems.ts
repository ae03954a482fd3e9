import { groupProblem } from './groupProblem';
import type { Known } from '../known';
import type { Problem } from '../check';
import type { RequestSpec } from '../spec';
import { labelProblem } from '../names';
import { namespaceProblems } from './namespaceProblems';
import { secretProblems } from './secretProblems';
import { volumeProblems } from './volumeProblems';

const componentRef = /^component:[a-z0-9-]{1,63}\/[a-z0-9][a-z0-9_.-]{0,62}$/;
// Control characters but line breaks and tabs, and what turns the direction of the text around it.
const unshowable =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/;

/** Everything about a specification that cannot be as it is, field by field; empty when all of it can. Pure. */
export function problemsOf(spec: RequestSpec, known: Known): Problem[] {
  return [
    ...commonProblems(spec, known),
    ...changedIdentity(spec, known.previous),
    ...kindProblems(spec, known),
  ];
}

function kindProblems(spec: RequestSpec, known: Known): Problem[] {
  switch (spec.kind) {
    case 'namespace':
      return namespaceProblems(spec, known);
    case 'secret':
      return secretProblems(spec, known);
    case 'volume':
      return volumeProblems(spec, known);
    default:
      throw new Error(`Unknown kind of request: ${spec satisfies never}`);
  }
}

const isDays = (days: number) =>
  Number.isInteger(days) && days >= 1 && days <= 3650;

function commonProblems(spec: RequestSpec, known: Known): Problem[] {
  const problems: Problem[] = [];
  const say = (path: string, message: string | undefined) => {
    if (message) problems.push({ path, message });
  };
  if (!known.clusters.some(({ name }) => name === spec.cluster)) {
    say('cluster', 'The portal knows no cluster of this name.');
  }
  say('team', groupProblem(spec.team, known));
  // A template asks before the catalog knows what it makes, so only the form is judged.
  if (spec.component !== undefined && !componentRef.test(spec.component)) {
    say(
      'component',
      'The component must be a full ref of the catalog, such as component:default/checkout.',
    );
  }
  if (unshowable.test(spec.purpose)) {
    say('purpose', 'The purpose holds characters that cannot be shown.');
  }
  if (spec.days !== undefined && !isDays(spec.days)) {
    say(
      'days',
      'It can expire after 1 to 3650 whole days. Leave this empty for no end.',
    );
  }
  if (spec.kind !== 'namespace') {
    const why = labelProblem(spec.namespace);
    say('namespace', why && `The name of the namespace ${why}.`);
  }
  return problems;
}

/** What a request is about stays what it is; everything else can change. Who owns it changes by handing it over. */
function changedIdentity(
  spec: RequestSpec,
  previous: RequestSpec | undefined,
): Problem[] {
  if (!previous) return [];
  const before = identityOf(previous);
  const after = identityOf(spec);
  return (['kind', 'cluster', 'namespace', 'name'] as const)
    .filter(path => before[path] !== after[path])
    .map(path => ({
      path,
      message: 'This cannot change once it is made; ask for a new one instead.',
    }));
}

const identityOf = (spec: RequestSpec) => ({
  kind: spec.kind,
  cluster: spec.cluster,
  namespace: spec.kind === 'namespace' ? undefined : spec.namespace,
  name: spec.name,
});
