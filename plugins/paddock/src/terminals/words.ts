export type Words = { is: 'words'; words: string[] } | { is: 'open-quote' };

/** A command as one types it, in words: spaces part them, quotes and backslashes hold them together. Nothing is expanded. */
export function wordsOf(line: string): Words {
  const words: string[] = [];
  let word: string | undefined;
  let quote = '';
  for (let at = 0; at < line.length; at += 1) {
    const char = line.charAt(at);
    if (quote) {
      if (char === quote) quote = '';
      else if (char === '\\' && quote === '"') word += line.charAt((at += 1));
      else word += char;
    } else if (char === "'" || char === '"') {
      quote = char;
      word ??= '';
    } else if (char === '\\') {
      word = (word ?? '') + line.charAt((at += 1));
    } else if (/\s/.test(char)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else {
      word = (word ?? '') + char;
    }
  }
  if (quote) return { is: 'open-quote' };
  return { is: 'words', words: word === undefined ? words : [...words, word] };
}
