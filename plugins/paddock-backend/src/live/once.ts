import { ServiceUnavailableError } from '@backstage/errors';
import type {
  MissingRight,
  Reach,
} from '@paddock/backstage-plugin-paddock-common';
import { createGuard } from './allow';
import type { LiveContext } from './runTopic';
import type { Rows } from './source';
import type { Caller, Subject, Topic } from './topic';
import { viewKey } from './views';

/** What a stream would show first, as one answer. */
export type Answer =
  | {
      state: 'allowed';
      rows: Rows<unknown, unknown>;
      clusters: Record<string, Reach>;
    }
  | { state: 'denied'; missing: MissingRight[] };

/** Passes the same door as a stream, and reads the same view. @throws ServiceUnavailableError where nobody can say what the caller may see */
export async function answerOnce(
  { permissions, views }: Pick<LiveContext, 'permissions' | 'views'>,
  { topic, subject }: { topic: Topic; subject: Subject },
  caller: Caller,
): Promise<Answer> {
  const guard = createGuard(subject, topic.permission, permissions);
  const verdict = await guard.ask(caller);
  if (verdict.state === 'denied') return verdict;
  if (verdict.state === 'unknown') {
    const names = verdict.silent.map(({ name }) => name).join(', ');
    throw new ServiceUnavailableError(
      `Nobody can say what you may see, since these clusters cannot be asked: ${names}`,
    );
  }
  const { scope, clusters } = verdict;
  const rows = views.read(viewKey(topic.name, subject, scope), () =>
    subject.source(scope),
  );
  const reach = clusters.map(cluster => [cluster.name, cluster.reach()]);
  return { state: 'allowed', rows, clusters: Object.fromEntries(reach) };
}
