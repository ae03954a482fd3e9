import { fireEvent, screen, waitFor } from '@testing-library/react';
import { renderWithPortal } from '../testing/renderWithPortal';
import { refusal } from '../testing/refusal';
import { CreateDialog } from './CreateDialog';

it('creates what is typed, with the same in a terminal', async () => {
  const told: string[] = [];
  const sent = renderWithPortal(
    <CreateDialog
      place={{ cluster: 'prod-1', namespace: 'payments' }}
      onClose={() => told.push('closed')}
      onAsked={name => told.push(`asked for ${name}`)}
    />,
    () => refusal(404, 'not asked for here'),
  );
  const type = (label: string, value: string) =>
    fireEvent.change(screen.getByLabelText(label), { target: { value } });
  await screen.findByLabelText('Name');
  type('Name', 'fresh');
  type('Key', 'level');
  type('Value of level', 'info');
  expect(screen.getByLabelText('kubectl command')).toHaveTextContent(
    '"data": { "level": "info" }',
  );
  fireEvent.click(screen.getByText('Create'));
  await waitFor(() => expect(told).toEqual(['asked for fresh', 'closed']));
  expect(sent).toEqual([
    {
      method: 'POST',
      url: 'http://portal/clusters/prod-1/namespaces/payments/config-maps',
      body: {
        name: 'fresh',
        entries: [{ as: 'text', key: 'level', text: 'info' }],
      },
    },
  ]);
});
