import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FakeObject, FakeStore } from './fakeStore';

export interface FakeRequest {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingMessage['headers'];
  body: unknown;
}

/** Answers a request in place of the server and returns true, or leaves it alone and returns false. */
export type Fault = (request: FakeRequest, response: ServerResponse) => boolean;

export interface FakeApiServer {
  readonly url: string;
  readonly store: FakeStore;
  /** Everything that was asked, oldest first. */
  readonly requests: FakeRequest[];
  /** Watches that are open now. */
  watches(): number;
  /** Sends a bookmark of the present version on every open watch. */
  bookmark(): void;
  /** How the server takes `sendInitialEvents`; `ignored` is what old servers do. */
  streamingList: 'known' | 'refused' | 'ignored';
  fault?: Fault;
  /** Answers SubjectAccessReviews. Everyone may do everything unless set. */
  allows: (spec: AccessSpec) => boolean;
  /** Says why an apply is refused, or undefined. */
  refuses?: (object: FakeObject, request: FakeRequest) => Refusal | undefined;
  /** Breaks every connection, like a killed process. */
  breakConnections(): void;
  /** Ends every open watch as a server does from time to time. */
  endWatches(): void;
  /** Lets open watches hang: they bring nothing any more, and do not end. */
  muteWatches(): void;
  /** Stops listening and breaks every connection; `start` goes on at the same address. */
  stop(): Promise<void>;
  start(): Promise<void>;
}

export interface AccessSpec {
  user: string;
  groups: string[];
  resourceAttributes: Record<string, string | undefined>;
}

export interface Refusal {
  status: number;
  reason: string;
  message: string;
}

interface OpenWatch {
  end(): void;
  bookmark(): void;
  mute(): void;
}

/** What the parts of the server share. */
export interface FakeServing extends FakeApiServer {
  openWatches: Set<OpenWatch>;
}
