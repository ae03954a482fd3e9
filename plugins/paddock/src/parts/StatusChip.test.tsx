import { render, screen } from '@testing-library/react';
import { StatusChip } from './StatusChip';

describe('the state of a workload', () => {
  it('is a word', () => {
    render(<StatusChip state="down" reach={{ state: 'live' }} />);
    expect(screen.getByText('Down')).toBeInTheDocument();
  });

  it('is marked where its cluster is away, and has no colour then', () => {
    render(
      <StatusChip
        state="healthy"
        reach={{
          state: 'stale',
          since: '2026-11-23T14:02:00Z',
          reason: 'The cluster does not answer',
        }}
      />,
    );
    expect(screen.getByText(/^Healthy, stale since /)).toBeInTheDocument();
    expect(
      screen.getByTitle('The cluster does not answer'),
    ).toBeInTheDocument();
  });
});
