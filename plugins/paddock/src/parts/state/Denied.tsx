import Typography from '@material-ui/core/Typography';
import type { MissingRight } from '@paddock/backstage-plugin-paddock-common';
import { CopyBlock } from '../text/CopyBlock';
import { Notice } from './Notice';
import { sentence } from './sentence';

/** One missing right in a sentence's words. */
function inWords({ verb, resource, namespace, cluster }: MissingRight) {
  const where = namespace ? `namespace ${namespace}` : 'all namespaces';
  return `${verb} ${resource} in ${where} of cluster ${cluster}`;
}

function asCommand({ verb, resource, namespace }: MissingRight) {
  const where = namespace ? `-n ${namespace}` : '--all-namespaces';
  return `kubectl auth can-i ${verb} ${resource} ${where}`;
}

type PortalDeniedProps = Pick<DeniedProps, 'what' | 'reason'> & {
  permission: string;
};

function PortalDenied({ what, permission, reason }: PortalDeniedProps) {
  const title = `You may not see ${what}.`;
  // Not everybody lacks a permission: a guest, say, is nobody that could be given one.
  if (reason) {
    return (
      <Notice tone="error" title={title}>
        <Typography>{sentence(reason)}</Typography>
      </Notice>
    );
  }
  return (
    <Notice tone="error" title={title}>
      <Typography>
        Your account lacks the portal's permission {permission}. The portal's
        administrators can give it.
      </Typography>
      <CopyBlock
        label="text to ask with"
        text={`Please give me the portal permission ${permission}, so that I can see ${what}.`}
      />
    </Notice>
  );
}

interface DeniedProps {
  /** What is not shown: `the workloads of payments-api`. */
  what: string;
  missing: MissingRight[];
  /** The portal's permission that lacks where no right of a cluster does. */
  permission?: string;
  /** The portal's own words, where no right of a cluster lacks. */
  reason?: string;
}

/** Which right is missing where, who can give it, and a text to ask with. */
export function Denied(props: DeniedProps) {
  const { what, missing, reason, permission = 'paddock.workload.read' } = props;
  if (missing.length === 0)
    return <PortalDenied {...{ what, permission, reason }} />;
  const rights = missing.map(inWords);
  const ask = [
    `Please let me see ${what}. I need the right to:`,
    ...rights.map(right => `- ${right}`),
    'To check:',
    ...missing.map(asCommand),
  ].join('\n');
  return (
    <Notice tone="error" title={`You may not see ${what}.`}>
      <Typography>The cluster does not give you the right to:</Typography>
      <ul>
        {rights.map(right => (
          <li key={right}>{right}</li>
        ))}
      </ul>
      <Typography>
        The team that owns the namespace can give it with a RoleBinding, and so
        can the cluster's administrators.
      </Typography>
      <CopyBlock label="text to ask with" text={ask} />
    </Notice>
  );
}
