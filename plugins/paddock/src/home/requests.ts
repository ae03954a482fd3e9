import type { RequestLine } from '@paddock/backstage-plugin-paddock-common';
import type { ReactNode } from 'react';
import type { Freshness } from '../live/topicState';

/** What the room of requests tells the home page. */
export interface HomeRequests {
  /** Undefined while, or where, nothing is known; `face` then says why. */
  known?: {
    /** How many wait for a decision of this person, and the first of them. */
    waiting: number;
    toDecide: RequestLine[];
    /** Own ones that do not go on by themselves, and drafts. */
    toMend: RequestLine[];
    toFinish: RequestLine[];
    /** Of this person's teams, the latest change first. */
    recent: RequestLine[];
    freshness: Freshness;
  };
  face: ReactNode;
  /** Buttons, one for each kind of thing that can be asked for. */
  ask: ReactNode;
  pathOf(id: string): string;
  /** Where all that wait for this person are. */
  waitingPath: string;
}
