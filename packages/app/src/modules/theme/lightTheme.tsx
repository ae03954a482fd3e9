import { ThemeBlueprint } from '@backstage/plugin-app-react';
import {
  createBaseThemeOptions,
  createUnifiedTheme,
  palettes,
  UnifiedThemeProvider,
} from '@backstage/theme';
import LightIcon from '@material-ui/icons/WbSunny';

/** Backstage's own light theme, with labels and hints that are dark enough on its grey ground (WCAG 2, 1.4.3: 4.5 to 1). */
const theme = createUnifiedTheme(
  createBaseThemeOptions({
    palette: {
      ...palettes.light,
      text: {
        primary: 'rgba(0, 0, 0, 0.87)',
        secondary: 'rgba(0, 0, 0, 0.65)',
      },
    },
  }),
);

export const lightTheme = ThemeBlueprint.make({
  name: 'light',
  params: {
    theme: {
      id: 'light',
      title: 'Light Theme',
      variant: 'light',
      icon: <LightIcon />,
      Provider: ({ children }) => (
        <UnifiedThemeProvider theme={theme}>{children}</UnifiedThemeProvider>
      ),
    },
  },
});
