import type { ErrorRequestHandler } from 'express';
import Router from 'express-promise-router';
import type { AskParts } from '../check/submit';
import { addAskRoutes } from './askRoutes';
import { addAuditRoutes } from './auditRoutes';
import { addCareRoutes } from './lifecycleRoutes';
import { addDecisionRoutes } from './decisionRoutes';
import { addEditRoutes } from './editRoutes';
import { addHandOverRoutes } from './handOverRoutes';
import { addListRoutes } from './listRoutes';
import { errorFor } from './errorFor';
import { addValueRoutes } from './valueRoutes';

/** Everything under `/requests` and `/audit`. */
export function createRequestsRouter(parts: AskParts) {
  const router = Router();
  addAskRoutes(router, parts);
  addListRoutes(router, parts);
  addEditRoutes(router, parts);
  addDecisionRoutes(router, parts);
  addCareRoutes(router, parts);
  addHandOverRoutes(router, parts);
  addValueRoutes(router, parts);
  addAuditRoutes(router, parts);
  const tell: ErrorRequestHandler = (error, _req, _res, next) =>
    next(errorFor(error, parts.logger));
  router.use(tell);
  return router;
}
