import { useApi } from '@backstage/core-plugin-api';
import {
  scaffolderApiRef,
  type ScaffolderTask,
} from '@backstage/plugin-scaffolder-react';
import { useEffect, useState } from 'react';
import { inWords } from '../portal/usePortal';

export type Whose = 'owned' | 'all';

export interface TaskPage {
  whose: Whose;
  limit: number;
}

export type Tasks =
  | { state: 'waiting' }
  | { state: 'lost'; since: string; reason: string }
  | { state: 'ready'; tasks: ScaffolderTask[]; total: number };

/** Milliseconds between looks. */
const everyMs = 5_000;

/** The newest tasks of the scaffolder that this person may read, looked at again while they are in sight. */
export function useTasks({ whose, limit }: TaskPage): Tasks {
  const scaffolder = useApi(scaffolderApiRef);
  const [found, setFound] = useState<Tasks>({ state: 'waiting' });
  useEffect(() => {
    let over = false;
    const look = async () => {
      if (document.hidden) return;
      try {
        const { tasks, totalTasks = tasks.length } =
          await scaffolder.listTasks!({
            filterByOwnership: whose,
            limit,
            offset: 0,
          });
        if (!over) setFound({ state: 'ready', tasks, total: totalTasks });
      } catch (error) {
        if (!over) setFound(before => lostAfter(before, inWords(error)));
      }
    };
    void look();
    const timer = setInterval(look, everyMs);
    return () => {
      over = true;
      clearInterval(timer);
    };
  }, [scaffolder, whose, limit]);
  return found;
}

/** What was seen last stays. */
const lostAfter = (before: Tasks, reason: string): Tasks =>
  before.state === 'waiting'
    ? { state: 'lost', since: new Date().toISOString(), reason }
    : before;
