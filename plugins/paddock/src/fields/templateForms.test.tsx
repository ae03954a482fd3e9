import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import type { TemplateParameterSchema } from '@backstage/plugin-scaffolder-react';
import { Stepper } from '@backstage/plugin-scaffolder-react/alpha';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { parse } from 'yaml';

const names = ['cpp-backend', 'web-app'] as const;

interface Field {
  title?: string;
  pattern?: string;
  errorMessage?: string;
}

const read = (name: string): Array<{ title: string; properties: object }> =>
  parse(
    readFileSync(
      join(__dirname, '../../../../templates', name, 'template.yaml'),
      'utf8',
    ),
  ).spec.parameters;

/** All that has a pattern, however deep. */
function patterned(within: unknown): Field[] {
  if (typeof within !== 'object' || within === null) return [];
  const own = 'pattern' in within ? [within as Field] : [];
  return [...own, ...Object.values(within).flatMap(patterned)];
}

function renderForm(name: string, step: number) {
  const { title, ...schema } = read(name)[step]!;
  const manifest: TemplateParameterSchema = {
    title: name,
    steps: [{ title, schema }],
  };
  const extensions = [
    'MyGroupsPicker',
    'EntityPicker',
    'PaddockNamespacePicker',
    'PaddockClusterPicker',
    'PaddockStorageClassPicker',
  ].map(field => ({ name: field, component: () => null }));
  renderInTestApp(
    <Stepper
      manifest={manifest}
      extensions={extensions}
      onCreate={async () => {}}
    />,
  );
}

async function enter(label: RegExp, text: string) {
  const field = await screen.findByRole('textbox', { name: label });
  await userEvent.clear(field);
  await userEvent.type(field, text);
}

describe('the forms of the templates', () => {
  // The form goes to its top, which there is none of here.
  beforeAll(() => {
    window.scrollTo = () => {};
  });

  it.each(names)('%s says what each field takes, in words', name => {
    const fields = patterned(read(name));
    expect(fields.length).toBeGreaterThan(5);
    for (const { errorMessage, pattern } of fields) {
      expect(errorMessage).toMatch(/^must /);
      expect(errorMessage).not.toContain(pattern);
    }
  });

  it.each(names)(
    '%s shows one message for a name that is wrong in two ways',
    async name => {
      renderForm(name, 0);
      // Capitals, and too long.
      await enter(/^Name/, 'Shop'.repeat(11));
      await enter(/^What it does/, 'Takes payments');
      await userEvent.click(screen.getByRole('button', { name: 'Review' }));
      const field = screen.getByRole('textbox', { name: /^Name/ });
      const said = await waitFor(() => {
        const { textContent } = field.closest('.MuiGrid-item')!;
        expect(textContent).toMatch(/must begin with a letter/);
        return textContent!;
      });
      expect(said.match(/must /g)).toHaveLength(1);
      expect(document.body).not.toHaveTextContent(
        /must match pattern|NOT have/,
      );
    },
  );
});
