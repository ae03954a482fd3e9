import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import { RollbackNote } from './RollbackNote';

const last = {
  from: 8,
  to: 7,
  set: 'api-8',
  at: '2026-11-25T14:02:00.000Z',
  images: { from: ['api:8'], to: ['api:7'] },
};

describe('the note about rollbacks by the portal itself', () => {
  it('says what happened and when, while that is what runs', async () => {
    renderInTestApp(
      <RollbackNote guard={{ on: true, last: { ...last, current: true } }} />,
    );
    const note = await screen.findByRole('note');
    expect(note).toHaveTextContent(
      'Rolled back by itself from revision 8 to revision 7 (api:8 → api:7)',
    );
    expect(note.querySelector('time')).toHaveAttribute('dateTime', last.at);
  });

  it('says that it is asked for, where nothing has happened lately', async () => {
    renderInTestApp(
      <RollbackNote guard={{ on: true, last: { ...last, current: false } }} />,
    );
    expect(
      await screen.findByText(/Asks to be rolled back by the portal itself/),
    ).toBeInTheDocument();
    expect(screen.queryByRole('note')).toBeNull();
  });

  it('does not promise what will not happen: a revision is rolled back once', async () => {
    renderInTestApp(
      <RollbackNote
        guard={{
          on: true,
          again: last.at,
          last: { ...last, current: false },
        }}
      />,
    );
    expect(await screen.findByRole('note')).toHaveTextContent(
      'It is not rolled back a second time.',
    );
    expect(screen.queryByText(/Asks to be rolled back/)).toBeNull();
  });
});
