// The plugin before a cluster, as its own tests start it.
export {
  pagesAt,
  sampleMemberships,
  samplePeople,
  startPortal,
} from '../../plugins/paddock-backend/testing/portal';
export { componentEntity } from '../../plugins/paddock-backend/testing/apiServer/sampleCluster';
