import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { createIntern } from '../src/kube/watch/intern';
import type { JobRow } from '../src/kube/watch/rows/batch';
import type { AnalysisRow } from '../src/kube/watch/rows/delivery';
import type { WatchedKind } from '../src/kube/watch/rowByKind';
import type { PodRow } from '../src/kube/watch/rows';
import type {
  ReplicaSetRow,
  RevisionRow,
} from '../src/kube/watch/rows/workloads';
import { watchedKinds } from '../src/kube/watch/watched';
import type { Members, WorkloadRow } from '../src/workloads/rows';

const read = (file: string) =>
  readFileSync(join(__dirname, 'situations', file), 'utf8');

/** The rows that the watch would keep of these objects. */
export function trim(objects: Array<{ kind: string; metadata: object }>) {
  const intern = createIntern();
  return objects.map(object =>
    watchedKinds[object.kind as WatchedKind].trim(object, intern),
  );
}

/** A workload and what belongs to it, from a file of Kubernetes objects, or from what is made of its text. */
export function loadSituation(
  name: string,
  change = (text: string) => text,
): { row: WorkloadRow; members: Members } {
  const documents = parseAllDocuments(change(read(`${name}.yaml`)));
  const [row, ...rest] = trim(documents.map(each => each.toJS()));
  return {
    row: row as WorkloadRow,
    members: {
      sets: rest.filter(
        (each): each is ReplicaSetRow => each.kind === 'ReplicaSet',
      ),
      jobs: rest.filter((each): each is JobRow => each.kind === 'Job'),
      pods: rest.filter((each): each is PodRow => each.kind === 'Pod'),
      revisions: rest.filter(
        (each): each is RevisionRow => each.kind === 'ControllerRevision',
      ),
      analyses: rest.filter(
        (each): each is AnalysisRow => each.kind === 'AnalysisRun',
      ),
    },
  };
}

interface RawPod {
  situation: string;
  prints: {
    ready: string;
    status: string;
    restarts: number;
    restartedAt?: string;
  };
  message?: string;
  pod: { metadata?: object };
}

export type PodSituation = Omit<RawPod, 'pod'> & { pod: PodRow };

/** Pods, each with what `kubectl get pods` prints of it. */
export function loadPods(): PodSituation[] {
  return (parse(read('pods.yaml')) as RawPod[]).map(each => {
    const metadata = {
      name: 'payments-api-7c9f8d5b6d-x2x4z',
      namespace: 'payments',
      uid: 'p-1',
      resourceVersion: '1',
      creationTimestamp: '2026-11-23T08:00:00Z',
      ...each.pod.metadata,
    };
    const [pod] = trim([{ ...each.pod, kind: 'Pod', metadata }]);
    return { ...each, pod: pod as PodRow };
  });
}
