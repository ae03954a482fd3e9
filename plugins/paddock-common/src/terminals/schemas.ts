import { z } from 'zod';
import { missingRightSchema } from '../live/schemas';

/** Answer to it. The ticket opens one terminal, once, within these seconds. */
export const terminalTicketSchema = z.strictObject({
  ticket: z.string(),
  seconds: z.int(),
});
export type TerminalTicket = z.infer<typeof terminalTicketSchema>;

/** Answer to both: the ticket, and where the terminal will be. Nothing is made before the ticket is used. */
export const shellTicketSchema = terminalTicketSchema.extend({
  pod: z.string(),
  container: z.string(),
});
export type ShellTicket = z.infer<typeof shellTicketSchema>;

/** Answer of `GET …/namespaces/:namespace/terminals`: what lacks for a shell, a new pod and a debug container. */
export const terminalRightsSchema = z.strictObject({
  exec: z.array(missingRightSchema),
  shell: z.array(missingRightSchema),
  debug: z.array(missingRightSchema),
});
export type TerminalRights = z.infer<typeof terminalRightsSchema>;
