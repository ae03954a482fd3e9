/** Work of many owners. Whoever has much of it waits for their own, and delays nobody else by more than one piece. */
export interface FairQueue<Work> {
  /** The same work waits once, however often it is added. */
  add(owner: string, work: Work): void;
  /** The oldest work of the owner whose turn it is. */
  next(): Work | undefined;
  waitingOf(owner: string): number;
  readonly size: number;
  clear(): void;
}

export function createFairQueue<Work>(): FairQueue<Work> {
  /** In the order of turns. */
  const owners = new Map<string, Set<Work>>();
  let size = 0;
  return {
    add(owner, work) {
      const own = owners.get(owner) ?? new Set();
      if (own.has(work)) return;
      owners.set(owner, own.add(work));
      size += 1;
    },
    next() {
      const [turn] = owners;
      if (!turn) return undefined;
      const [owner, own] = turn;
      const [work] = own;
      own.delete(work!);
      size -= 1;
      // Put back, the owner comes after all others.
      owners.delete(owner);
      if (own.size > 0) owners.set(owner, own);
      return work;
    },
    waitingOf: owner => owners.get(owner)?.size ?? 0,
    get size() {
      return size;
    },
    clear() {
      owners.clear();
      size = 0;
    },
  };
}
