import type { QuotaRow } from '../../kube/watch/rows/scaling';
import {
  bytesOf,
  milliOf,
  type MetricSubject,
  type Usage,
} from '@paddock/backstage-plugin-paddock-common';

type Hard = Pick<QuotaRow, 'hard' | 'scopes'>;

/** The namespace with its quotas; of several the tightest holds. One with scopes bounds only a part of the pods. Pure. */
export function withQuota(subject: MetricSubject, all: Hard[]): MetricSubject {
  const quotas = all.filter(({ scopes }) => scopes.length === 0);
  const { cpu, memory } = subject.usage;
  return {
    ...subject,
    usage: {
      ...subject.usage,
      cpu: held(cpu, {
        request: tightest(quotas, ['requests.cpu', 'cpu'], milliOf),
        limit: tightest(quotas, ['limits.cpu'], milliOf),
      }),
      memory: held(memory, {
        request: tightest(quotas, ['requests.memory', 'memory'], bytesOf),
        limit: tightest(quotas, ['limits.memory'], bytesOf),
      }),
    },
  };
}

function held(
  usage: Usage,
  { request, limit }: { request?: number; limit?: number },
): Usage {
  if (request === undefined && limit === undefined) return usage;
  const quota = {
    ...(request !== undefined && { request }),
    ...(limit !== undefined && { limit }),
  };
  return { ...usage, quota };
}

function tightest(
  quotas: Hard[],
  names: string[],
  read: (text: string) => number | undefined,
): number | undefined {
  const amounts = quotas.flatMap(({ hard }) =>
    names.flatMap(name => read(hard[name] ?? '') ?? []),
  );
  return amounts.length > 0 ? Math.min(...amounts) : undefined;
}
