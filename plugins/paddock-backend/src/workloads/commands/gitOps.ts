import type { GitOpsOwner } from '@paddock/backstage-plugin-paddock-common';

interface Marks {
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
}

/**
 * The tool that keeps an object as a repository says, by the marks that it leaves on it. A change made here would be
 * undone by it.
 * Sources: Argo CD resource tracking; Flux kustomize- and helm-controller labels.
 */
function gitOpsOwner({
  labels = {},
  annotations = {},
}: Marks): GitOpsOwner | undefined {
  const tracked = annotations['argocd.argoproj.io/tracking-id'];
  if (tracked) return { tool: 'Argo CD', name: tracked.split(':')[0] ?? '' };
  const instance = labels['argocd.argoproj.io/instance'];
  if (instance) return { tool: 'Argo CD', name: instance };
  for (const by of ['kustomize', 'helm']) {
    const name = labels[`${by}.toolkit.fluxcd.io/name`];
    const namespace = labels[`${by}.toolkit.fluxcd.io/namespace`];
    if (name) return { tool: 'Flux', name: `${namespace ?? ''}/${name}` };
  }
  return undefined;
}

/** As `gitOpsOwner`, with a link to the application where it is known where Argo CD answers. */
export function createOwnerOf(argoCd: string | undefined) {
  return (marks: Marks): GitOpsOwner | undefined => {
    const owner = gitOpsOwner(marks);
    if (owner?.tool !== 'Argo CD' || !argoCd) return owner;
    const link = `${argoCd}/applications/${encodeURIComponent(owner.name)}`;
    return { ...owner, link };
  };
}
