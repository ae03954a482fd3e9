import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { NotFoundError } from '@backstage/errors';
import {
  controllerKinds,
  describeWorkload,
  type Finding,
  type Workload,
  workloadKinds,
  type WorkloadPage,
  type WorkloadReasons,
  workloadStates,
} from '@paddock/backstage-plugin-paddock-common';
import { type AskParts, askPortal, pathOf } from './askPortal';
import { attributes, placeOf, type Zod } from './shapes';

const workloadOf = (z: Zod) =>
  z.object({
    cluster: z.string(),
    namespace: z.string(),
    kind: z.enum(workloadKinds),
    name: z.string(),
    component: z
      .string()
      .optional()
      .describe('Label backstage.io/kubernetes-id'),
    state: z.enum(workloadStates),
    summary: z.string().describe('How it is, in one line'),
    advice: z.string().optional(),
    pods: z.object({
      wanted: z.number(),
      available: z.number(),
      newReady: z.number(),
      newStarting: z.number(),
      old: z.number(),
    }),
    images: z.array(z.string()),
    createdAt: z.string(),
  });

function lineOf(workload: Workload) {
  const { cluster, namespace, kind, name, component, rollout } = workload;
  const { line, advice } = describeWorkload(workload, Date.now());
  return {
    ...{ cluster, namespace, kind, name },
    ...(component && { component }),
    state: rollout.state,
    summary: line,
    ...(advice && { advice }),
    pods: rollout.counts,
    images: workload.images,
    createdAt: workload.createdAt,
  };
}

const findingOf = (z: Zod) =>
  z.object({
    cause: z.string(),
    effect: z.string(),
    summary: z.string(),
    object: z.object({ kind: z.string(), name: z.string() }),
    since: z.string().optional(),
    certainty: z.enum(['seen', 'likely', 'unknown']),
    evidence: z.array(
      z.object({
        about: z.string(),
        at: z.string().optional(),
        message: z.string(),
      }),
    ),
    advice: z.string().optional(),
    depth: z
      .number()
      .describe('0: about the workload itself; 1: what is behind that; …'),
  });

/** A finding, and after it what is behind it. Agents read lists better than trees. */
const flat = (findings: Finding[], depth = 0): object[] =>
  findings.flatMap(({ because, ...finding }) => [
    { ...finding, depth },
    ...flat(because, depth + 1),
  ]);

const question = (query: Record<string, string | number | undefined>) =>
  new URLSearchParams(
    Object.entries(query).flatMap(([key, value]) =>
      value === undefined ? [] : [[key, String(value)]],
    ),
  ).toString();

function addList(registry: ActionsRegistryService, parts: AskParts): void {
  registry.register({
    name: 'list-workloads',
    title: 'List workloads',
    description:
      'Workloads of Kubernetes that the person may list, those that need somebody first: how each is, in one line, and its pods.',
    attributes,
    schema: {
      input: z =>
        z.object({
          cluster: z.string().optional(),
          namespace: z.string().optional(),
          kind: z.enum(workloadKinds).optional(),
          state: z.enum(workloadStates).optional(),
          text: z
            .string()
            .max(200)
            .optional()
            .describe('Part of a name, namespace or component'),
          offset: z.number().int().min(0).max(1_000_000).optional(),
          limit: z.number().int().min(1).max(50).optional(),
        }),
      output: z =>
        z.object({
          items: z.array(workloadOf(z)),
          matching: z.number().describe('Of all pages'),
        }),
    },
    async action({ input, credentials }) {
      const query = question({ limit: 20, ...input });
      const path = `/workloads?${query}`;
      const answer = await askPortal(parts, credentials, path);
      const { items, matching } = (await answer.json()) as WorkloadPage;
      return { output: { items: items.map(lineOf), matching } };
    },
  });
}

function addReasons(registry: ActionsRegistryService, parts: AskParts): void {
  registry.register({
    name: 'get-workload',
    title: 'Get a workload and why it is as it is',
    description:
      'One workload with the findings of its diagnosis: causes, evidence of the cluster, and advice, the heaviest first.',
    attributes,
    schema: {
      input: z =>
        z.object({
          ...placeOf(z),
          kind: z.enum(controllerKinds),
          name: z.string(),
        }),
      output: z =>
        z.object({
          workload: workloadOf(z),
          findings: z.array(findingOf(z)),
        }),
    },
    async action({ input, credentials }) {
      const { cluster, namespace, kind, name } = input;
      // First what refuses without the rights: the list only leaves out what may not be seen.
      const place = pathOf('clusters', cluster, 'namespaces', namespace);
      const path = `${place}${pathOf('workloads', kind, name, 'reasons')}`;
      const reasons = await askPortal(parts, credentials, path);
      const { findings } = (await reasons.json()) as WorkloadReasons;
      const query = question({
        ...{ cluster, namespace, kind, text: name },
        ...{ sort: 'name', limit: 200 },
      });
      const page = await askPortal(parts, credentials, `/workloads?${query}`);
      const { items } = (await page.json()) as WorkloadPage;
      const found = items.find(each => each.name === name);
      if (!found) {
        throw new NotFoundError(
          `There is no ${kind} ${name} in ${namespace} of ${cluster} that you may see.`,
        );
      }
      return {
        output: {
          workload: lineOf(found),
          findings: flat(findings) as never,
        },
      };
    },
  });
}

/** How workloads are. */
export function addWorkloadActions(
  registry: ActionsRegistryService,
  parts: AskParts,
): void {
  addList(registry, parts);
  addReasons(registry, parts);
}
