/**
 * Paddock's pages for the frontend system of Backstage.
 *
 * @packageDocumentation
 */
export { paddockPlugin as default } from './plugin';
export { WithPreparing } from './preparing/WithPreparing';
export { useWaitingForMe } from './requests/useWaitingForMe';
export { TaskList } from './tasks/TaskList';
export { unregisterModule } from './unregisterModule';
