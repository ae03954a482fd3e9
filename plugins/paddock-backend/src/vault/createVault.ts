import type { LoggerService } from '@backstage/backend-plugin-api';
import { createCapabilities } from './capabilities';
import { checkPath } from './canonical';
import { createConnection } from './connection';
import { healthOf } from './health';
import { createLogin } from './login/login';
import { createPaths } from './paths';
import { createPolicies } from './policies';
import { createRoles } from './roles';
import { createAsk } from './session';
import type { VaultSettings } from './settings';
import { holdToken } from './login/tokens';
import type { Vault } from './vault';

export interface VaultParts {
  logger: LoggerService;
  /** Told to whoever guards the platform: a secret of the portal may be in other hands. Never holds the secret. */
  alarm(text: string): void;
}

/**
 * Vault, as the portal. Nothing is asked before the first call.
 *
 * @throws Error for settings that must not be used: an address without TLS, a mount or path that is not canonical
 */
export function createVault(settings: VaultSettings, parts: VaultParts): Vault {
  checkSettings(settings);
  const { logger, alarm } = parts;
  const { send, close } = createConnection(settings);
  const login = createLogin(settings.login, { send, alarm });
  const tokens = holdToken({ login, send, logger });
  const ask = createAsk(send, tokens);
  return {
    health: () => healthOf({ send, ask, settings }),
    ...createPolicies(ask, settings),
    ...createRoles(ask, settings),
    ...createPaths(ask, settings),
    capabilitiesOf: createCapabilities(send, settings),
    stop() {
      void tokens.stop().finally(close);
    },
  };
}

/** Mounts are the company's, and may have capitals; they cannot climb or hold what ends a path. */
const aMount = /^[\w-][\w.-]*(\/[\w-][\w.-]*)*$/;

function checkSettings(settings: VaultSettings) {
  const { login, kvMount, prefix, authMounts, namespace } = settings;
  const mounts = [
    kvMount,
    ...authMounts,
    ...('mount' in login ? [login.mount] : []),
    ...('wrapped' in login && login.wrapped ? [login.wrapped.role] : []),
    ...(namespace === undefined ? [] : [namespace]),
  ];
  const odd = mounts.find(each => !aMount.test(each));
  if (odd !== undefined) {
    throw new Error(`"${odd}" cannot be a mount, role or namespace of Vault`);
  }
  checkPath(prefix);
}
