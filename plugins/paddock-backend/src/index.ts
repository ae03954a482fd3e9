export { paddockPlugin as default } from './plugin';
