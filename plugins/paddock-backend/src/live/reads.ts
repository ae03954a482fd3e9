import { InputError } from '@backstage/errors';
import { createFairQueue } from './view/fairQueue';

/** Reads that live views make of the database and of the catalog. */
export interface Reads {
  /**
   * Reads when it is this person's turn. Never called from within a read: both would wait for each other.
   * @throws InputError for who has too many waiting already, or whatever the read fails with
   */
  read<T>(person: string, load: () => Promise<T>): Promise<T>;
}

interface Options {
  /** Reads at the same time: one that hangs does not stop the others. */
  lanes?: number;
  /** Of a lane's time, between 0 and 1. The rest is for what is no view: questions, acts, and the requests' own work. */
  share?: number;
  /** Reads of one person. */
  mostWaiting?: number;
}

/** A database that is slow is no reason to let everybody wait for long. */
const longestRestMs = 200;

/** One queue for what all views read, person by person. */
export function createReads(options: Options = {}): Reads {
  const { lanes = 2, share = 0.25, mostWaiting = 500 } = options;
  const queue = createFairQueue<() => Promise<void>>();
  let busy = 0;

  async function lane() {
    busy += 1;
    for (let work = queue.next(); work; work = queue.next()) {
      const start = performance.now();
      await work();
      const took = performance.now() - start;
      if (queue.size > 0) await rest(took / share - took);
    }
    busy -= 1;
  }

  return {
    read<T>(person: string, load: () => Promise<T>) {
      if (queue.waitingOf(person) >= mostWaiting) {
        return Promise.reject(
          new InputError('Too many of your live views wait. Close some tabs.'),
        );
      }
      return new Promise<T>((resolve, reject) => {
        queue.add(person, () => load().then(resolve, reject));
        if (busy < lanes) void lane();
      });
    },
  };
}

const rest = (ms: number) =>
  new Promise(resolve => {
    setTimeout(resolve, Math.min(ms, longestRestMs));
  });
