import { discoveryApiRef, fetchApiRef } from '@backstage/core-plugin-api';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { NewShellButton } from './NewShellButton';
import { ShellDrawer } from './ShellDrawer';

const known = {
  clusters: ['prod-1'],
  namespaces: ['payments', 'storefront'],
  images: ['debian:12'],
  nodes: ['worker-1'],
};

function renderAt(search: string, missing: object[] = []) {
  const asked: string[] = [];
  const fetch = async (url: string) => {
    asked.push(url);
    return Response.json({ exec: [], shell: missing, debug: [] });
  };
  renderInTestApp(
    <>
      <NewShellButton at={{ cluster: 'prod-1', namespace: 'payments' }} />
      <ShellDrawer known={known} />
    </>,
    {
      initialRouteEntries: [`/${search}`],
      apis: [
        [discoveryApiRef, { getBaseUrl: async () => 'http://portal' }],
        [fetchApiRef, { fetch: fetch as typeof globalThis.fetch }],
      ],
    },
  );
  return asked;
}

const opener = () => screen.findByRole('button', { name: 'Open a terminal' });

describe('a new shell', () => {
  it('is asked for in a drawer, with its command to copy', async () => {
    renderAt('');
    await userEvent.click(
      await screen.findByRole('button', { name: 'New shell' }),
    );
    await screen.findByRole('dialog', { name: 'New shell' });
    expect(screen.getByLabelText('Namespace')).toHaveValue('payments');
    expect(await screen.findByText('Name an image.')).toBeInTheDocument();
    await userEvent.type(screen.getByLabelText('Image'), 'debian:12');
    await userEvent.type(screen.getByLabelText('Command'), 'bash -l');
    expect(
      screen.getByLabelText('command for your own terminal'),
    ).toHaveTextContent(
      /^kubectl -n payments run shell --rm -it --restart=Never --image=debian:12 .*--command -- bash -l$/,
    );
    const button = await opener();
    await waitFor(() =>
      expect(button).toHaveAttribute('aria-disabled', 'false'),
    );
  });

  it('says which rights are missing where', async () => {
    const lack = { cluster: 'prod-1', namespace: 'storefront', verb: 'create' };
    const asked = renderAt('?shell=prod-1/storefront', [
      { ...lack, resource: 'pods' },
      { ...lack, resource: 'pods/attach' },
    ]);
    expect(
      await screen.findByText(
        'You lack the right to create pods and create pods/attach in storefront of prod-1.',
      ),
    ).toBeInTheDocument();
    expect(asked).toEqual([
      'http://portal/clusters/prod-1/namespaces/storefront/terminals',
    ]);
    expect(await opener()).toHaveAttribute('aria-disabled', 'true');
  });

  it('wants to know where', async () => {
    renderAt('?shell=/');
    expect(await screen.findByText('Choose a cluster.')).toBeInTheDocument();
  });

  it.each(['?shell=../x/y', '?shell=prod-1'])('is nothing for %s', search => {
    expect(renderAt(search)).toEqual([]);
    expect(screen.queryByRole('dialog')).toBeNull();
  });
});
