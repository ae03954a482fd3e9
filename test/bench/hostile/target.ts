export interface Target {
  portal: string;
  /** Tokens. */
  attacker: string;
  visitor: string;
  pod: { cluster: string; namespace: string; name: string; container: string };
  /** Puts files into a new repository of the attacker's team; returns the address that its files begin with. */
  push(files: Readonly<Record<string, string>>): Promise<string>;
}

/** Goes on until it is told to stop; resolves with what it has come to. */
export type Attack = (target: Target, signal: AbortSignal) => Promise<string>;

/** What an attack needs to be there before. */
export type Prepare = (target: Target) => Promise<Attack>;

/** How often each answer came. */
export function countStatuses() {
  const statuses: Record<string, number> = {};
  return {
    add(status: number) {
      statuses[status] = (statuses[status] ?? 0) + 1;
    },
    toString: () => JSON.stringify(statuses),
  };
}

/** As the attacker. */
export function post(
  { portal, attacker }: Target,
  path: string,
  { body, signal }: { body: object; signal: AbortSignal },
) {
  return fetch(`${portal}/api${path}`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${attacker}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify(body),
    signal,
  });
}
