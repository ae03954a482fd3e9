import { SignInPage } from '@backstage/core-components';
import { SignInPageBlueprint } from '@backstage/plugin-app-react';
import { oidcAuthApiRef } from './oidcAuth';

export const oidcSignInPage = SignInPageBlueprint.make({
  params: {
    loader: async () => props =>
      (
        <SignInPage
          {...props}
          title="Sign in to Paddock"
          align="center"
          provider={{
            id: 'oidc',
            title: 'Your organization',
            message: 'Every act in the portal carries your own name.',
            apiRef: oidcAuthApiRef,
          }}
        />
      ),
  },
});
