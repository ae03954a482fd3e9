export { paddockPlugin as default } from './plugin';
export { createBuckets, createCallerLimit } from './http/rateLimit';
