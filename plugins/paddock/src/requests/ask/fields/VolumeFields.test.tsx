import { fetchApiRef } from '@backstage/core-plugin-api';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import type {
  AccessMode,
  StorageProfile,
  VolumeSpec,
} from '@paddock/backstage-plugin-paddock-common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { createFakeRoutes, someOptions } from '../../../testing/requests';
import { refusal } from '../../../testing/refusal';
import { VolumeFields } from './VolumeFields';

function aProfile(
  name: string,
  modes: AccessMode[],
  survives: boolean,
): StorageProfile {
  return {
    name,
    provisioner: `${name}.example`,
    isDefault: false,
    runs: { state: 'runs', because: 'Its controller is ready.' },
    facts: {
      accessModes: { value: modes, from: 'catalogue' },
      survivesNodeLoss: { value: survives, from: 'catalogue' },
    },
    notes: [],
  };
}

const known = {
  state: 'known',
  at: '2026-11-20T09:00:00.000Z',
  classes: [
    aProfile('local-path', ['ReadWriteOnce'], false),
    aProfile('cephfs', ['ReadWriteOnce', 'ReadWriteMany'], true),
  ],
};

const blank: VolumeSpec = {
  kind: 'volume',
  cluster: 'prod-1',
  team: 'group:default/team-payments',
  purpose: '',
  namespace: 'payments',
  name: '',
  size: '10Gi',
  storageClass: '',
  accessMode: 'ReadWriteOnce',
  retain: false,
};

function renderFields(classes: () => unknown, standing = false) {
  let last = blank;
  function Host() {
    const [spec, setSpec] = useState(blank);
    last = spec;
    return (
      <VolumeFields
        spec={spec}
        onChange={setSpec}
        problems={[]}
        options={someOptions()}
        groups={[]}
        standing={standing}
      />
    );
  }
  const routes = createFakeRoutes({
    'GET /clusters/prod-1/storage-classes': classes,
  });
  renderInTestApp(<Host />, { apis: [[fetchApiRef, routes.fetchApi]] });
  return () => last;
}

const choice = () => screen.findByRole('radiogroup', { name: 'Storage class' });

describe('VolumeFields', () => {
  it('shows that the classes are on their way', () => {
    renderFields(() => new Promise(() => {}));
    expect(
      screen.getByRole('status', { name: 'Loading the storage classes' }),
    ).toBeInTheDocument();
  });

  it('ranks the classes by what is needed, with the reasons', async () => {
    const spec = renderFields(() => known);
    await choice();
    await userEvent.selectOptions(screen.getByLabelText('Who writes'), 'many');
    await userEvent.click(screen.getByLabelText('Survive the loss of a node'));
    const radios = within(await choice()).getAllByRole('radio');
    expect(radios.map(each => each.getAttribute('value'))).toEqual([
      'cephfs',
      'local-path',
    ]);
    expect(radios[0]).toHaveAccessibleDescription(/^Fits: /);
    expect(radios[1]).toHaveAccessibleDescription(
      /Does not fit: .*as is commonly known/,
    );
    await userEvent.click(screen.getByLabelText('cephfs'));
    expect(spec()).toMatchObject({
      storageClass: 'cephfs',
      accessMode: 'ReadWriteMany',
    });
  });

  it('lets a class be chosen by name where nothing is known of them', async () => {
    const spec = renderFields(() => ({
      state: 'lost',
      reason: 'The cluster cannot be reached.',
    }));
    expect(
      await screen.findByText(/not known now. The cluster cannot be reached/),
    ).toBeInTheDocument();
    await userEvent.selectOptions(
      screen.getByLabelText('Storage class'),
      'cephfs',
    );
    expect(spec().storageClass).toBe('cephfs');
  });

  it('asks again on a click where the portal did not answer', async () => {
    let away = true;
    renderFields(() => (away ? refusal(503, 'Not now.') : known));
    await screen.findByText(/Not now\./);
    away = false;
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await choice()).toBeInTheDocument();
  });

  it('says when what is known of them is old', async () => {
    renderFields(() => ({ ...known, state: 'stale', reason: 'It is away.' }));
    expect(await screen.findByRole('note')).toHaveTextContent(
      /It is away. What is said of the classes is what was known last/,
    );
  });

  it('keeps what a volume has for its life', async () => {
    renderFields(() => known, true);
    expect(await screen.findByLabelText('Storage class')).toBeDisabled();
    expect(screen.getByLabelText('Name')).toBeDisabled();
    expect(screen.getByLabelText('Size')).toBeEnabled();
  });
});
