export { paddockPlugin as default } from './plugin';
export { createBuckets, createCallerLimit, type Rate } from './http/rateLimit';
