import { preparingSchema } from '@paddock/backstage-plugin-paddock-common';
import { z } from 'zod';
import { type Operations } from '../operation';

export const portalOperations: Operations = {
  'GET /openapi.json': {
    operationId: 'getOpenApi',
    summary: 'This document',
    answers: { 200: ['The document', z.looseObject({})] },
    errors: [],
  },
  'GET /preparing': {
    operationId: 'getPreparing',
    summary: 'What the platform around the portal still prepares',
    description:
      'For everybody who is signed in. Empty wherever nothing is outstanding, or nobody says.',
    answers: { 200: ['What is outstanding', preparingSchema] },
    errors: [403],
  },
};
