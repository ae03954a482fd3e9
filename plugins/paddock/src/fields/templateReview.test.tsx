import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import type { TemplateParameterSchema } from '@backstage/plugin-scaffolder-react';
import { Stepper } from '@backstage/plugin-scaffolder-react/alpha';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { parse } from 'yaml';

const { parameters } = parse(
  readFileSync(
    join(__dirname, '../../../../templates/web-app/template.yaml'),
    'utf8',
  ),
).spec as {
  parameters: Array<{ title: string; when?: string; properties: object }>;
};

const click = async (name: string) =>
  userEvent.click(await screen.findByRole('button', { name }));
const tick = async (role: 'checkbox' | 'radio', name: RegExp) =>
  userEvent.click(await screen.findByRole(role, { name }));

function renderForm(onCreate: (values: object) => Promise<void>) {
  const manifest: TemplateParameterSchema = {
    title: 'Web app',
    steps: parameters.map(({ title, when, ...schema }) => ({
      title,
      schema,
      ...(when === undefined ? {} : { when }),
    })),
  };
  renderInTestApp(
    <Stepper
      manifest={manifest}
      extensions={[
        'MyGroupsPicker',
        'EntityPicker',
        'PaddockNamespacePicker',
        'PaddockClusterPicker',
        'PaddockStorageClassPicker',
      ].map(name => ({ name, component: () => null }))}
      initialState={{
        name: 'shop-web',
        description: 'Sells things',
        owner: 'group:default/team-payments',
        namespace: { cluster: 'local', namespace: 'payments' },
        storageClass: 'standard',
      }}
      onCreate={onCreate}
    />,
  );
}

/** The review step of a web app for which a volume and a new namespace were chosen first, and not in the end. */
it('reviews and sends what was chosen in the end, and nothing else', async () => {
  window.scrollTo = () => {};
  const onCreate = jest.fn(async () => {});
  renderForm(onCreate);
  await click('Next');
  await tick('radio', /^A new one/);
  await tick('checkbox', /^A volume/);
  await click('Next');
  await userEvent.type(
    await screen.findByRole('textbox', { name: /^Name of the namespace/ }),
    'shop-test',
  );
  await click('Next');
  expect(
    await screen.findByRole('textbox', { name: /^Size of the volume/ }),
  ).toHaveValue('1Gi');
  await click('Back');
  await screen.findByRole('textbox', { name: /^Name of the namespace/ });
  await click('Back');
  await tick('radio', /^One that is there/);
  await tick('checkbox', /^A volume/);
  await click('Next');
  await click('Next');
  await screen.findByText(/^Pods at least/);
  await click('Review');
  const table = await screen.findByRole('table');
  expect(table).toHaveTextContent(/Namespacepayments/);
  expect(table).not.toHaveTextContent(
    /Size of the volume|Volume Size|Who writes|Access Mode|Storage|shop-test|Quota/i,
  );
  await click('Create');
  const [[sent]] = onCreate.mock.calls as unknown as [[object]];
  expect(sent).toMatchObject({
    placement: 'existing',
    namespace: { cluster: 'local', namespace: 'payments' },
    useVolume: false,
  });
  expect(Object.keys(sent)).not.toEqual(expect.arrayContaining(['volumeSize']));
  expect(Object.keys(sent)).not.toEqual(
    expect.arrayContaining(['namespaceName']),
  );
});
