import {
  paddockRequestCreatePermission,
  paddockRequestReadPermission,
  type RequestList,
  requestQuerySchema,
} from '@paddock/backstage-plugin-paddock-common';
import type { Router } from 'express';
import { askerOf, idOf } from './asker';
import { lineOf } from '../view/line';
import { readOptions } from '../view/options';
import { readPage } from '../view/page';
import type { RequestParts } from '../parts';
import { readQuery } from './readQuery';
import { readResources } from '../view/resources';

/** `GET /requests`, `/requests/options`, `/requests/resources` and `/requests/:id` */
export function addListRoutes(router: Router, parts: RequestParts): void {
  router.get('/requests', async (req, res) => {
    const asker = await askerOf(parts, req, paddockRequestReadPermission);
    const query = readQuery(requestQuerySchema, req.url);
    const { items, ...counts } = await parts.store.list(
      query,
      asker.visibility,
    );
    const list: RequestList = { items: items.map(lineOf), ...counts };
    res.set('Cache-Control', 'no-store').json(list);
  });

  router.get('/requests/options', async (req, res) => {
    const asker = await askerOf(parts, req, paddockRequestCreatePermission);
    const options = await readOptions(parts, asker);
    res.set('Cache-Control', 'no-store').json(options);
  });

  // For the catalog: it has no person, and what it is told everybody may read there.
  router.get('/requests/resources', async (req, res) => {
    await parts.httpAuth.credentials(req, { allow: ['service'] });
    const items = await readResources(parts);
    res.set('Cache-Control', 'no-store').json({ items });
  });

  router.get('/requests/:id', async (req, res) => {
    const asker = await askerOf(parts, req, paddockRequestReadPermission);
    const page = await readPage(parts, asker, idOf(req));
    res.set('Cache-Control', 'no-store').json(page);
  });
}
