import type { Effect } from '../requests/reconcile/steps/recordStep';
import type { Stop } from './stop';

/** What was found when one effect of a request was looked for. */
export type Look =
  /** As it should be. */
  | { state: 'there' }
  | {
      state: 'missing' | 'different';
      /** Makes it so. */
      mend: Effect;
    }
  | Stop;

/** One effect of a request. Looking changes nothing, and is done anew before anything is made. */
export interface Step {
  /** `ResourceQuota "budget"` */
  what: string;
  look(): Promise<Look>;
}
