/** Writes whole lines, each behind the name of its suite: several suites say something at the same time. */
export function createPrinter(
  name: string,
  write: (text: string) => void,
): { print: (text: string) => void; end: () => void } {
  let rest = '';
  const line = (text: string) => write(`${name.padEnd(12)}│ ${text}\n`);
  return {
    print(text) {
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      lines.forEach(line);
    },
    end() {
      if (rest) line(rest);
      rest = '';
    },
  };
}
