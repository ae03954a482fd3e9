import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { NotAllowedError } from '@backstage/errors';
import {
  checkRequestSchema,
  paddockRequestCreatePermission,
  paddockRequestReadPermission,
  requestKinds,
  requestQuerySchema,
  requestScopes,
  requestStates,
  requestTopicSchema,
} from '@paddock/backstage-plugin-paddock-common';
import { parse } from '../../http/parse';
import { lineShape, planShape, storyShape } from './agentShapes';
import { type AskParts, previewing } from '../check/submit';
import { admit } from './asker';
import { lineOf } from '../view/line';
import { findSeen, readPage } from '../view/page';
import type { UserCredentials } from '../parts';
import { errorFor } from './errorFor';

interface Parts extends AskParts {
  isUser(credentials: BackstageCredentials): credentials is UserCredentials;
}

const attributes = { readOnly: true, destructive: false, idempotent: true };

/** Interfaces have no index signature, which zod's type of an open object asks for; the registry checks it all the same. */
const asJson = (told: object) => told as never;

/** Only people see requests: a service, or an agent without a person behind it, sees none. */
function personBehind(
  { isUser }: Parts,
  credentials: BackstageCredentials,
): UserCredentials {
  if (isUser(credentials)) return credentials;
  throw new NotAllowedError('Only people see requests. Act for a person.');
}

/** What is told of a failure is the same as over HTTP. */
async function telling<T>(parts: Parts, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    throw errorFor(error, parts.logger);
  }
}

function addList(registry: ActionsRegistryService, parts: Parts): void {
  registry.register({
    name: 'list-requests',
    title: 'List requests',
    description:
      'Lists requests for namespaces, secrets and volumes that the person sees: their own, those of their teams, or those that wait for their decision.',
    attributes,
    schema: {
      input: z =>
        z.object({
          scope: z.enum(requestScopes).optional(),
          kind: z.array(z.enum(requestKinds)).optional(),
          state: z.array(z.enum(requestStates)).optional(),
          text: z.string().optional().describe('Part of a name or namespace'),
          offset: z.number().optional(),
          limit: z.number().optional().describe('At most 200'),
        }),
      output: z =>
        z.object({
          items: z.array(z.object(lineShape(z)).passthrough()),
          matching: z.number(),
          waitingForMe: z.number(),
        }),
    },
    action: ({ input, credentials }) =>
      telling(parts, async () => {
        const who = personBehind(parts, credentials);
        const asker = await admit(parts, who, paddockRequestReadPermission);
        const query = parse(requestQuerySchema, input);
        const { items, ...counts } = await parts.store.list(
          query,
          asker.visibility,
        );
        return {
          output: {
            items: items.map(each => ({ ...lineOf(each) })),
            ...counts,
          },
        };
      }),
  });
}

function addGet(registry: ActionsRegistryService, parts: Parts): void {
  registry.register({
    name: 'get-request',
    title: 'Get a request',
    description:
      'One request with what it would make, who may approve it, its timeline and its proofs. Never tells the value of a secret.',
    attributes,
    schema: {
      input: z => z.object({ id: z.string().describe('Id of the request') }),
      output: z =>
        z.object({
          request: z
            .object({
              ...lineShape(z),
              ...planShape(z),
              ...storyShape(z),
            })
            .passthrough(),
        }),
    },
    action: ({ input, credentials }) =>
      telling(parts, async () => {
        const who = personBehind(parts, credentials);
        const asker = await admit(parts, who, paddockRequestReadPermission);
        const { id } = parse(requestTopicSchema, input);
        const page = await readPage(parts, asker, id);
        return { output: { request: asJson(page) } };
      }),
  });
}

function addCheck(registry: ActionsRegistryService, parts: Parts): void {
  registry.register({
    name: 'check-request',
    title: 'Check a request before it is made',
    description:
      'Says for a specification what is wrong with it, whether the rules allow it and who would have to approve it, and what it would make. Asks for nothing.',
    attributes,
    schema: {
      input: z =>
        z.object({
          spec: z
            .record(z.unknown())
            .describe('As the body of POST /api/paddock/requests has it'),
          id: z.string().optional().describe('The request that it changes'),
        }),
      output: z =>
        z.object({
          check: z
            .object({
              problems: z.array(
                z.object({ path: z.string(), message: z.string() }),
              ),
              ...planShape(z),
            })
            .passthrough(),
        }),
    },
    action: ({ input, credentials }) =>
      telling(parts, async () => {
        const who = personBehind(parts, credentials);
        const asker = await admit(parts, who, paddockRequestCreatePermission);
        const { spec, id } = parse(checkRequestSchema, input);
        const before =
          id === undefined
            ? undefined
            : await findSeen(parts, asker.visibility, id);
        const check = await previewing(parts, asker, () =>
          parts.checker.check(asker, spec, { id, before }),
        );
        return { output: { check: asJson(check) } };
      }),
  });
}

/** What agents may do here: look, and ask what would be. Each act is admitted as its route over HTTP is. */
export function addAgentActions(
  registry: ActionsRegistryService,
  parts: Parts,
): void {
  addList(registry, parts);
  addGet(registry, parts);
  addCheck(registry, parts);
}
