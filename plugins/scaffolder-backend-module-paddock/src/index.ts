/** Scaffolder actions that build images and deploy workloads through Paddock. */
export { scaffolderModulePaddock as default } from './module';
