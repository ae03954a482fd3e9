// The whole plugin.
export { paddockPlugin } from '../../plugins/paddock-backend/src/plugin';
