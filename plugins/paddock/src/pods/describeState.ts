import type { ContainerState } from '@paddock/backstage-plugin-paddock-common';

/** What an exit code means, where that is more than the program's own business. */
function codeInWords(code: number, signal: number | undefined): string {
  if (signal) return `ended by signal ${signal}`;
  switch (code) {
    case 0:
      return 'ended by itself, without an error';
    case 126:
      return 'its command cannot be executed (exit code 126)';
    case 127:
      return 'its command was not found (exit code 127)';
    case 137:
      return 'killed (exit code 137)';
    case 139:
      return 'crashed: it touched memory that was not its own (exit code 139)';
    case 143:
      return 'ended as it was told to (exit code 143)';
    default:
      return `ended with exit code ${code}`;
  }
}

/** How a container is, in words. */
export function describeState(state: ContainerState): string {
  switch (state.is) {
    case 'running':
      return 'Running.';
    case 'waiting':
      return `Waiting: ${state.reason}.${
        state.message ? ` ${state.message}` : ''
      }`;
    case 'terminated': {
      const killed = state.reason === 'OOMKilled';
      const how = killed
        ? 'killed for using more memory than its limit'
        : codeInWords(state.exitCode, state.signal);
      return `${how[0]?.toUpperCase()}${how.slice(1)} (${state.reason}).${
        state.message ? ` ${state.message}` : ''
      }`;
    }
    default:
      return 'Its state is not known yet.';
  }
}
