import type { HomeService } from '@paddock/backstage-plugin-paddock-common';
import type { HomeRequests } from './requests';

interface Known {
  /** Undefined where it is not known how they are. */
  services?: HomeService[];
  requests?: HomeRequests['known'];
  /** Whether this person owns any service at all. */
  ownsAny: boolean;
  /** What the platform still prepares. */
  preparing?: readonly string[];
  titleOf(ref: string): string;
}

const count = (number: number, one: string, many: string) =>
  number === 1 ? `1 ${one}` : `${number} ${many}`;

function troubleOf(
  services: HomeService[],
  titleOf: Known['titleOf'],
): string[] {
  return (['down', 'stuck', 'degraded'] as const).flatMap(state => {
    const found = services.filter(each => each.state === state);
    const [only] = found;
    if (!only) return [];
    return found.length === 1
      ? [`${titleOf(only.id)} is ${state}`]
      : [`${found.length} of your services are ${state}`];
  });
}

function demandsOf({ services, requests, titleOf }: Known): string[] {
  const { waiting = 0, toMend = [], toFinish = [] } = requests ?? {};
  const counted: Array<[number, string]> = [
    [waiting, count(waiting, 'request waits', 'requests wait')],
    [
      toMend.length,
      count(toMend.length, 'request of yours needs', 'requests of yours need'),
    ],
    [
      toFinish.length,
      count(toFinish.length, 'draft of yours is', 'drafts of yours are'),
    ],
  ];
  const endings = [' for your decision', ' attention', ' unfinished'];
  return [
    ...troubleOf(services ?? [], titleOf),
    ...counted.flatMap(([number, words], at) =>
      number > 0 ? [`${words}${endings[at]}`] : [],
    ),
  ];
}

/** Says in one sentence what needs whoever looks. Pure. */
export function homeSentence(known: Known): string {
  const demands = demandsOf(known);
  if (demands.length > 0) return `${demands.join('; ')}.`;
  if (!known.services || !known.requests) {
    return 'As far as is known now, nothing needs you.';
  }
  if (!known.ownsAny) {
    const [first, ...more] = known.preparing ?? [];
    if (!first) return 'Welcome. Begin with one of the three ways below.';
    const others = more.length > 0 ? ` and ${more.length} more` : '';
    return `Welcome. Still being prepared: ${first}${others}.`;
  }
  const { services } = known;
  const healthy = services.filter(({ state }) => state === 'healthy').length;
  if (services.length > 0 && healthy === services.length) {
    return healthy === 1
      ? 'Nothing needs you: your service is healthy.'
      : `Nothing needs you: all ${healthy} of your services are healthy.`;
  }
  return 'Nothing needs you now.';
}
