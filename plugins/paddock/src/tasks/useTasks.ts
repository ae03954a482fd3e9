import { useApi } from '@backstage/core-plugin-api';
import { scaffolderApiRef } from '@backstage/plugin-scaffolder-react';
import { useLoaded } from '../portal/useLoaded';

export type Whose = 'owned' | 'all';

export interface TaskPage {
  whose: Whose;
  limit: number;
}

/** Milliseconds between reads. */
const everyMs = 5_000;

/** The newest tasks of the scaffolder that this person may read, read again and again. */
export function useTasks({ whose, limit }: TaskPage) {
  const scaffolder = useApi(scaffolderApiRef);
  const load = async () => {
    const { tasks, totalTasks = tasks.length } = await scaffolder.listTasks!({
      filterByOwnership: whose,
      limit,
      offset: 0,
    });
    return { tasks, total: totalTasks };
  };
  const options = { everyMs, whole: `tasks ${whose}` };
  return useLoaded(`tasks ${whose} ${limit}`, load, options).loaded;
}
