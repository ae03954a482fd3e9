import {
  bytesOf,
  canonicalQuantity,
  environments,
  milliOf,
  parseQuantity,
} from '@paddock/backstage-plugin-paddock-common';
import { z } from 'zod';

/** A number that may have come through an environment variable. */
const whole = (least: number) => z.coerce.number().int().min(least);

const quantity = z
  .union([z.string(), z.number()])
  .transform(String)
  .superRefine((text, context) => {
    const parsed = parseQuantity(text);
    if (parsed.state === 'problem') context.addIssue(parsed.message);
  })
  .transform(canonicalQuantity);
const cpu = quantity.transform(text => milliOf(text) ?? 0);
const bytes = quantity.transform(text => bytesOf(text) ?? 0);

/** Amounts, each of which may be left out. */
const amounts = z
  .strictObject({
    cpu: cpu.optional(),
    memory: bytes.optional(),
    storage: bytes.optional(),
    pods: whole(0).optional(),
  })
  .transform(({ cpu: cpuMilli, memory, storage, pods }) => ({
    ...(cpuMilli !== undefined && { cpuMilli }),
    ...(memory !== undefined && { memoryBytes: memory }),
    ...(storage !== undefined && { storageBytes: storage }),
    ...(pods !== undefined && { pods }),
  }));

const groupRef = z.string().regex(/^group:[a-z0-9-]+\/[a-z0-9_.-]+$/i);
/** A name of a namespace, or a beginning with a trailing `*`. */
const namePattern = z.string().regex(/^[a-z0-9-]+\*?$/);
const labels = z.record(z.string(), z.string()).refine(
  // An empty selector selects everything.
  each => Object.keys(each).length > 0,
  'must hold a label at least',
);

const mebibytes = 2 ** 20;
const gibibytes = 2 ** 30;

const baseline = z.strictObject({
  podSecurityVersion: z
    .string()
    .regex(/^(latest|v1\.\d{1,3})$/)
    .default('latest'),
  dns: z
    .strictObject({
      namespaceLabels: labels.default({
        'kubernetes.io/metadata.name': 'kube-system',
      }),
      podLabels: labels.default({ 'k8s-app': 'kube-dns' }),
      port: whole(1).max(65_535).default(53),
    })
    .prefault({}),
  ingressNamespaces: z
    .array(labels)
    .default([{ 'kubernetes.io/metadata.name': 'ingress-nginx' }]),
  container: z
    .strictObject({
      cpuRequest: cpu.default(100),
      memoryRequest: bytes.default(128 * mebibytes),
      memoryLimit: bytes.default(512 * mebibytes),
    })
    .prefault({}),
});

/** `paddock.requests`. Unknown keys are refused: a misspelt limit would be none. */
export const requestsSchema = z.strictObject({
  budgets: z
    .strictObject({
      default: amounts.prefault({}),
      teams: z
        .array(z.strictObject({ team: groupRef, budget: amounts }))
        .default([]),
    })
    .prefault({}),
  automatic: z
    .strictObject({
      environments: z.array(z.enum(environments)).default(['development']),
      namespace: amounts.prefault({}),
      volume: bytes.default(20 * gibibytes),
      days: whole(1).optional(),
    })
    .prefault({}),
  leads: z
    .string()
    .regex(/^group:[^/:]+\/[^/:]+$/)
    .default('group:{namespace}/{team}-leads'),
  classesByAdministrators: z.array(z.string()).default([]),
  limits: amounts.prefault({}),
  reservedNames: z.array(namePattern).default([]),
  drift: z.enum(['mend', 'report']).default('mend'),
  driftSeconds: whole(10).default(300),
  waitingDays: whole(1).default(14),
  warningDays: whole(0).default(7),
  baseline: baseline.prefault({}),
});

/** What every namespace is made with. CPU in thousandths of a core, memory in bytes. */
export type Baseline = z.output<typeof baseline>;
