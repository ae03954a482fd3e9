import type { Connection } from '../connection';

export interface LoginParts {
  send: Connection['send'];
  /** Something that a person should look at now: a secret may be in other hands. */
  alarm(text: string): void;
}
