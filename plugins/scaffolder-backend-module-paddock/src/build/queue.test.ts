import { createQueue } from './queue';

const idle = () => ({
  signal: new AbortController().signal,
  onWait: jest.fn(),
});

function gate() {
  let open = () => {};
  const opened = new Promise<void>(resolve => {
    open = resolve;
  });
  return { open, opened };
}

const settle = () => new Promise(resolve => setTimeout(resolve, 5));

it('runs no more than its limit, in order, and tells who waits', async () => {
  const queue = createQueue(1);
  const order: string[] = [];
  const first = gate();
  const second = idle();
  const third = idle();
  const all = [
    queue(async () => {
      order.push('first began');
      await first.opened;
      order.push('first ended');
    }, idle()),
    queue(async () => order.push('second'), second),
    queue(async () => order.push('third'), third),
  ];
  await settle();
  expect(order).toEqual(['first began']);
  expect(second.onWait).toHaveBeenCalledWith(1);
  expect(third.onWait).toHaveBeenCalledWith(2);

  first.open();
  await Promise.all(all);
  expect(order).toEqual(['first began', 'first ended', 'second', 'third']);
});

it('goes on after a failure', async () => {
  const queue = createQueue(1);
  await expect(
    queue(() => Promise.reject(new Error('no')), idle()),
  ).rejects.toThrow('no');
  await expect(queue(async () => 'yes', idle())).resolves.toBe('yes');
});

it('lets who is aborted leave without running', async () => {
  const queue = createQueue(1);
  const first = gate();
  const running = queue(() => first.opened, idle());
  const abort = new AbortController();
  const run = jest.fn();
  const leaving = queue(run, { ...idle(), signal: abort.signal });
  const last = queue(async () => 'last', idle());
  abort.abort(new Error('cancelled'));
  await expect(leaving).rejects.toThrow('cancelled');

  first.open();
  await running;
  await expect(last).resolves.toBe('last');
  expect(run).not.toHaveBeenCalled();
});
