import { createApp } from '@backstage/frontend-defaults';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { unregisterModule } from '@paddock/backstage-plugin-paddock';
import { navModule } from './modules/nav';
import { preparingModule } from './modules/preparing';
import { signInModule } from './modules/signIn';
import { tasksModule } from './modules/tasks';
import { themeModule } from './modules/theme';

export default createApp({
  features: [
    catalogPlugin,
    unregisterModule,
    navModule,
    preparingModule,
    signInModule,
    tasksModule,
    themeModule,
  ],
});
