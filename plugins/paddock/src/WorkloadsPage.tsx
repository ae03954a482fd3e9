import { useRouteRef } from '@backstage/frontend-plugin-api';
import { poolRouteRef } from './metrics/pool/paths';
import { WorkloadsWithShell } from './WorkloadsWithShell';

/** The Workloads page, with the way to the pool for whoever may see something there. */
export const WorkloadsPage = () => (
  <WorkloadsWithShell poolPath={useRouteRef(poolRouteRef)?.()} />
);
