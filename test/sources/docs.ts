// The portal's generator of docs.
export { createDocsGenerator } from '../../packages/backend/src/docs/generator';
