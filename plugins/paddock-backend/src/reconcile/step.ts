import type { JsonObject } from '@backstage/types';
import type { Stop } from './stop';

/** One idempotent change. `event` is kebab-case; `detail` never holds a value of a secret. */
export interface Change {
  event: string;
  detail: JsonObject;
  /** Answers what is only known afterwards, or why it was not done. */
  run(): Promise<Done | Stop>;
}

export interface Done {
  state: 'done';
  detail?: JsonObject;
}

/** What was found when one step was looked at. */
export type Look =
  /** As it should be. */
  | { state: 'there' }
  | {
      state: 'missing' | 'different';
      /** Makes it so. */
      mend: Change;
    }
  | Stop;

/** One thing that is to be there. Looking changes nothing, and is done anew before anything is made. */
export interface Step {
  /** `ResourceQuota "budget"` */
  what: string;
  look(): Promise<Look>;
}
