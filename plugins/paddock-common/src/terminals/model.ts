import { z } from 'zod';
import { clusterNameSchema, dnsNameSchema } from '../targets';

const size = z.number().int().min(1).max(1_000);

/** Where terminals are opened, below the backend's base URL. */
export const terminalPath = '/terminals';

/** The only WebSocket subprotocol that is spoken there. */
export const terminalProtocol = 'paddock-terminal';

/** Bytes of output that the browser has not yet drawn, beyond which the container is not read. */
export const terminalWindow = 512 * 1024;

/** Bytes that are pasted at once at most. */
export const longestPaste = 128 * 1024;

/** Body of `POST …/pods/:name/terminal`. Without a command: bash where the container has it, else sh. */
export const terminalRequestSchema = z.strictObject({
  container: dnsNameSchema,
  command: z.enum(['sh', 'bash']).optional(),
});
export type TerminalRequest = z.infer<typeof terminalRequestSchema>;

/** The first message: the ticket again with what it was given for, and the token of the person who got it. */
export const terminalOpenSchema = z.strictObject({
  type: z.literal('open'),
  ticket: z.string().regex(/^[A-Za-z0-9_-]{22}$/),
  token: z.string().min(1).max(16_384),
  cluster: clusterNameSchema,
  namespace: dnsNameSchema,
  pod: dnsNameSchema,
  container: dnsNameSchema,
  columns: size,
  rows: size,
});
export type TerminalOpen = z.infer<typeof terminalOpenSchema>;

/** Text messages after that. What is typed goes in binary messages. */
export const terminalControlSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('resize'), columns: size, rows: size }),
  /** Somebody is there, though nothing is typed. */
  z.strictObject({ type: z.literal('stay') }),
  /** So many bytes of output have been drawn. */
  z.strictObject({
    type: z.literal('drawn'),
    bytes: z
      .number()
      .int()
      .min(1)
      .max(terminalWindow * 2),
  }),
]);
export type TerminalControl = z.infer<typeof terminalControlSchema>;

/** Text messages from the portal. What the container prints comes in binary messages. */
export type TerminalNews =
  /** What is to be attached to is not there yet, and why. */
  | { type: 'progress'; message: string }
  | { type: 'ready' }
  /** Unless somebody types or stays, it ends after so many seconds. */
  | { type: 'idle-soon'; seconds: number }
  /** The last message; the connection is closed with the reason's code. */
  | { type: 'end'; reason: TerminalEnd; message: string };

/** Why a terminal ended, as the code that the WebSocket is closed with. */
export const terminalEnds = {
  exited: 4000,
  'bad-message': 4400,
  'no-ticket': 4401,
  'rights-lost': 4403,
  idle: 4408,
  'too-many': 4409,
  'pod-gone': 4410,
  'too-long': 4411,
  'too-much': 4429,
  failed: 4502,
  stopping: 4503,
} as const;
export type TerminalEnd = keyof typeof terminalEnds;
