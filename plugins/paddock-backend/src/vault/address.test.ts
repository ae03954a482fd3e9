import type { LookupAddress } from 'node:dns';
import { addressOf, lookupSafely } from './address';

const mockFound: LookupAddress[] = [];
jest.mock('node:dns', () => ({
  lookup: (
    _host: string,
    _options: object,
    done: (error: null, found: LookupAddress[]) => void,
  ) => done(null, mockFound),
}));

describe('the address of Vault', () => {
  it.each([
    ['https://vault.example.com:8200', 'https://vault.example.com:8200'],
    ['http://127.0.0.1:8200', 'http://127.0.0.1:8200'],
    ['http://0x7f000001:8200', 'http://127.0.0.1:8200'],
    ['http://[::1]:8200/', 'http://[::1]:8200'],
    ['http://localhost:8200', 'http://localhost:8200'],
    ['https://10.0.0.5', 'https://10.0.0.5'],
  ])('%s may be used', (address, origin) => {
    expect(addressOf({ address }).origin).toBe(origin);
  });

  it.each([
    ['http://vault.example.com:8200', 'Use https'],
    ['http://10.0.0.5:8200', 'Use https'],
    ['http://localhost.example.com', 'Use https'],
    ['file:///etc/passwd', 'a host and a port only'],
    ['gopher://127.0.0.1', 'a host and a port only'],
    ['https://vault.example.com@evil.example', 'a host and a port only'],
    ['https://user:word@vault.example.com', 'a host and a port only'],
    ['https://vault.example.com/v1', 'a host and a port only'],
    ['https://vault.example.com?x=y', 'a host and a port only'],
    ['https://vault.example.com#x', 'a host and a port only'],
    ['https://169.254.169.254', 'link-local'],
    ['https://2852039166', 'link-local'],
    ['https://[fe80::1]', 'link-local'],
    ['https://[::ffff:169.254.169.254]', 'link-local'],
    ['nonsense', 'Invalid URL'],
  ])('%s must not be', (address, why) => {
    expect(() => addressOf({ address })).toThrow(why);
  });

  it('may be plain http elsewhere only where that is said', () => {
    const address = 'http://vault.example.com:8200';
    expect(addressOf({ address, insecure: true }).href).toBe(`${address}/`);
    const metadata = { address: 'http://169.254.169.254', insecure: true };
    expect(() => addressOf(metadata)).toThrow('link-local');
  });

  it('may not become a link-local one when its name is resolved', async () => {
    const resolve = () =>
      new Promise<unknown>((done, fail) =>
        lookupSafely('vault.example.com', {}, (error, address) =>
          error ? fail(error) : done(address),
        ),
      );
    mockFound.push({ address: '10.0.0.5', family: 4 });
    await expect(resolve()).resolves.toBe('10.0.0.5');
    mockFound.push({ address: '169.254.169.254', family: 4 });
    await expect(resolve()).rejects.toThrow('leads to 169.254.169.254');
  });
});
