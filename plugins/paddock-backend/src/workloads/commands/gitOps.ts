import type { GitOpsOwner } from '@paddock/backstage-plugin-paddock-common';
import type { MetadataObject } from '../../kube/objects/objects';
import { present } from '../../kube/connection/present';

type Marked = Pick<
  MetadataObject,
  'name' | 'namespace' | 'labels' | 'annotations' | 'ownerReferences'
>;

/** What an object is; `''` is the core group. */
interface Sort {
  group: string;
  kind: string;
}

const TRACKING_ID = 'argocd.argoproj.io/tracking-id';

/**
 * The tool that keeps an object as a repository says, by the marks that it leaves on it. A change made here would be
 * undone by it. Controllers copy annotations and labels to what they create, so a tracking id counts only on the object
 * that it names, and a label only on an object that no other object controls.
 * Sources: Argo CD resource tracking; Flux kustomize- and helm-controller labels.
 */
function gitOpsOwner(metadata: Marked, sort: Sort): GitOpsOwner | undefined {
  const tracked = metadata.annotations?.[TRACKING_ID];
  if (tracked) {
    const application = applicationIn(tracked, metadata, sort);
    if (application) return { tool: 'Argo CD', name: application };
  }
  if (metadata.ownerReferences?.some(each => each?.controller)) {
    return undefined;
  }
  const labels = present(metadata.labels);
  const instance = labels['argocd.argoproj.io/instance'];
  if (instance && !tracked) {
    return { tool: 'Argo CD', name: applicationName(instance) };
  }
  for (const by of ['kustomize', 'helm']) {
    const name = labels[`${by}.toolkit.fluxcd.io/name`];
    const namespace = labels[`${by}.toolkit.fluxcd.io/namespace`];
    if (name) return { tool: 'Flux', name: `${namespace ?? ''}/${name}` };
  }
  return undefined;
}

/** Of an id `application:group/Kind:namespace/name` that names this very object. */
function applicationIn(
  id: string,
  { namespace, name }: Marked,
  { group, kind }: Sort,
): string | undefined {
  const own = `:${group}/${kind}:${namespace}/${name}`;
  const application = id.slice(0, -own.length);
  return id.endsWith(own) && application && !application.includes(':')
    ? applicationName(application)
    : undefined;
}

/** Of an application outside Argo CD's own namespace `namespace_name`; neither part can have an underscore. */
const applicationName = (instance: string) => instance.replace('_', '/');

/** As `gitOpsOwner`, with a link to the application where it is known where Argo CD answers. */
export function createOwnerOf(argoCd: string | undefined) {
  return (metadata: Marked, sort: Sort): GitOpsOwner | undefined => {
    const owner = gitOpsOwner(metadata, sort);
    if (owner?.tool !== 'Argo CD' || !argoCd) return owner;
    const path = owner.name.split('/').map(encodeURIComponent).join('/');
    return { ...owner, link: `${argoCd}/applications/${path}` };
  };
}
