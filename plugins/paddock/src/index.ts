/**
 * Paddock's pages for the frontend system of Backstage.
 *
 * @packageDocumentation
 */
export { paddockPlugin as default } from './plugin';
export { PreparingBanner } from './preparing/PreparingBanner';
export { useWaitingForMe } from './requests/useWaitingForMe';
export { unregisterModule } from './unregisterModule';
