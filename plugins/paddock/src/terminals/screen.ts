import { FitAddon } from '@xterm/addon-fit';
import { Terminal } from '@xterm/xterm';
import '@xterm/xterm/css/xterm.css';
import { neutralise } from './neutralise';

/** What a person does at the screen. */
export interface ScreenListener {
  typed(bytes: Uint8Array): void;
  resized(columns: number, rows: number): void;
  /** Pasted text is not typed before somebody has looked at it. */
  pasted(text: string): void;
  /** The key that leads out of it. */
  left(): void;
}

export interface Screen {
  size(): { columns: number; rows: number };
  /** `drawn` is called when it can be seen. */
  write(bytes: Uint8Array, drawn: () => void): void;
  paste(text: string): void;
  focus(): void;
  readOut(on: boolean): void;
  close(): void;
}

/** A terminal drawn into an element. Loaded only where one is opened. */
export function openScreen(
  element: HTMLElement,
  listener: ScreenListener,
): Screen {
  const terminal = new Terminal({
    convertEol: false,
    cursorBlink: false,
    fontSize: 13,
    scrollback: 5_000,
    minimumContrastRatio: 4.5,
  });
  const fit = new FitAddon();
  terminal.loadAddon(fit);
  neutralise(terminal);
  terminal.open(element);
  fit.fit();

  const encoder = new TextEncoder();
  terminal.onData(text => listener.typed(encoder.encode(text)));
  terminal.onBinary(text =>
    listener.typed(Uint8Array.from(text, each => each.charCodeAt(0))),
  );
  terminal.onResize(({ cols, rows }) => listener.resized(cols, rows));
  terminal.attachCustomKeyEventHandler(event => {
    const leaves = event.key === 'F6' && event.ctrlKey;
    if (leaves && event.type === 'keydown') listener.left();
    return !leaves;
  });
  const onPaste = (event: ClipboardEvent) => {
    event.preventDefault();
    event.stopPropagation();
    listener.pasted(event.clipboardData?.getData('text/plain') ?? '');
  };
  element.addEventListener('paste', onPaste, true);
  // Escape is a key of the shell's programs, and would close the drawer around it.
  const keep = (event: KeyboardEvent) => event.stopPropagation();
  element.addEventListener('keydown', keep);
  const resizes = new ResizeObserver(() => fit.fit());
  resizes.observe(element);

  return {
    size: () => ({ columns: terminal.cols, rows: terminal.rows }),
    write: (bytes, drawn) => terminal.write(bytes, drawn),
    paste: text => terminal.paste(text),
    focus: () => terminal.focus(),
    readOut: on => {
      terminal.options.screenReaderMode = on;
    },
    close() {
      resizes.disconnect();
      element.removeEventListener('paste', onPaste, true);
      element.removeEventListener('keydown', keep);
      terminal.dispose();
    },
  };
}
