import { createSilentLogger } from '../../testing/silentLogger';
import { createVault } from './createVault';
import type { VaultSettings } from './settings';

const settings: VaultSettings = {
  address: 'https://vault.example.com:8200',
  kvMount: 'Secret_1',
  prefix: 'paddock',
  authMounts: ['k8s/prod-1'],
  login: { method: 'token', tokenFile: '/run/secrets/vault-token' },
};
const parts = { logger: createSilentLogger(), alarm: () => {} };

describe('settings', () => {
  it.each<[Partial<VaultSettings>, string]>([
    [{ address: 'http://vault.example.com:8200' }, 'Use https'],
    [{ kvMount: '../sys' }, 'cannot be a mount'],
    [{ authMounts: ['k8s', 'a//b'] }, 'cannot be a mount'],
    [{ prefix: 'paddock/../x' }, 'cannot be a path'],
    [{ namespace: 'a\r\nx-evil: 1' }, 'namespace of Vault'],
  ])('%j are refused at the start', (change, why) => {
    expect(() => createVault({ ...settings, ...change }, parts)).toThrow(why);
  });

  it('may have mounts in capitals and with folders', () => {
    expect(() => createVault(settings, parts)).not.toThrow();
  });
});
