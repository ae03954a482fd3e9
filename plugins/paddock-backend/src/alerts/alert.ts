import type { Right } from '../kube/watch/cache';

export const alertKinds = ['stuck', 'capped', 'quota'] as const;
export type AlertKind = (typeof alertKinds)[number];

/** Something that is not as it should be now, as the caches have it. Instants are milliseconds since 1970. */
export interface Alert {
  /** The same for as long as it lasts, in every replica. */
  key: string;
  kind: AlertKind;
  cluster: string;
  namespace: string;
  /** Since when, where the cluster itself tells. */
  since?: number;
  /** Not enough to begin with, but it is not over either. */
  isFaint?: boolean;
  title: string;
  description: string;
  /** What is said when it is over. */
  over: string;
  /** Values of the label `backstage.io/kubernetes-id` of what it is about. */
  components: string[];
  /** Which a team must have in that namespace to be told of it. */
  rights: Right[];
}

/** What is kept of an alert until it is over. */
export interface KnownAlert {
  key: string;
  kind: AlertKind;
  cluster: string;
  seenAt: number;
  /** When somebody was told, or when it was decided that nobody is. */
  toldAt?: number;
  /** Catalog refs; empty where nobody was told. */
  toldTo: string[];
  /** When it was first looked for in vain. */
  absentSince?: number;
  over: string;
  link: string;
}
