import { createRouteRef } from '@backstage/frontend-plugin-api';

/** Where it is shown how full the clusters are. */
export const poolRouteRef = createRouteRef();
