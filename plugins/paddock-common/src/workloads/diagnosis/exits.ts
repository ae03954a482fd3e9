import type { ContainerExit } from './model';

/** Signals that end containers, by their Linux numbers. */
const signals: Readonly<Record<number, string>> = {
  1: 'SIGHUP',
  2: 'SIGINT',
  3: 'SIGQUIT',
  4: 'SIGILL, an instruction that the processor does not know',
  6: 'SIGABRT: it aborted itself',
  7: 'SIGBUS',
  8: 'SIGFPE, an arithmetic error',
  9: 'SIGKILL: it was killed',
  11: 'SIGSEGV, a memory access that is not allowed',
  13: 'SIGPIPE',
  15: 'SIGTERM: it was asked to end',
};

/** Codes with a meaning of their own, by the custom of shells. */
const codes: Readonly<Record<number, string>> = {
  1: 'a general error',
  2: 'a wrong use of a command',
  126: 'its command may not be executed',
  127: 'its command was not found in the image',
  128: 'its command could not be started',
};

/** What an exit code says: `exit code 137, SIGKILL: it was killed`. */
export function exitWords(
  exit: Pick<ContainerExit, 'exitCode' | 'signal'>,
): string {
  const { exitCode } = exit;
  const signal = exit.signal ?? (exitCode > 128 ? exitCode - 128 : undefined);
  const meaning = (signal && signals[signal]) ?? codes[exitCode];
  if (meaning) return `exit code ${exitCode}, ${meaning}`;
  return signal
    ? `exit code ${exitCode}, signal ${signal}`
    : `exit code ${exitCode}`;
}

/** To follow its name or "the last one": `ended with exit code 1, a general error`. */
export function endedWith(exit: ContainerExit): string {
  if (exit.reason === 'OOMKilled') {
    return 'was ended for using more memory than its limit';
  }
  return exit.exitCode === 0
    ? 'ended by itself, without an error'
    : `ended with ${exitWords(exit)}`;
}
