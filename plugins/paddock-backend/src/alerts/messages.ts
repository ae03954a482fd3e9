import type { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import type { Alert, KnownAlert } from './alert';

const textAtMost = 400;
/** What the notifications' own table takes. */
const titleAtMost = 255;
/** What an image may be called is anybody's to say, and must not turn what stands beside it. */
const hidden = /\p{C}/gu;

/** Where whoever is told finds more. */
export function linkOf({
  kind,
  cluster,
  namespace,
  components,
}: Alert): string {
  const [component] = components;
  if (kind !== 'quota' && component) {
    return `/catalog/default/component/${component}/live`;
  }
  return `/workloads?${new URLSearchParams({ cluster, namespace })}`;
}

function message(
  { key, toldTo, link }: Pick<KnownAlert, 'key' | 'toldTo' | 'link'>,
  payload: Pick<
    NotificationSendOptions['payload'],
    'title' | 'description' | 'severity'
  >,
): NotificationSendOptions {
  return {
    recipients: { type: 'entity', entityRef: toldTo },
    payload: {
      ...payload,
      title: payload.title.slice(0, titleAtMost),
      link,
      topic: 'workloads',
      // Told twice it is still one message, and its end takes its place.
      scope: `paddock:${key}`,
    },
  };
}

/** That it has begun, to these catalog refs. */
export const beginning = (alert: Alert, toldTo: string[]) =>
  message(
    { key: alert.key, toldTo, link: linkOf(alert) },
    {
      title: alert.title,
      description: alert.description.replace(hidden, ' ').slice(0, textAtMost),
      severity: 'high',
    },
  );

/** That it is over, to whoever was told that it has begun. */
export const ending = (known: KnownAlert) =>
  message(known, {
    title: known.over,
    // It takes the place of what was told, of which nothing is to stay.
    description: 'What was told of it before has passed.',
    severity: 'low',
  });
