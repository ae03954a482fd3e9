import type { Known } from '../known';
import type { Problem } from '../check';
import type { SecretSpec } from '../spec';
import { keyProblem, labelProblem } from '../names';

// The names of volumes and containers that begin with it are labels too.
const maxName = 50;

/** What cannot be as it is about a secret. */
export function secretProblems(spec: SecretSpec, known: Known): Problem[] {
  const problems: Problem[] = [];
  const name = labelProblem(spec.name, maxName);
  if (name) problems.push({ path: 'name', message: `The name ${name}.` });
  const account = accountProblem(spec.serviceAccount);
  if (account) {
    problems.push({
      path: 'serviceAccount',
      message: `The service account ${account}.`,
    });
  }
  const cluster = known.clusters.find(each => each.name === spec.cluster);
  if (cluster && !cluster.hasVault) {
    problems.push({
      path: 'cluster',
      message:
        'Vault is not set up for this cluster, so it cannot have secrets of the portal yet. An administrator can add it to the portal’s configuration.',
    });
  }
  return [...problems, ...keysProblems(spec)];
}

const accountProblem = (name: string) =>
  labelProblem(name) ??
  (name === 'default'
    ? 'cannot be default: every pod that names none runs as it, and could read the secret'
    : undefined);

function keysProblems({ keys }: SecretSpec): Problem[] {
  return keys.flatMap((key, at) => {
    const why =
      keyProblem(key) ??
      (keys.indexOf(key) < at ? 'is there twice' : undefined);
    return why ? [{ path: `keys.${at}`, message: `The key ${why}.` }] : [];
  });
}
