import { KubeError } from '../../kube/connection/errors';

const words: Array<[RegExp, string]> = [
  [
    /^leases\.coordination\.k8s\.io .*is forbidden/,
    'The portal may not keep pods for terminals in this cluster: deploy/terminals.yaml has not been applied there.',
  ],
  [/exceeded quota/, 'The quota of the namespace does not admit it.'],
  [
    /failed quota/,
    'The quota of the namespace wants every pod to say what it takes: give CPU and memory.',
  ],
  [
    /violates PodSecurity/,
    'The namespace admits only pods that keep its Pod Security standard.',
  ],
  [
    /(maximum|minimum) \S+ usage per/,
    'The limits of the namespace do not admit these amounts.',
  ],
];

/** What the cluster refuses, said so that it can be mended; its own words stay behind ours. */
export function explain(error: unknown): unknown {
  if (!(error instanceof KubeError)) return error;
  const { status, reason, message } = error;
  const found = words.find(([pattern]) => pattern.test(message));
  if (!found) return error;
  return new KubeError(status, reason, {
    message: `${found[1]} The cluster says: ${message}`,
  });
}
