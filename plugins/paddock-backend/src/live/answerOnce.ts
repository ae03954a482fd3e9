import type {
  MissingRight,
  Reach,
} from '@paddock/backstage-plugin-paddock-common';
import { createGuard } from './authorize/guard';
import { createFreshnessOf } from './stream/freshnessOf';
import type { LiveContext } from './stream/runTopic';
import { createScope } from './scope';
import type { Rows } from './source';
import type { Caller, Subject, Topic } from './topic';
import { viewKey } from './view/views';

/** What a stream would show first, as one answer. */
export type Answer =
  | {
      state: 'allowed';
      rows: Rows<unknown, unknown>;
      clusters: Record<string, Reach>;
    }
  | { state: 'denied'; missing: MissingRight[] };

/**
 * Passes the same door as a stream, and reads the same view. Of clusters that cannot be asked what the caller may see, and
 * were not asked before, there are no rows, and they are called stale.
 */
export async function answerOnce(
  { permissions, views }: Pick<LiveContext, 'permissions' | 'views'>,
  { topic, subject }: { topic: Topic; subject: Subject },
  caller: Caller,
): Promise<Answer> {
  const guard = createGuard(subject, topic.permission, permissions);
  const verdict = await guard.ask(caller);
  if (verdict.state === 'denied') return verdict;
  const scope = verdict.state === 'allowed' ? verdict.scope : createScope([]);
  const rows = views.read(viewKey(topic.name, subject, scope), () =>
    subject.source(scope),
  );
  const clusters = createFreshnessOf()(verdict.origins, verdict.silent);
  return { state: 'allowed', rows, clusters };
}
