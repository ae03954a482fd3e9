import {
  coreExtensionData,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import scaffolderPlugin from '@backstage/plugin-scaffolder/alpha';
import { lazy, type ReactNode, Suspense } from 'react';
import { Route, Routes } from 'react-router-dom';

const TaskList = lazy(() =>
  import('@paddock/backstage-plugin-paddock').then(m => ({
    default: m.TaskList,
  })),
);

const Tasks = ({ one }: { one: ReactNode }) => (
  <Routes>
    <Route
      index
      element={
        <Suspense fallback={null}>
          <TaskList />
        </Suspense>
      }
    />
    <Route path="*" element={one} />
  </Routes>
);

/** Lists tasks by what they were for; the installed list has their ids alone. The page of one task stays. */
const tasksPage = scaffolderPlugin
  .getExtension('sub-page:scaffolder/tasks')
  .override({
    *factory(originalFactory) {
      const original = originalFactory();
      yield* original;
      yield coreExtensionData.reactElement(
        <Tasks one={original.get(coreExtensionData.reactElement)} />,
      );
    },
  });

export const tasksModule = createFrontendModule({
  pluginId: 'scaffolder',
  extensions: [tasksPage],
});
