import { render, screen } from '@testing-library/react';
import { MiddleCut } from './MiddleCut';

const names = [
  'payments/payments-api-7c9f8d6b5c-x2x4z',
  'payments/payments-api-7c9f8d6b5c-k8s9q',
];

describe('a name that is cut in its middle', () => {
  it('keeps the end, which is all that differs, and is read whole', () => {
    render(
      <>
        {names.map(name => (
          <button key={name}>
            <MiddleCut text={name} />
          </button>
        ))}
      </>,
    );
    for (const name of names) {
      const button = screen.getByRole('button', { name });
      expect(button.firstElementChild).toHaveAttribute('title', name);
      const [head, tail] = button.querySelectorAll('[aria-hidden]');
      expect(`${head!.textContent}${tail!.textContent}`).toBe(name);
      expect(getComputedStyle(head!)).toMatchObject({
        overflow: 'hidden',
        textOverflow: 'ellipsis',
      });
      expect(tail).toHaveTextContent(/^-7c9f8d6b5c-(x2x4z|k8s9q)$/);
      expect(getComputedStyle(tail!).flex).toBe('0 0 auto');
    }
  });

  it.each([
    ['web-frontend-0', 'web', '-frontend-0'],
    ['node.example.org', 'node.exa', 'mple.org'],
  ])('cuts %s after %s', (name, start, end) => {
    render(<MiddleCut text={name} />);
    const [, head, tail] = screen.getByTitle(name).children;
    expect([head!.textContent, tail!.textContent]).toEqual([start, end]);
  });

  it('leaves a short name alone', () => {
    render(<MiddleCut text="api" />);
    expect(screen.getByTitle('api')).toHaveTextContent(/^api$/);
  });
});
