import type { LoggerService } from '@backstage/backend-plugin-api';

type Listener = (id: string) => void;

export interface News {
  tell(id: string): void;
  /** Returns its stop. */
  listen(listener: Listener): () => void;
  stop(): void;
}

/** Who in this process wants to know of changes. They have happened by then: what goes wrong here undoes nothing. */
export function createNews(logger: LoggerService): News {
  const listeners = new Set<Listener>();
  return {
    tell(id) {
      for (const listener of [...listeners]) {
        try {
          listener(id);
        } catch (error) {
          logger.error(`A change of request ${id} was not taken in`, {
            error: String(error),
          });
        }
      }
    },
    listen(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    stop: () => listeners.clear(),
  };
}
