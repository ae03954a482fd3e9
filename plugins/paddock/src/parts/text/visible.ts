/** Characters that draw nothing, or that turn the order of what stands beside them. */
const hidden =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** A text that others wrote, with what could mislead its reader written out: `\u202e`. */
export function visible(text: string): string {
  return text.replace(
    hidden,
    each => `\\u${each.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
