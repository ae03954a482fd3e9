import type { Known } from '../known';
import type { Problem } from '../check';
import {
  accessModes,
  type RequestSpec,
  type StorageClassFacts,
  type VolumeSpec,
} from '../spec';
import { labelProblem } from '../names';
import { bytesOf } from '../quantity';
import { quantityProblem } from './quantityProblem';

/** What cannot be as it is about a volume. */
export function volumeProblems(spec: VolumeSpec, known: Known): Problem[] {
  const problems: Problem[] = [];
  const name = labelProblem(spec.name);
  if (name) problems.push({ path: 'name', message: `The name ${name}.` });
  const size = quantityProblem(
    spec.size,
    'storageBytes',
    known.limits.storageBytes,
  );
  if (size) problems.push({ path: 'size', message: `The size ${size}.` });
  const before = volumeBefore(known.previous);
  return before
    ? [...problems, ...changeProblems(spec, before, known)]
    : [...problems, ...choiceProblems(spec, known)];
}

const volumeBefore = (previous: RequestSpec | undefined) =>
  previous?.kind === 'volume' ? previous : undefined;

const classOf = (spec: VolumeSpec, known: Known) =>
  known.storageClasses.find(({ name }) => name === spec.storageClass);

function choiceProblems(spec: VolumeSpec, known: Known): Problem[] {
  const problems: Problem[] = [];
  const storageClass = classOf(spec, known);
  if (!storageClass) {
    problems.push({
      path: 'storageClass',
      message: 'The cluster has no storage class of this name.',
    });
  }
  const mode = modeProblem(spec.accessMode, storageClass);
  if (mode) problems.push({ path: 'accessMode', message: mode });
  if (
    spec.fromSnapshot !== undefined &&
    !known.snapshots.includes(spec.fromSnapshot)
  ) {
    problems.push({
      path: 'fromSnapshot',
      message: 'The namespace of the volume has no snapshot of this name.',
    });
  }
  return problems;
}

function modeProblem(
  mode: string,
  storageClass: StorageClassFacts | undefined,
): string | undefined {
  const known = accessModes.find(each => each === mode);
  if (!known) {
    return `The access mode can be ${accessModes.slice(0, -1).join(', ')} or ${
      accessModes[accessModes.length - 1]
    }.`;
  }
  if (!storageClass || storageClass.accessModes.includes(known)) {
    return undefined;
  }
  return `The class ${storageClass.name} offers ${storageClass.accessModes.join(
    ', ',
  )}.`;
}

const fixed = ['storageClass', 'accessMode', 'fromSnapshot'] as const;

/** Of a claim that is there, Kubernetes lets the size grow and nothing else change. */
function changeProblems(
  spec: VolumeSpec,
  before: VolumeSpec,
  known: Known,
): Problem[] {
  const problems: Problem[] = fixed
    .filter(path => spec[path] !== before[path])
    .map(path => ({
      path,
      message: 'A volume keeps this for its life; ask for a new one instead.',
    }));
  const current = bytesOf(before.size) ?? 0;
  const size = bytesOf(spec.size) ?? current;
  if (size < current) {
    problems.push({
      path: 'size',
      message: `A volume cannot shrink; it has ${before.size} now.`,
    });
  }
  if (size > current && !classOf(spec, known)?.allowExpansion) {
    problems.push({
      path: 'size',
      message: `The class ${before.storageClass} does not let volumes grow; ask for a new one and copy the data.`,
    });
  }
  return problems;
}
