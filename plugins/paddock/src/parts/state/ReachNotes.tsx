import type { Reach } from '@paddock/backstage-plugin-paddock-common';
import Typography from '@material-ui/core/Typography';
import { Notice } from './Notice';
import { sentence } from './sentence';
import { timeOf } from '../text/time';

function noteOf(cluster: string, reach: Reach): [string, string] | undefined {
  switch (reach.state) {
    case 'stale':
      return [
        `Cluster ${cluster} is not reachable since ${timeOf(reach.since)}.`,
        `${sentence(
          reach.reason,
        )} What is shown of it is its last known state.`,
      ];
    case 'refused':
      return [
        `Cluster ${cluster} refuses the portal.`,
        `${sentence(
          reach.reason,
        )} The portal's administrators can mend its access.`,
      ];
    case 'syncing':
      return [
        `Cluster ${cluster} is still being read.`,
        'What is in it appears here within moments.',
      ];
    default:
      return undefined;
  }
}

/** One note for each cluster whose picture is not live. */
export function ReachNotes({ clusters }: { clusters: Record<string, Reach> }) {
  return (
    <>
      {Object.entries(clusters).map(([cluster, reach]) => {
        const note = noteOf(cluster, reach);
        if (!note) return null;
        const tone = reach.state === 'syncing' ? 'info' : 'warning';
        return (
          <Notice key={cluster} tone={tone} title={note[0]}>
            <Typography>{note[1]}</Typography>
          </Notice>
        );
      })}
    </>
  );
}
