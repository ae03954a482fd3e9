import type { Terminal } from '@xterm/xterm';

/**
 * Titles (0–2), colours (4, 10–12, 104, 110–112), working directories and notifications (7, 9, 777), links (8),
 * fonts (50), the clipboard (52), and what shells and editors have invented (133, 633, 1337).
 */
const commands = [
  0, 1, 2, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 17, 19, 50, 52, 104, 105, 110,
  111, 112, 117, 119, 133, 633, 777, 1337,
];

/** Device control strings that terminals answer or draw by: DECRQSS, DECUDK, XTGETTCAP, XTSETTCAP, sixel. */
const controls = [
  { intermediates: '$', final: 'q' },
  { final: '|' },
  { intermediates: '+', final: 'q' },
  { intermediates: '+', final: 'p' },
  { final: 'q' },
];

const swallow = () => true;

/** What a container prints may move the cursor and colour text, and nothing beyond its rectangle. */
export function neutralise({ parser }: Pick<Terminal, 'parser'>): void {
  for (const each of commands) parser.registerOscHandler(each, swallow);
  for (const each of controls) parser.registerDcsHandler(each, swallow);
}
