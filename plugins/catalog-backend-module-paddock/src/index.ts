/** Namespaces, secrets and volumes of Paddock as entities of the catalog. */
export { catalogModulePaddock as default } from './module';
