import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { lightTheme } from './lightTheme';

export const themeModule = createFrontendModule({
  pluginId: 'app',
  extensions: [lightTheme],
});
