import type { Knex } from 'knex';
import type { AlertKind, KnownAlert } from './alert';

interface AlertRecord {
  key: string;
  kind: AlertKind;
  cluster: string;
  /** PostgreSQL's driver hands out 64-bit numbers as text. */
  seen_at: number | string;
  told_at: number | string | null;
  told_to: string;
  absent_since: number | string | null;
  over: string;
  link: string;
}

/** What is known of alerts, for all replicas. */
export interface AlertTable {
  known(): Promise<KnownAlert[]>;
  /** Writes down what has begun, or what has become of it; the other columns stay. */
  save(alert: KnownAlert): Promise<void>;
  remove(key: string): Promise<void>;
  /** Whether this kind of thing was never looked at in this cluster before; from now on it was. */
  isFirstLook(cluster: string, kind: AlertKind): Promise<boolean>;
}

function known(record: AlertRecord): KnownAlert {
  const { key, kind, cluster, over, link } = record;
  return {
    key,
    kind,
    cluster,
    seenAt: Number(record.seen_at),
    toldTo: JSON.parse(record.told_to),
    over,
    link,
    ...(record.told_at !== null && { toldAt: Number(record.told_at) }),
    ...(record.absent_since !== null && {
      absentSince: Number(record.absent_since),
    }),
  };
}

const recordOf = (alert: KnownAlert): AlertRecord => ({
  key: alert.key,
  kind: alert.kind,
  cluster: alert.cluster,
  seen_at: alert.seenAt,
  told_at: alert.toldAt ?? null,
  told_to: JSON.stringify(alert.toldTo),
  absent_since: alert.absentSince ?? null,
  over: alert.over,
  link: alert.link,
});

/** The tables of the migration `alerts`, which must have been made. */
export function createAlertTable(knex: Knex): AlertTable {
  return {
    known: async () => (await knex<AlertRecord>('alerts')).map(known),
    async save(alert) {
      await knex<AlertRecord>('alerts')
        .insert(recordOf(alert))
        .onConflict('key')
        .merge();
    },
    async remove(key) {
      await knex<AlertRecord>('alerts').where({ key }).delete();
    },
    async isFirstLook(cluster, kind) {
      const look = { cluster, kind };
      const [before] = await knex('alert_looks').where(look);
      if (before) return false;
      await knex('alert_looks')
        .insert(look)
        .onConflict(['cluster', 'kind'])
        .ignore();
      return true;
    },
  };
}
