/** A digest is told apart by its first characters; whoever needs the others finds them at the container. */
const digest = /@(sha256:[0-9a-f]{12})[0-9a-f]{52}$/;

/** Names of images as a sentence has them: `registry/app@sha256:a3ecb69d6e63…`. */
export const imagesInWords = (images: readonly string[]): string =>
  images.map(image => image.replace(digest, '@$1…')).join(', ');
