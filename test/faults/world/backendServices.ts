import {
  catalogEntities,
  personNamed,
} from '../../../packages/local/src/people/people.ts';
import { load } from '../../source.ts';

type Api = typeof import('@backstage/backend-plugin-api');
type Credentials = import('@backstage/backend-plugin-api').BackstageCredentials;

const { coreServices, createServiceFactory } = load(
  '@backstage/backend-plugin-api',
) as Api;
const { AuthenticationError, NotAllowedError } = load(
  '@backstage/errors',
) as typeof import('@backstage/errors');
const { AuthorizeResult } = load(
  '@backstage/plugin-permission-common',
) as typeof import('@backstage/plugin-permission-common');
const { catalogServiceRef } = load(
  '@backstage/plugin-catalog-node',
) as typeof import('@backstage/plugin-catalog-node');
const { notificationService } = load(
  '@backstage/plugin-notifications-node',
) as typeof import('@backstage/plugin-notifications-node');
const { clustersServiceRef } = load(
  '@paddock/backstage-plugin-kubernetes-backend-module-paddock',
) as typeof import('@paddock/backstage-plugin-kubernetes-backend-module-paddock');

/** An API server, with its authority (PEM, as base64) and the portal's token for it. */
export interface Server {
  url: string;
  caData: string;
  token: string;
}

const credentialsOf = <Principal>(principal: Principal) =>
  ({ $$type: '@backstage/BackstageCredentials', principal } as const);

const ownCredentials = credentialsOf({
  type: 'service',
  subject: 'plugin:paddock',
} as const);

const refOf = (name: string) => `user:default/${name}`;

/** Whoever says that they are one of the sample people is believed: this is about faults, not about signing in. */
function credentialsOfToken(token: string): Credentials {
  if (!personNamed(token)) throw new AuthenticationError('Nobody of that name');
  return credentialsOf({ type: 'user', userEntityRef: refOf(token) });
}

const auth = createServiceFactory({
  service: coreServices.auth,
  deps: {},
  factory: () => ({
    authenticate: async (token: string) => credentialsOfToken(token),
    isPrincipal: ((credentials: Credentials, type: string) =>
      type === 'unknown' ||
      (credentials.principal as { type: string }).type === type) as never,
    getNoneCredentials: async () => credentialsOf({ type: 'none' } as const),
    getOwnServiceCredentials: async () => ownCredentials,
    getPluginRequestToken: async () => ({ token: 'none' }),
    getLimitedUserToken: async () => {
      throw new NotAllowedError('There are no cookies here');
    },
    listPublicServiceKeys: async () => ({ keys: [] }),
  }),
});

const httpAuth = createServiceFactory({
  service: coreServices.httpAuth,
  deps: {},
  factory: () => ({
    async credentials(req: { headers: { authorization?: string } }) {
      const { authorization = '' } = req.headers;
      return credentialsOfToken(
        /^Bearer (.+)$/.exec(authorization)?.[1] ?? '',
      ) as never;
    },
    issueUserCookie: async () => {
      throw new NotAllowedError('There are no cookies here');
    },
  }),
});

const userInfo = createServiceFactory({
  service: coreServices.userInfo,
  deps: {},
  factory: () => ({
    async getUserInfo(credentials: Credentials) {
      const ref = (credentials.principal as { userEntityRef: string })
        .userEntityRef;
      const person = personNamed(ref.slice(refOf('').length));
      const groups = person?.groups ?? [];
      return {
        userEntityRef: ref,
        ownershipEntityRefs: [
          ref,
          ...groups.map(name => `group:default/${name}`),
        ],
      };
    },
  }),
});

/** The policy of the portal has tests of its own. */
const permissions = createServiceFactory({
  service: coreServices.permissions,
  deps: {},
  factory: () => {
    const allow = async (asked: readonly unknown[]) =>
      asked.map(() => ({ result: AuthorizeResult.ALLOW } as const));
    return { authorize: allow, authorizeConditional: allow };
  },
});

interface Named {
  kind: string;
  metadata: { name: string };
  spec: { memberOf?: string[] };
}

/** The sample people and groups, as the catalog gives them out. */
function entitiesByRef() {
  const entities = (catalogEntities() as Named[]).map(entity => ({
    ...entity,
    metadata: { ...entity.metadata, namespace: 'default' },
    relations: (entity.spec.memberOf ?? []).map(group => ({
      type: 'memberOf',
      targetRef: `group:default/${group}`,
    })),
  }));
  return new Map(
    entities.map(each => [
      `${each.kind.toLowerCase()}:default/${each.metadata.name}`,
      each,
    ]),
  );
}

const catalog = createServiceFactory({
  service: catalogServiceRef,
  deps: {},
  factory: () => {
    const entities = entitiesByRef();
    return {
      getEntityByRef: async (ref: string) => entities.get(ref),
    } as unknown as import('@backstage/plugin-catalog-node').CatalogService;
  },
});

const notifications = createServiceFactory({
  service: notificationService,
  deps: {},
  factory: () => ({ send: async () => {} }),
});

/** What plugin-kubernetes would share of this one cluster. */
const bridgeTo = ({ url, caData, token }: Server) =>
  createServiceFactory({
    service: clustersServiceRef,
    deps: {},
    factory: () => ({
      offer: () => {},
      decideBy: () => {},
      mayList: async () => false,
      shared: async () => ({
        clusterSupplier: {
          getClusters: async () => [
            { name: 'local', url, caData, authMetadata: {} },
          ],
        },
        authStrategy: {
          getCredential: async () => ({ type: 'bearer token' as const, token }),
          validateCluster: () => [],
          presentAuthMetadata: () => ({}),
        },
      }),
    }),
  });

/** Everything around the plugin that is not Backstage's own: sign-in, people, and the cluster. */
export const servicesAround = (server: Server) => [
  auth,
  httpAuth,
  userInfo,
  permissions,
  catalog,
  notifications,
  bridgeTo(server),
];
