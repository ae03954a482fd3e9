import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';

/**
 * Is it an address of the portal itself? Browsers drop spaces and line ends, take `\` for `/`, and a user name may
 * look like a host: so the address must begin with the portal's own origin, letter for letter, and end or go on with
 * what ends a host.
 */
export function isOwnAddress(address: string, origin: string): boolean {
  const rest = address.startsWith(origin) && address.slice(origin.length);
  return rest !== false && /^([/?#][!-~]*)?$/.test(rest);
}

/** Every address that an OAuth state, as plugin-auth-node writes it, redirects to. */
function redirectsOf(state: string): string[] {
  const text = Buffer.from(state, 'hex').toString('utf-8');
  return new URLSearchParams(text).getAll('redirectUrl');
}

/**
 * After the sign-in the auth plugin sends the browser wherever `redirectUrl` says: a stranger's link to the portal's
 * own sign-in would end at a page of the stranger. The state is checked too, since it comes back by the browser, and
 * an error redirects before anything in it has been verified.
 */
export default createBackendModule({
  pluginId: 'auth',
  moduleId: 'paddock-own-redirects',
  register(reg) {
    reg.registerInit({
      deps: {
        config: coreServices.rootConfig,
        httpRouter: coreServices.httpRouter,
      },
      async init({ config, httpRouter }) {
        const { origin } = new URL(config.getString('app.baseUrl'));
        // Modules start before their plugin, so this comes before all of its routes.
        httpRouter.use((req, _res, next) => {
          const { redirectUrl, state } = req.query;
          const addresses = [
            ...(redirectUrl === undefined ? [] : [String(redirectUrl)]),
            ...redirectsOf(String(state ?? '')),
          ];
          if (addresses.some(address => !isOwnAddress(address, origin))) {
            throw new InputError(
              'The sign-in leads back to pages of this portal only. Open the portal by its own address and sign in there.',
            );
          }
          next();
        });
      },
    });
  },
});
