import type { Ports } from './ports.ts';
import type { Steps } from './steps.ts';
import type { Supervisor } from './supervisor.ts';

/** What every part of the platform is started with. */
export interface Platform {
  /** 0 is `npm start`; a test's own platform has another number, and with it other ports, addresses and state. */
  readonly instance: number;
  /** Absolute. Everything a part writes goes into a folder of its own in here. */
  readonly state: string;
  /** Absolute. Shared by all checkouts of this person: see paths.ts. */
  readonly cache: string;
  readonly ports: Ports;
  /** Progress on the terminal; every thing that may take longer than a second runs inside a step. */
  readonly steps: Steps;
  /** Starts child processes, and ends all of them when the platform stops or one of them dies. */
  readonly supervisor: Supervisor;
  /** May Debian packages be installed (`--yes`, or CI=true)? Otherwise they are named to the person. */
  readonly mayInstall: boolean;
}

/**
 * A reason to stop that a person can act on: one line that says what happened and what to do.
 * Everything else that is thrown is a defect and is printed with its stack.
 */
export class Advice extends Error {
  constructor(what: string, whatToDo: string) {
    super(`${what} ${whatToDo}`);
    this.name = 'Advice';
  }
}
