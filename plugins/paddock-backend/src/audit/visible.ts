// C0 and C1 control characters, and what turns the direction of text: they make a reader see what is not there.
const hidden =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

const escape = (character: string) =>
  `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** Text of a person with everything that a terminal or a page would obey made visible; line breaks stay. */
export const visible = (text: string) =>
  text.replaceAll('\r\n', '\n').replace(hidden, escape);

/** As `visible`, on one line: for audit and log lines, which nobody may begin but the portal. */
export const oneLine = (text: string) =>
  text.replace(hidden, escape).replace(/[\t\n\u2028\u2029]/g, escape);
