import {
  clusterTarget,
  namespaceTarget,
  nothingSchema,
  objectTarget,
  snapshotTarget,
  takeSnapshotSchema,
} from '@paddock/backstage-plugin-paddock-common';
import Router from 'express-promise-router';
import type { Act } from '../access/act';
import { jsonUpTo } from '../http/body';
import { parse } from '../http/parse';
import type { Storage } from './createStorage';
import { createReadFills, type ReadFills } from './volumes/fills';
import { listVolumes } from './volumes/list';
import { removeSnapshot, takeSnapshot } from './volumes/snapshots';

export interface StorageRouterParts {
  act: Act;
  storage: Storage;
  /** Default: from the kubelets. */
  readFills?: ReadFills;
}

const CLUSTER = '/clusters/:cluster';
const VOLUMES = `${CLUSTER}/namespaces/:namespace/volumes`;

/** Storage classes as people choose them, the volumes of a namespace, and their snapshots. */
export function createStorageRouter(parts: StorageRouterParts) {
  const { act, storage, readFills = createReadFills() } = parts;
  const router = Router();
  const json = jsonUpTo('4kb');

  router.get(`${CLUSTER}/storage-classes`, async (req, res) => {
    const { cluster } = parse(clusterTarget, req.params);
    parse(nothingSchema, req.query);
    const { classes } = await act.look(req, cluster, actor =>
      storage.look(actor.cluster),
    );
    res.set('Cache-Control', 'no-store').json(classes);
  });

  router.get(VOLUMES, async (req, res) => {
    const { cluster, namespace } = parse(namespaceTarget, req.params);
    parse(nothingSchema, req.query);
    const list = await act.look(req, cluster, actor =>
      listVolumes(actor, namespace, { storage, readFills }),
    );
    res.set('Cache-Control', 'no-store').json(list);
  });

  router.post(`${VOLUMES}/:name/snapshots`, json, async (req, res) => {
    const event = { eventId: 'volume-snapshot', cluster: req.params.cluster };
    const taken = await act.act(req, event, () => {
      const { cluster, ...target } = parse(objectTarget, req.params);
      const { name: snapshot } = parse(takeSnapshotSchema, req.body);
      const meta = { ...target, snapshot };
      return {
        meta,
        run: actor => takeSnapshot(actor, { cluster, ...meta }, storage),
      };
    });
    res.status(202).json(taken);
  });

  router.delete(`${VOLUMES}/:name/snapshots/:snapshot`, async (req, res) => {
    const eventId = 'volume-snapshot-delete';
    const event = { eventId, cluster: req.params.cluster };
    await act.act(req, event, () => {
      const { cluster, ...meta } = parse(snapshotTarget, req.params);
      return {
        meta,
        run: actor => removeSnapshot(actor, { cluster, ...meta }),
      };
    });
    res.status(202).end();
  });

  return router;
}
