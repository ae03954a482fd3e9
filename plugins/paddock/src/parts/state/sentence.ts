/** Reasons come from many places, with and without their full stop. */
export const sentence = (reason: string) => reason.replace(/[.\s]*$/, '.');
