import { portsOf } from '../platform/ports.ts';
import { signInSecrets } from './oidc/secrets.ts';
import { createSignIn } from './oidc/server.ts';
import { runPart } from './partMain.ts';

await runPart(async ({ state, instance }) => {
  const { signIn: port, portal, portalDev } = portsOf(instance);
  const handle = createSignIn({
    instance,
    issuer: `http://localhost:${port}`,
    portals: [portal, portalDev].map(at => `http://localhost:${at}`),
    secrets: signInSecrets(state),
  });
  return { port, handle };
});
