import type { Entity } from '@backstage/catalog-model';
import type {
  Workload,
  WorkloadChange,
} from '@paddock/backstage-plugin-paddock-common';
import type { Origin, Right } from '../live/origin';
import type { Area, Scope } from '../live/scope';

/** What runs of some services, as the room of workloads knows it; services are named by their catalog refs. */
export interface Runs {
  /** Decides, with the scope, what is told. */
  key: string;
  /** Services that do not say what belongs to them. */
  unconnected: readonly string[];
  origins(): Origin[];
  areas(): Area[];
  onAreas(listener: () => void): () => void;
  rights(what: string): Right[];
  workloads(service: string, scope: Scope): Iterable<Workload>;
  /** Of the last hour, newest first. */
  changes(scope: Scope): Array<{ service: string; change: WorkloadChange }>;
  /** ISO 8601: since when changes are known everywhere. */
  since(): string;
  /** Called with a service of which anything may have changed. Returns its stop. */
  onTouched(listener: (service: string) => void): () => void;
}

export type RunsOf = (entities: Entity[]) => Runs;
