import { configKeyProblem, configTextProblem } from './bodies';
import { applyCommand, createCommand } from './commands';
import type { ConfigMapDetail } from './schemas';

function manifestIn(command: string) {
  const [first, ...rest] = command.split('\n');
  expect(first).toBe(
    "kubectl apply --server-side --field-manager=paddock-config -f - <<'EOF'",
  );
  expect(rest.at(-1)).toBe('EOF');
  return JSON.parse(rest.slice(0, -1).join('\n'));
}

describe('what does the same in a terminal', () => {
  it('creates with the same field manager, so that the portal can go on to change it', () => {
    const command = createCommand({ namespace: 'payments', name: 'settings' }, [
      { as: 'text', key: 'greeting', text: "it's $HOME" },
      { as: 'text', key: 'app.conf', text: 'a\nb' },
      { as: 'bytes', key: 'logo', base64: 'AA==' },
    ]);
    expect(manifestIn(command)).toEqual({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'settings', namespace: 'payments' },
      data: { greeting: "it's $HOME", 'app.conf': 'a\nb' },
      binaryData: { logo: 'BASE64' },
    });
  });

  it('applies what our manager keeps and what is changed, and nothing of others', () => {
    const entry = (key: string, ours: boolean) => ({
      key,
      text: `old ${key}`,
      bytes: 3,
      ours,
      keptBy: [],
    });
    const detail = {
      name: 'settings',
      namespace: 'payments',
      entries: [
        entry('mine', true),
        entry('theirs', false),
        entry('changed', true),
        entry('removed', true),
      ],
    } as unknown as ConfigMapDetail;
    const command = applyCommand(detail, {
      set: [{ as: 'text', key: 'changed', text: 'new' }],
      remove: ['removed'],
    });
    expect(manifestIn(command).data).toEqual({
      mine: 'old mine',
      changed: 'new',
    });
  });
});

it.each([
  ['LOG_LEVEL', false],
  ['app.conf', false],
  ['-', false],
  ['', true],
  ['.', true],
  ['..hidden', true],
  ['a/b', true],
  ['a b', true],
  ['ä', true],
  ['__proto__', true],
  ['x'.repeat(254), true],
])('the key %j has a problem: %s', (key, has) => {
  expect(configKeyProblem(key) !== undefined).toBe(has);
});

it.each([
  ['anything\n\tgoes 🙂', false],
  ['a\u0000b', true],
  ['\ud800', true],
])('the text %j has a problem: %s', (text, has) => {
  expect(configTextProblem(text) !== undefined).toBe(has);
});
