import { visible } from '../../parts/text/visible';

/** Colours, titles, links and clipboard writes: what a terminal would obey, and a page must not even show. */
const sequences =
  // eslint-disable-next-line no-control-regex
  /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[PX^_][^\u001b]*(?:\u001b\\)?|[@-Z\\-_])/g;

/** A line of a log as text alone. */
export const plain = (line: string) => visible(line.replace(sequences, ''));
