export {
  type ClustersService,
  clustersServiceRef,
  type Listing,
  type MayList,
  type SharedClusters,
} from './clustersService';
export {
  kubernetesModulePaddock as default,
  sharingObjectsProvider,
} from './module';
