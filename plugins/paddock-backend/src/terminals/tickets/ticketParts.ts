import type { Request } from 'express';
import type { Act } from '../../access/act';
import type { Times } from '../times';
import type { Tickets } from './tickets';

/** What the routes that give out tickets need. */
export interface TicketParts {
  act: Act;
  tickets: Tickets;
  times: Times;
  /** Told of every request, for the server that it came by. */
  serveBy: (request: Request) => void;
}
