import { accessModes, type StorageClassFacts } from '../requests/spec';
import type { StorageProfile } from './schemas';

/**
 * The facts that requests are judged by. A class of which nobody has said what it offers is left to the cluster to
 * refuse; one whose provisioner only may run is not taken for one that does not.
 */
export function classFactsOf(profile: StorageProfile): StorageClassFacts {
  const { name, runs, facts } = profile;
  return {
    name,
    accessModes: facts.accessModes?.value ?? [...accessModes],
    allowExpansion: facts.expansion?.value !== 'no',
    provisionerRuns: runs.state !== 'not-running',
    ...(facts.survivesNodeLoss && {
      survivesNodeLoss: facts.survivesNodeLoss.value,
    }),
  };
}
