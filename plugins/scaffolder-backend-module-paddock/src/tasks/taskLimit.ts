import type {
  AuthService,
  BackstageCredentials,
  BackstageUserPrincipal,
  DiscoveryService,
  HttpAuthService,
  HttpRouterService,
} from '@backstage/backend-plugin-api';
import { ResponseError } from '@backstage/errors';

type Handler = Parameters<HttpRouterService['use']>[0];
type Person = BackstageCredentials<BackstageUserPrincipal>;

interface TaskLimitParts {
  auth: AuthService;
  discovery: DiscoveryService;
  httpAuth: HttpAuthService;
}

/** The scaffolder runs ten tasks at once, of whomever. */
const mostOfOne = 3;

const starts = /^\/v2\/tasks(\/[^/]+\/retry)?\/?$/;

/** How many tasks of this person run or wait, asked as the person. */
async function countTasks(
  { auth, discovery }: TaskLimitParts,
  person: Person,
): Promise<number> {
  const { token } = await auth.getPluginRequestToken({
    onBehalfOf: person,
    targetPluginId: 'scaffolder',
  });
  const query = new URLSearchParams([
    ['createdBy', person.principal.userEntityRef],
    ['status', 'open'],
    ['status', 'processing'],
    ['limit', '1'],
  ]);
  const base = await discovery.getBaseUrl('scaffolder');
  const answer = await fetch(`${base}/v2/tasks?${query}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  if (!answer.ok) throw await ResponseError.fromResponse(answer);
  const { totalTasks } = (await answer.json()) as { totalTasks: number };
  return totalTasks;
}

/** Before the scaffolder's own routes: nobody takes all of its places. */
export function createTaskLimit(parts: TaskLimitParts): Handler {
  const starting = new Map<string, number>();

  /** Ones that are being started are not in the list yet. */
  function begin(ref: string, delta: 1 | -1) {
    const count = (starting.get(ref) ?? 0) + delta;
    if (count > 0) starting.set(ref, count);
    else starting.delete(ref);
    return count;
  }

  return async (req, res, next) => {
    if (req.method !== 'POST' || !starts.test(req.path)) {
      next();
      return;
    }
    try {
      const credentials = await parts.httpAuth.credentials(req);
      if (!parts.auth.isPrincipal(credentials, 'user')) {
        next();
        return;
      }
      const { userEntityRef } = credentials.principal;
      const others = begin(userEntityRef, 1) - 1;
      res.once('close', () => begin(userEntityRef, -1));
      const tasks = await countTasks(parts, credentials);
      if (tasks + others < mostOfOne) {
        next();
        return;
      }
      res
        .status(429)
        .set('Retry-After', '30')
        .json({
          error: {
            name: 'TooManyRequestsError',
            message: `You have ${mostOfOne} tasks that run or wait. Start this one when one of them has ended, or cancel one.`,
          },
          response: { statusCode: 429 },
        });
    } catch (error) {
      next(error);
    }
  };
}
