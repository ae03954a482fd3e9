import type { JsonObject } from '@backstage/types';
import type { Grant } from './tickets';

/** A grant for the record. Of environment variables only the names: people put secrets into them. */
export function describeGrant(
  grant: Omit<Grant, 'user'> & { user?: string },
): JsonObject {
  const { way, pod, ...about } = grant;
  return { ...about, kind: 'Pod', name: pod, ...describeWay(way) };
}

function describeWay(way: Grant['way']): JsonObject {
  switch (way.is) {
    case 'shell': {
      const { env, command, ...asked } = way.asked;
      const names = env.map(({ name }) => name);
      return { way: 'new pod', ...asked, ...inLine(command), env: names };
    }
    case 'debug': {
      const { command, ...asked } = way.asked;
      return { way: 'debug container', ...asked, ...inLine(command) };
    }
    default:
      return { command: way.command ?? 'default' };
  }
}

const inLine = (command: string[] | undefined) => ({
  command: command?.join(' ') ?? 'default',
});
