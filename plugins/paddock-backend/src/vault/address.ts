import { lookup, type LookupAddress } from 'node:dns';
import { BlockList, isIPv6, type LookupFunction } from 'node:net';
import type { VaultSettings } from './settings';

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8);
loopback.addAddress('::1', 'ipv6');

// Where clouds answer with their machines' credentials: no Vault is there, whatever a name says that it is.
const linkLocal = new BlockList();
linkLocal.addSubnet('169.254.0.0', 16);
linkLocal.addSubnet('fe80::', 10, 'ipv6');
linkLocal.addAddress('fd00:ec2::254', 'ipv6');

const isIn = (list: BlockList, host: string) =>
  list.check(host, isIPv6(host) ? 'ipv6' : 'ipv4');

/**
 * Where Vault is.
 *
 * @throws Error for an address that tokens and values must not be sent to
 */
export function addressOf({
  address,
  insecure,
}: Pick<VaultSettings, 'address' | 'insecure'>): URL {
  const url = new URL(address);
  if (
    url.username ||
    url.password ||
    url.search ||
    url.hash ||
    url.pathname !== '/'
  ) {
    throw new Error(
      'The address of Vault may hold a host and a port only, e.g. https://vault.example.com:8200',
    );
  }
  const host = hostOf(url);
  const here = host === 'localhost' || isIn(loopback, host);
  const plain = url.protocol === 'http:' && (here || insecure === true);
  if (url.protocol !== 'https:' && !plain) {
    throw new Error(
      `The address of Vault is ${url.origin}, and tokens and values are never sent over ${url.protocol} to another machine. Use https`,
    );
  }
  if (isIn(linkLocal, host)) {
    throw new Error(`${host} is a link-local address; Vault cannot be there`);
  }
  return url;
}

/** Without the brackets of an IPv6 address. */
export const hostOf = (url: URL) => url.hostname.replace(/^\[|\]$/g, '');

/** Resolves names as usual, and fails for those that lead to a link-local address, at whichever connection that is. */
export const lookupSafely: LookupFunction = (host, options, done) =>
  lookup(host, { ...options, all: true }, (error, found) => {
    if (error) return done(error, []);
    const bad = found.find(each => isIn(linkLocal, each.address));
    if (bad) {
      return done(new Error(`${host} leads to ${bad.address}`), []);
    }
    return options.all ? done(null, found) : answerOne(found, done);
  });

function answerOne(
  [first]: LookupAddress[],
  done: Parameters<LookupFunction>[2],
) {
  if (first) done(null, first.address, first.family);
  else done(new Error('The name leads nowhere'), []);
}
