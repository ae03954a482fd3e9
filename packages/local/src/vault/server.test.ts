import assert from 'node:assert/strict';
import { test } from 'node:test';
import { portsOf } from '../platform/ports.ts';
import { serverConfig } from './server.ts';

const platform = { state: '/state', ports: portsOf(2) };
const pki = {
  files: (name: string) => ({
    certificate: `/state/pki/${name}.crt`,
    key: `/state/pki/${name}.key`,
  }),
};
const addresses = (hostAddress?: string) =>
  serverConfig(platform, pki, hostAddress).listener.flatMap(({ tcp }) => [
    tcp.address,
    tcp.cluster_address,
  ]);

test('without a worker it listens on loopback only', () => {
  assert.deepEqual(addresses(), ['127.0.0.1:7240', '127.0.0.1:7241']);
});

test('with a worker it listens where the pods are, too, and nowhere else', () => {
  assert.deepEqual(addresses('10.99.2.1'), [
    '127.0.0.1:7240',
    '127.0.0.1:7241',
    '10.99.2.1:7240',
    '10.99.2.1:7241',
  ]);
});

test('every listener speaks TLS', () => {
  for (const { tcp } of serverConfig(platform, pki, '10.99.2.1').listener) {
    assert.ok(tcp.tls_cert_file && tcp.tls_key_file);
    assert.equal(tcp.tls_min_version, 'tls12');
    assert.ok(!('tls_disable' in tcp));
  }
});
