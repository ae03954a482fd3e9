import { blankShell, readShell } from './shellForm';

describe('what the form of a new shell asks for', () => {
  it('is all that is typed', () => {
    const form = {
      ...blankShell,
      image: ' debian:12 ',
      command: 'bash -l',
      env: 'A=b=c\n\n  D= e\n',
      node: 'worker-1',
      cpu: '500m',
      memory: '1Gi',
    };
    expect(readShell(form)).toEqual({
      is: 'complete',
      asked: {
        image: 'debian:12',
        command: ['bash', '-l'],
        env: [
          { name: 'A', value: 'b=c' },
          { name: 'D', value: ' e' },
        ],
        node: 'worker-1',
        cpu: '500m',
        memory: '1Gi',
        runsAs: 'restricted',
      },
    });
  });

  it.each([
    [{ image: '' }, 'Name an image.'],
    [{ image: '-x' }, 'Image: This is no name of an image.'],
    [{ env: 'A b' }, '"A b" is not NAME=value.'],
    [{ command: "sh 'x" }, 'A quote in the command is not closed.'],
    [{ memory: 'much' }, 'Memory: Give an amount like 500m or 256Mi.'],
  ])('is not complete with %j', (change, why) => {
    const form = { ...blankShell, image: 'debian:12', ...change };
    expect(readShell(form)).toEqual({ is: 'incomplete', why });
  });
});
