import { Terminal } from '@xterm/xterm';
import { neutralise } from './neutralise';

function print(text: string) {
  const terminal = new Terminal({ cols: 40, rows: 2, allowProposedApi: true });
  const titles: string[] = [];
  const answers: string[] = [];
  neutralise(terminal);
  terminal.onTitleChange(title => titles.push(title));
  terminal.onData(data => answers.push(data));
  return new Promise<object>(resolve => {
    terminal.write(text, () => {
      const line = terminal.buffer.active.getLine(0)?.translateToString(true);
      resolve({ line, titles, answers });
      terminal.dispose();
    });
  });
}

describe('what a container prints', () => {
  it.each([
    ['a title', '\u001b]0;owned\u0007'],
    ['an icon name', '\u001b]1;owned\u0007'],
    ['a window title', '\u001b]2;owned\u001b\\'],
    ['a link', '\u001b]8;;https://evil.example\u0007'],
    ['the clipboard', '\u001b]52;c;cm0gLXJmIC8=\u0007'],
    ['a question for the clipboard', '\u001b]52;c;?\u0007'],
    ['a question for a colour', '\u001b]11;?\u0007'],
    ['a question for a setting', '\u001bP$q"p\u001b\\'],
    ['a sixel', '\u001bPq#0;2;0;0;0~~\u001b\\'],
    ['a window’s size', '\u001b[18t'],
  ])('does nothing as %s', async (_, sequence) => {
    expect(await print(`a${sequence}b`)).toEqual({
      line: 'ab',
      titles: [],
      answers: [],
    });
  });

  it('is drawn with its colours', async () => {
    expect(await print('\u001b[31mred\u001b[0m')).toMatchObject({
      line: 'red',
    });
  });
});
