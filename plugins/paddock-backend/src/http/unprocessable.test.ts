import { serializeError } from '@backstage/errors';
import { Unprocessable } from './unprocessable';

describe('Unprocessable', () => {
  it('is a 422 that tells every problem, in its words and one by one', () => {
    const problems = [
      { path: 'name', message: 'The name is reserved.' },
      { path: 'quota.cpu', message: 'The CPU quota cannot be below zero.' },
    ];
    const error = new Unprocessable(problems);
    expect(error.statusCode).toBe(422);
    expect(error.message).toBe(
      'name: The name is reserved. quota.cpu: The CPU quota cannot be below zero.',
    );
    // What Backstage's error handler answers with.
    expect(serializeError(error)).toMatchObject({
      name: 'UnprocessableError',
      problems,
    });
    expect(serializeError(error)).not.toHaveProperty('stack');
  });

  it('can be one sentence', () => {
    const error = new Unprocessable('Nothing is left.');
    expect(error).toMatchObject({ message: 'Nothing is left.', problems: [] });
  });
});
