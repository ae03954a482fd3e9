/** Verb, resource with its group and the name of an object, subresource. */
export type Right = [verb: string, of: string, subresource?: string];

export interface Act {
  /** All of them are needed. */
  rights: Right[];
  route: [method: string, path: string];
  body?: object;
  /** Of what is allowed. Without it anything but a refusal will do: nothing real is behind it here. */
  status?: number;
}

const settings = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'settings' },
  data: { level: 'info' },
};

const patchDeployment: Right = ['patch', 'deployments.apps/api'];

/** Everything that a person can do to a workload and its pods by the portal. */
export function actsIn(namespace: string): Record<string, Act> {
  const base = `/clusters/local/namespaces/${namespace}`;
  const workload = `${base}/workloads/Deployment/api`;
  const pod = `${base}/pods/api-1`;
  const get = (path: string, ...right: Right): Act => ({
    route: ['GET', path],
    rights: [right],
  });
  const post = (path: string, body: object, ...right: Right): Act => ({
    route: ['POST', path],
    body,
    rights: [right],
  });
  const change = (name: string, body: object = {}): Act => ({
    ...post(`${workload}/${name}`, body, ...patchDeployment),
    status: 202,
  });
  const sources = [{ pod: 'api-1', container: 'app' }];
  return {
    restart: change('restart'),
    pause: change('pause'),
    resume: change('resume'),
    scale: {
      ...change('scale', { replicas: 2 }),
      rights: [['patch', 'deployments.apps/api', 'scale']],
    },
    'roll back': {
      ...change('roll-back', { revision: 1 }),
      rights: [patchDeployment, ['list', 'replicasets.apps']],
    },
    revisions: {
      ...get(`${workload}/revisions`, 'list', 'replicasets.apps'),
      status: 200,
    },
    'see what is possible': {
      ...get(`${workload}/acts`, 'get', 'deployments.apps/api'),
      status: 200,
    },
    'a pod with its YAML': get(pod, 'get', 'pods/api-1'),
    'its log': get(`${pod}/log?container=app`, 'get', 'pods', 'log'),
    'logs followed': {
      ...post(`${base}/logs`, { sources }, 'get', 'pods', 'log'),
      status: 200,
    },
    terminal: {
      ...post(
        `${pod}/terminal`,
        { container: 'app' },
        'create',
        'pods/api-1',
        'exec',
      ),
      status: 201,
    },
    quotas: { ...get(`${base}/quotas`, 'list', 'resourcequotas'), status: 200 },
    volumes: {
      ...get(`${base}/volumes`, 'list', 'persistentvolumeclaims'),
      status: 200,
    },
    apply: {
      route: ['POST', `${base}/apply`],
      body: { objects: [settings] },
      rights: [
        ['create', 'configmaps'],
        ['patch', 'configmaps/settings'],
      ],
      status: 200,
    },
    cordon: post(
      '/clusters/local/nodes/nowhere/cordon',
      { uid: 'u', why: 'to see whether one may' },
      'get',
      'nodes/nowhere',
    ),
  };
}
