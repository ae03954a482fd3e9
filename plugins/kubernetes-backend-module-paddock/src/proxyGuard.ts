import type {
  AuditorService,
  HttpAuthService,
  HttpRouterService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import { ANNOTATION_KUBERNETES_AUTH_PROVIDER } from '@backstage/plugin-kubernetes-common';
import type { ClustersService } from './clustersService';

type Handler = Parameters<HttpRouterService['use']>[0];
type Request = Parameters<Handler>[0];

/** Where a request carries the person's own token. All other strategies sign in as the portal itself. */
const personalProviders = new Set(['aks', 'google', 'oidc']);

/** Some proxies and gateways take `_` for `-`. */
const identityHeader = /^(impersonate|x-remote)-/;

/**
 * plugin-kubernetes' proxy passes on what it is sent, signed in as the portal. The portal may impersonate, so
 * whoever may use the proxy could act as anybody, or as the portal itself. This asks no policy: it denies whatever
 * names another identity, and every cluster where the request would not be signed in as the person who sent it.
 */
export function createProxyGuard({
  clusters,
  httpAuth,
  auditor,
}: {
  clusters: ClustersService;
  httpAuth: HttpAuthService;
  auditor: AuditorService;
}): Handler {
  async function guard(req: Request): Promise<void> {
    const error = namesAnIdentity(req)
      ? new NotAllowedError(
          'The proxy of clusters passes on no header that names another identity. Send the request without Impersonate-* and X-Remote-*.',
        )
      : await deniedFor(req);
    if (!error) return;
    const { method, path } = req;
    const event = await auditor.createEvent({
      eventId: 'proxy-denied',
      severityLevel: 'medium',
      request: req,
      meta: { method, path },
    });
    await event.fail({ error });
    throw error;
  }

  async function deniedFor(req: Request): Promise<Error | undefined> {
    const { clusterSupplier } = await clusters.shared();
    const credentials = await httpAuth.credentials(req);
    const known = await clusterSupplier.getClusters({ credentials });
    const name = req.header('Backstage-Kubernetes-Cluster');
    const cluster = name
      ? known.find(each => each.name === name)
      : known.length === 1 && known[0];
    const provider =
      cluster && cluster.authMetadata[ANNOTATION_KUBERNETES_AUTH_PROVIDER];
    if (provider && personalProviders.has(provider)) return undefined;
    return new NotAllowedError(
      "The proxy of clusters is closed here: it would act with the portal's own rights. Use the Live tab, or kubectl with your own account.",
    );
  }

  return (req, _res, next) => {
    if (!/^\/proxy(\/|$)/i.test(req.path)) {
      next();
      return;
    }
    guard(req).then(() => next(), next);
  };
}

function namesAnIdentity({ headers }: Request): boolean {
  return Object.keys(headers).some(name =>
    identityHeader.test(name.toLowerCase().replaceAll('_', '-')),
  );
}
