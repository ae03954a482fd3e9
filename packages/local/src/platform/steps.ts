import { performance } from 'node:perf_hooks';

export interface Steps {
  /** Runs `work`, and tells when it began, what it says meanwhile, and how long it took. */
  run<T>(
    title: string,
    work: (say: (detail: string) => void) => Promise<T>,
  ): Promise<T>;
  /** One line that is no step: a hint, or what is left out and why. */
  note(line: string): void;
  /** What has been run so far, in seconds, for the summary. */
  readonly times: ReadonlyArray<{ title: string; seconds: number }>;
}

const seconds = (since: number) => (performance.now() - since) / 1000;

export function createSteps(write: (line: string) => void): Steps {
  const times: Array<{ title: string; seconds: number }> = [];
  return {
    times,
    note: line => write(`  · ${line}`),
    async run(title, work) {
      const began = performance.now();
      let detail = '';
      write(`  … ${title}`);
      const tick = setInterval(
        () =>
          write(
            `  … ${title}, ${seconds(began).toFixed(0)} s${
              detail && `: ${detail}`
            }`,
          ),
        10_000,
      );
      try {
        const result = await work(line => {
          detail = line;
        });
        times.push({ title, seconds: seconds(began) });
        write(`  ✓ ${title} (${seconds(began).toFixed(1)} s)`);
        return result;
      } catch (error) {
        write(`  ✗ ${title} (${seconds(began).toFixed(1)} s)`);
        throw error;
      } finally {
        clearInterval(tick);
      }
    },
  };
}
