import { z } from 'zod';
import { dnsLabelSchema, dnsNameSchema } from '../targets';

const image = z
  .string()
  .max(500)
  .regex(/^[A-Za-z0-9][A-Za-z0-9._:/@-]*$/, 'This is no name of an image');
const command = z.array(z.string().min(1).max(4_096)).min(1).max(50);
/** Whether an amount makes sense is for the cluster to say: it is asked before anything is made. */
const amount = z
  .string()
  .max(20)
  .regex(/^\d+(\.\d+)?(m|k|[KMGT]i?)?$/, 'Give an amount like 500m or 256Mi');

/**
 * Whose rights a process has: `restricted` satisfies the Pod Security standard of that name, as a user without
 * rights; `image` is whatever the image says, which is often root.
 */
const runsAs = z.enum(['restricted', 'image']);

/** Body of `POST …/namespaces/:namespace/shells`: what `kubectl run --rm -it` is told. Without a command: bash, else sh. */
export const shellRequestSchema = z.strictObject({
  image,
  command: command.optional(),
  env: z
    .array(
      z.strictObject({
        name: z
          .string()
          .max(253)
          .regex(/^[-._A-Za-z][-._A-Za-z0-9]*$/),
        value: z.string().max(4_096),
      }),
    )
    .max(50)
    .default([]),
  /** The label `kubernetes.io/hostname` of the one node that it may run on. */
  node: z
    .string()
    .max(63)
    .regex(/^[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?$/)
    .optional(),
  /** Request and limit, as Kubernetes quantities. */
  cpu: amount.optional(),
  memory: amount.optional(),
  runsAs: runsAs.default('restricted'),
});
export type ShellRequest = z.infer<typeof shellRequestSchema>;

/** Body of `POST …/pods/:name/debug`: what `kubectl debug -it` is told. */
export const debugRequestSchema = z.strictObject({
  image,
  command: command.optional(),
  /** The container whose processes it sees. */
  target: dnsLabelSchema.optional(),
  runsAs: runsAs.default('restricted'),
});
export type DebugRequest = z.infer<typeof debugRequestSchema>;

/** Query of `GET …/namespaces/:namespace/terminals`. */
export const terminalRightsQuerySchema = z.strictObject({
  pod: dnsNameSchema.optional(),
});

/** The name of the container in a pod that is there for a shell. */
export const shellContainer = 'shell';

const orders = {
  bash: 'exec bash',
  sh: 'exec sh',
  best: 'command -v bash >/dev/null 2>&1 && exec bash; exec sh',
};

/**
 * A shell: bash where there is one. bash and busybox end by themselves after so many idle seconds, also when nobody is
 * left who could tell them to.
 */
export const usualShell = (
  idleSeconds: number,
  which: keyof typeof orders = 'best',
): string[] => [
  which === 'bash' ? 'bash' : 'sh',
  '-c',
  `TERM=xterm-256color; TMOUT=${idleSeconds}; export TERM TMOUT; ${orders[which]}`,
];

/** What the Pod Security standard "restricted" asks of a container. */
const restrictedContainer = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  runAsNonRoot: true,
  runAsUser: 1000,
  runAsGroup: 1000,
  seccompProfile: { type: 'RuntimeDefault' },
} as const;

const pinnedTo = (node: string) => ({
  nodeAffinity: {
    requiredDuringSchedulingIgnoredDuringExecution: {
      nodeSelectorTerms: [
        {
          matchExpressions: [
            { key: 'kubernetes.io/hostname', operator: 'In', values: [node] },
          ],
        },
      ],
    },
  },
});

/** What a shell's pod is beyond image, command and environment; also what `kubectl run` has no options for. */
export function shellOverrides(asked: ShellRequest, container: string) {
  const { cpu, memory, node } = asked;
  const amounts = { ...(cpu && { cpu }), ...(memory && { memory }) };
  return {
    // Nobody waits for a shell to say goodbye.
    terminationGracePeriodSeconds: 1,
    automountServiceAccountToken: false,
    ...(node && { affinity: pinnedTo(node) }),
    containers: [
      {
        name: container,
        ...(cpu || memory
          ? { resources: { requests: amounts, limits: amounts } }
          : {}),
        ...(asked.runsAs === 'restricted' && {
          securityContext: restrictedContainer,
        }),
      },
    ],
  };
}

/** The spec of a shell's pod. */
export function shellSpec(
  asked: ShellRequest,
  { idleSeconds }: { idleSeconds: number },
) {
  const { containers, ...rest } = shellOverrides(asked, shellContainer);
  const interactive = { stdin: true, stdinOnce: true, tty: true };
  return {
    restartPolicy: 'Never',
    ...rest,
    containers: containers.map(each => ({
      ...each,
      image: asked.image,
      command: asked.command ?? usualShell(idleSeconds),
      env: asked.env,
      ...interactive,
    })),
  };
}

/** The container that is put into a running pod. */
export const debugContainer = (
  name: string,
  asked: DebugRequest,
  usual: string[],
) => ({
  name,
  image: asked.image,
  command: asked.command ?? usual,
  stdin: true,
  tty: true,
  ...(asked.target && { targetContainerName: asked.target }),
  ...(asked.runsAs === 'restricted' && {
    securityContext: restrictedContainer,
  }),
});
