export { paddockPlugin as default } from './plugin';
export { createBuckets, createCallerLimit } from './live/rateLimit';
