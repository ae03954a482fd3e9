import type { Reach } from '../live/frames';

/** A cluster as a person sees it: answer of `GET /clusters`. */
export interface ClusterLine {
  name: string;
  title?: string;
  reach: Reach;
}

/** One object of `POST /clusters/{cluster}/namespaces/{namespace}/apply`, as it was left. */
export interface AppliedObject {
  apiVersion: string;
  kind: string;
  name: string;
  uid: string;
  result: 'created' | 'changed' | 'unchanged';
}
