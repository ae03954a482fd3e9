import {
  createConfigMapSchema,
  editConfigMapSchema,
  namespaceTarget,
  nothingSchema,
  objectTarget,
  removeConfigMapSchema,
} from '@paddock/backstage-plugin-paddock-common';
import Router from 'express-promise-router';
import type { Act } from '../access/act';
import type { NamedWorkload, WorkloadReading } from '../access/workload';
import { jsonUpTo } from '../http/body';
import { parse } from '../http/parse';
import { createConfigMap, editConfigMap, removeConfigMap } from './change';
import { type OwnerOf, readDetail } from './detail';
import { listConfig, lookAtConfig } from './look';

export interface ConfigRouterParts<Target extends NamedWorkload> {
  act: Act;
  ownerOf: OwnerOf;
  workload: WorkloadReading<Target>;
}

const NAMESPACE = '/clusters/:cluster/namespaces/:namespace';
const MAPS = `${NAMESPACE}/config-maps` as const;

/** ConfigMaps, who uses them, and which pods still have an old value. Values are read as the person and kept nowhere. */
export function createConfigRouter<Target extends NamedWorkload>(
  parts: ConfigRouterParts<Target>,
) {
  const { act, ownerOf, workload } = parts;
  const router = Router();
  // As many bytes as a ConfigMap takes, written as JSON.
  const json = jsonUpTo('3mb');

  router.get(`${NAMESPACE}/workloads/:kind/:name/config`, async (req, res) => {
    const target = parse(workload.target, req.params);
    parse(nothingSchema, req.query);
    const config = await act.look(req, target.cluster, async actor =>
      lookAtConfig(actor, target.namespace, await workload.read(actor, target)),
    );
    res.set('Cache-Control', 'no-store').json(config);
  });

  router.get(MAPS, async (req, res) => {
    const { cluster, namespace } = parse(namespaceTarget, req.params);
    parse(nothingSchema, req.query);
    const list = await act.look(req, cluster, actor =>
      listConfig(actor, namespace),
    );
    res.set('Cache-Control', 'no-store').json(list);
  });

  router.get(`${MAPS}/:name`, async (req, res) => {
    const target = parse(objectTarget, req.params);
    parse(nothingSchema, req.query);
    const detail = await act.look(req, target.cluster, actor =>
      readDetail(actor, target, ownerOf),
    );
    res.set('Cache-Control', 'no-store').json(detail);
  });

  router.post(MAPS, json, async (req, res) => {
    const event = { eventId: 'config-map-create', cluster: req.params.cluster };
    await act.act(req, event, () => {
      const { namespace } = parse(namespaceTarget, req.params);
      const wanted = parse(createConfigMapSchema, req.body);
      const { name, entries } = wanted;
      return {
        // Keys, and never values.
        meta: { namespace, name, keys: entries.map(({ key }) => key) },
        run: actor => createConfigMap(actor, namespace, wanted),
      };
    });
    res.status(202).end();
  });

  router.put(`${MAPS}/:name`, json, async (req, res) => {
    const event = { eventId: 'config-map-edit', cluster: req.params.cluster };
    await act.act(req, event, () => {
      const target = parse(objectTarget, req.params);
      const change = parse(editConfigMapSchema, req.body);
      const { namespace, name } = target;
      const set = change.set.map(({ key }) => key);
      return {
        meta: { namespace, name, set, remove: change.remove },
        run: actor => editConfigMap(actor, target, { change, ownerOf }),
      };
    });
    res.status(202).end();
  });

  router.delete(`${MAPS}/:name`, async (req, res) => {
    const event = { eventId: 'config-map-delete', cluster: req.params.cluster };
    await act.act(req, event, () => {
      const target = parse(objectTarget, req.params);
      const { uid } = parse(removeConfigMapSchema, req.query);
      const { namespace, name } = target;
      return {
        meta: { namespace, name, uid },
        run: actor => removeConfigMap(actor, target, { uid, ownerOf }),
      };
    });
    res.status(202).end();
  });

  return router;
}
