import { createLineSplitter, LineTooLong } from './lines';

const text = '{"a":"ü"}\n\n{"b":"\\n"}\n{"c":1}\nrest';
const whole = ['{"a":"ü"}', '{"b":"\\n"}', '{"c":1}'];

describe('the line splitter', () => {
  it('gives the same lines wherever the stream is cut in two', () => {
    const bytes = Buffer.from(text);
    for (let cut = 0; cut <= bytes.length; cut += 1) {
      const push = createLineSplitter(100);
      const lines = [
        ...push(bytes.subarray(0, cut)),
        ...push(bytes.subarray(cut)),
      ];
      expect(lines.map(String)).toEqual(whole);
    }
  });

  it('gives the same lines byte by byte', () => {
    const push = createLineSplitter(100);
    const lines = [...Buffer.from(text)].flatMap(byte =>
      push(Buffer.from([byte])),
    );
    expect(lines.map(String)).toEqual(whole);
  });

  it('refuses a line that is too long before it has ended', () => {
    const push = createLineSplitter(10);
    expect(push(Buffer.from('0123456789\n'))).toHaveLength(1);
    push(Buffer.from('01234'));
    expect(() => push(Buffer.from('567890'))).toThrow(LineTooLong);
  });
});
