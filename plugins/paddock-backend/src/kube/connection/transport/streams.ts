/** How much is under way on one connection, and how much more it takes. */
export interface Streams {
  readonly open: number;
  /** How many more may begin now; at most 0 when it is full. */
  room(): number;
  /** Called when there may be room again. */
  onRoom(listener: () => void): void;
}

/** @param most - how many may be open at once, now */
export function countStreams(most: () => number) {
  const listeners = new Set<() => void>();
  const tell = () => listeners.forEach(listener => listener());
  let open = 0;
  const streams: Streams = {
    get open() {
      return open;
    },
    room: () => most() - open,
    onRoom: listener => void listeners.add(listener),
  };
  return {
    streams,
    tell,
    began() {
      open += 1;
    },
    ended() {
      open -= 1;
      tell();
    },
  };
}
