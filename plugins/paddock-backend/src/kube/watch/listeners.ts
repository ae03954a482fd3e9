/** Listeners that may come and go at any time, also while they are being told. */
export function createListeners<Args extends unknown[]>(
  report: (error: unknown) => void,
) {
  const listeners = new Set<(...args: Args) => void>();
  return {
    add(listener: (...args: Args) => void): () => void {
      const own = (...args: Args) => listener(...args);
      listeners.add(own);
      return () => listeners.delete(own);
    },
    tell(...args: Args) {
      for (const listener of listeners) {
        try {
          listener(...args);
        } catch (error) {
          report(error);
        }
      }
    },
  };
}
