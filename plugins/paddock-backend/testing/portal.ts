import {
  coreServices,
  createServiceFactory,
  type BackendFeature,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { clustersServiceRef } from '@paddock/backstage-plugin-kubernetes-backend-module-paddock';
import { paddockPlugin } from '../src/plugin';
import type { FakeApiServer } from './apiServer/serving';

/** Which groups the sample people are in. A test may change it. */
export type Memberships = Record<string, string[]>;

export const sampleMemberships: Memberships = {
  ben: ['team-payments'],
  emil: ['team-storefront'],
  petra: ['platform-admins'],
};

export interface Portal {
  /** Of `/api/paddock`. */
  url: string;
  tokenOf(name: string): string;
  stop(): Promise<void>;
}

function personEntity(name: string, groups: string[]): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'User',
    metadata: { name, namespace: 'default' },
    spec: { profile: { email: `${name}@paddock.example` } },
    relations: groups.map(group => ({
      type: 'memberOf',
      targetRef: `group:default/${group}`,
    })),
  };
}

export const samplePeople = () =>
  Object.entries(sampleMemberships).map(([name, groups]) =>
    personEntity(name, groups),
  );

/** A fake API server, or a real one with its authority and the portal's token for it. */
type Server = Pick<FakeApiServer, 'url'> & { caData?: string; token?: string };

/** What plugin-kubernetes would share of these servers. */
export function bridgeTo(servers: Record<string, Server>) {
  const clusters = Object.entries(servers).map(([name, { url, caData }]) => ({
    name,
    url,
    authMetadata: {},
    ...(caData ? { caData } : {}),
  }));
  return createServiceFactory({
    service: clustersServiceRef,
    deps: {},
    factory: () => ({
      offer: () => {},
      decideBy: () => {},
      mayList: async () => false,
      shared: async () => ({
        clusterSupplier: { getClusters: async () => clusters },
        authStrategy: {
          getCredential: async ({ name }: { name: string }) => ({
            type: 'bearer token' as const,
            token: servers[name]?.token ?? 'portal',
          }),
          validateCluster: () => [],
          presentAuthMetadata: () => ({}),
        },
      }),
    }),
  });
}

/** Sign-in, as far as it says who is in which group. */
export function userInfoOf(memberships: Memberships) {
  return createServiceFactory({
    service: coreServices.userInfo,
    deps: {},
    factory: () => ({
      async getUserInfo(credentials: any) {
        const ref: string = credentials.principal.userEntityRef;
        const groups = memberships[ref.split('/')[1] ?? ''] ?? [];
        return {
          userEntityRef: ref,
          ownershipEntityRefs: [
            ref,
            ...groups.map(group => `group:default/${group}`),
          ],
        };
      },
    }),
  });
}

/**
 * Configuration that says where the portal's pages are.
 *
 * @public loaded by test/integration while it runs
 */
export const pagesAt = (baseUrl: string) =>
  mockServices.rootConfig.factory({ data: { app: { baseUrl } } });

/** The plugin over HTTP, before these API servers, with the sample people and these entities. */
export async function startPortal(
  servers: Record<string, Server>,
  entities: Entity[] = [],
  features: BackendFeature[] = [],
): Promise<Portal> {
  const backend = await startTestBackend({
    features: [
      paddockPlugin,
      bridgeTo(servers),
      userInfoOf(sampleMemberships),
      catalogServiceMock.factory({
        entities: [...samplePeople(), ...entities],
      }),
      mockServices.rootLogger.factory({ level: 'none' }),
      ...features,
    ],
  });
  return {
    url: `http://localhost:${backend.server.port()}/api/paddock`,
    tokenOf: name => mockCredentials.user.token(`user:default/${name}`),
    stop: () => backend.stop(),
  };
}
