import { discoveryApiRef, fetchApiRef } from '@backstage/core-plugin-api';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import {
  profileOf,
  type StorageClasses,
} from '@paddock/backstage-plugin-paddock-common';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { ClassChoice, type ChosenClass } from './ClassChoice';

const aClass = (name: string, provisioner: string, state = 'runs' as const) =>
  profileOf(
    {
      name,
      provisioner,
      isDefault: name === 'local',
      allowsExpansion: true,
      waitsForPod: true,
      retains: false,
      parameters: {},
    },
    { runs: { state, because: 'so it is.' } },
    { classes: {}, provisioners: {} },
  );

const known: StorageClasses = {
  state: 'known',
  at: '2026-11-23T12:00:00Z',
  classes: [
    aClass('local', 'rancher.io/local-path'),
    aClass('nas', 'nfs.csi.k8s.io'),
  ],
};

function Form({ told }: { told: (chosen: ChosenClass) => void }) {
  const [chosen, setChosen] = useState({
    storageClass: '',
    accessMode: 'ReadWriteOnce',
  });
  return (
    <ClassChoice
      cluster="prod-1"
      size="20Gi"
      chosen={chosen}
      onChange={next => {
        setChosen(next);
        told(next);
      }}
    />
  );
}

function renderChoice(answers: StorageClasses[]) {
  const told = jest.fn();
  const asked: string[] = [];
  const fetch = async (url: string) => {
    asked.push(url);
    return Response.json(answers.length > 1 ? answers.shift() : answers[0]);
  };
  renderInTestApp(<Form told={told} />, {
    apis: [
      [discoveryApiRef, { getBaseUrl: async () => 'http://portal' }],
      [fetchApiRef, { fetch: fetch as typeof globalThis.fetch }],
    ],
  });
  return { told, asked };
}

describe('choosing a storage class', () => {
  it('ranks by what is needed, says why, and who says so', async () => {
    const { told, asked } = renderChoice([known]);
    const local = await screen.findByRole('radio', { name: 'local' });
    expect(asked).toEqual(['http://portal/clusters/prod-1/storage-classes']);
    await userEvent.click(
      screen.getByRole('checkbox', { name: 'Survive the loss of a node' }),
    );
    expect(
      screen.getAllByRole('radio').map(each => each.getAttribute('value')),
    ).toEqual(['nas', 'local']);
    expect(screen.getByText('Does not fit')).toBeInTheDocument();
    expect(local).toHaveAccessibleDescription(
      /Against it: The data is lost with the node that it lies on\. \(as is commonly known\)/,
    );
    const nas = screen.getByRole('radio', { name: 'nas' });
    expect(nas).toHaveAccessibleDescription(/Single point of failure/);
    await userEvent.click(nas);
    expect(told).toHaveBeenLastCalledWith({
      storageClass: 'nas',
      accessMode: 'ReadWriteOnce',
    });
    await userEvent.selectOptions(screen.getByLabelText('Who writes'), 'many');
    expect(told).toHaveBeenLastCalledWith({
      storageClass: 'nas',
      accessMode: 'ReadWriteMany',
    });
  });

  it('says when the classes cannot be read, and tries again', async () => {
    renderChoice([{ state: 'lost', reason: 'The cluster is away' }, known]);
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The cluster is away',
    );
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(
      await screen.findByRole('radio', { name: 'nas' }),
    ).toBeInTheDocument();
  });

  it('keeps old classes, and says that they are', async () => {
    renderChoice([{ ...known, state: 'stale', reason: 'The cluster is away' }]);
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /The storage classes are those of/,
    );
    expect(screen.getByRole('radio', { name: 'nas' })).toBeInTheDocument();
  });

  it('says so where the cluster has none', async () => {
    renderChoice([{ ...known, classes: [] }]);
    expect(
      await screen.findByText('prod-1 has no storage class.'),
    ).toBeInTheDocument();
  });
});
