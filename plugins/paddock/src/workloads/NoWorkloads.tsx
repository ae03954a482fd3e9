import Typography from '@material-ui/core/Typography';
import { CopyBlock } from '../parts/text/CopyBlock';
import { Notice } from '../parts/state/Notice';
import type { Lookup } from './annotations';
import { labelCommand } from './kubectl';

/** Nothing that a person may see runs for this entity: what is looked for, and how to get there. */
export function NoWorkloads({
  name,
  lookup,
}: {
  name: string;
  lookup: Lookup;
}) {
  const command = labelCommand(lookup.selector);
  const where = lookup.namespace
    ? `in namespace ${lookup.namespace}`
    : 'in the namespaces that you may see';
  return (
    <Notice title={`Nothing runs for ${name} yet.`}>
      <Typography>
        This tab shows the Deployments, StatefulSets, DaemonSets, Jobs and
        CronJobs {where} that carry this label, and their pods. They appear here
        by themselves.
      </Typography>
      <CopyBlock label="label that is looked for" text={lookup.selector} />
      {command && (
        <>
          <Typography>
            Deploy {name} with that label; or, where it runs already, give the
            label to it and to its pods:
          </Typography>
          <CopyBlock label="kubectl command" text={command} />
        </>
      )}
    </Notice>
  );
}
