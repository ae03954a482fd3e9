import { fireEvent, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { aConfigMap } from '../testing/config';
import { refusal } from '../testing/refusal';
import { renderWithPortal, type Sent } from '../testing/renderWithPortal';
import { DeleteDialog } from './DeleteDialog';
import { EditDialog } from './EditDialog';

const url =
  'http://portal/clusters/prod-1/namespaces/payments/config-maps/settings';
const nothing = () => refusal(404, 'not asked for here');

function renderEdit(take?: (sent: Sent) => Response) {
  const told: string[] = [];
  const sent = renderWithPortal(
    <EditDialog
      detail={aConfigMap()}
      onClose={() => told.push('closed')}
      onAsked={of => told.push(`asked of ${of}`)}
    />,
    nothing,
    take && { take },
  );
  return { sent, told };
}

const type = (field: HTMLElement, value: string) =>
  fireEvent.change(field, { target: { value } });

const press = (text: string) => fireEvent.click(screen.getByText(text));

describe('editing a ConfigMap', () => {
  it('shows the difference before it sends exactly that, for what was seen', async () => {
    const { sent, told } = renderEdit();
    const level = await screen.findByLabelText('level');
    expect(screen.getByText('Nothing is changed yet.')).toBeInTheDocument();
    type(level, 'debug');
    expect(await screen.findByLabelText('Changes of level')).toHaveTextContent(
      '- info+ debug',
    );
    expect(screen.getByLabelText('kubectl command')).toHaveTextContent(
      '--field-manager=paddock-config',
    );
    press('Change');
    await waitFor(() => expect(told).toEqual(['asked of 7', 'closed']));
    expect(sent).toEqual([
      {
        method: 'PUT',
        url,
        body: {
          uid: 'u1',
          resourceVersion: '7',
          set: [{ as: 'text', key: 'level', text: 'debug' }],
          remove: [],
        },
      },
    ]);
  });

  it('takes files, as texts or as bytes', async () => {
    const { sent } = renderEdit();
    await userEvent.upload(
      await screen.findByLabelText('Files, each as a key of its name'),
      [
        new File(['x=1'], 'app.conf'),
        new File([new Uint8Array([255, 0])], 'icon'),
      ],
    );
    expect(
      await screen.findByText('icon: 2 B that are no text, from a file'),
    ).toBeInTheDocument();
    press('Change');
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]?.body).toEqual(
      expect.objectContaining({
        set: [
          { as: 'text', key: 'app.conf', text: 'x=1' },
          { as: 'bytes', key: 'icon', base64: '/wA=' },
        ],
      }),
    );
  });

  it('keeps what was typed when the cluster refuses, and says why', async () => {
    const { told } = renderEdit(() =>
      refusal(409, 'conflict with "kubectl-create" using v1: .data.mode'),
    );
    const mode = await screen.findByLabelText('mode');
    expect(
      screen.getByText(/^Kept by kubectl-create: the cluster refuses/),
    ).toBeInTheDocument();
    type(mode, 'other');
    press('Change');
    expect(
      await screen.findByText(/conflict with "kubectl-create"/),
    ).toBeInTheDocument();
    expect(mode).toHaveValue('other');
    expect(told).toEqual([]);
  });
});

it('deleting tells who uses it, needs its name, and deletes what was seen', async () => {
  const told: string[] = [];
  const sent = renderWithPortal(
    <DeleteDialog
      detail={aConfigMap()}
      onClose={() => told.push('closed')}
      onAsked={() => told.push('asked')}
    />,
    nothing,
  );
  const field = await screen.findByLabelText('Type settings');
  expect(screen.getByText(/^Deployment api:/)).toBeInTheDocument();
  press('Delete');
  expect(sent).toEqual([]);
  type(field, 'settings');
  press('Delete');
  await waitFor(() => expect(told).toEqual(['asked', 'closed']));
  expect(sent).toEqual([{ method: 'DELETE', url: `${url}?uid=u1` }]);
});
