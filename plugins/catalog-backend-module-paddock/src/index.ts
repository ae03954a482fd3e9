/** Namespaces, secrets and volumes of Paddock as entities of the catalog. */
export { requestIdAnnotation } from './entities';
export { catalogModulePaddock as default } from './module';
export { readResourceReaders, type ResourceReaders } from './resourceReaders';
