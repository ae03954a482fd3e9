import TableRow from '@material-ui/core/TableRow';
import Typography from '@material-ui/core/Typography';
import {
  imagesInWords,
  type WorkloadRevision,
} from '@paddock/backstage-plugin-paddock-common';
import { Age } from '../../parts/text/Age';
import { LongCell, PlainTable, RowTitle } from '../../parts/table/PlainTable';

/** One revision in a line: its number, age, image and cause. */
export function RevisionTitle({ revision }: { revision: WorkloadRevision }) {
  return (
    <>
      Revision {revision.revision}, {imagesInWords(revision.images)}, made{' '}
      <Age since={revision.createdAt} /> ago
      {revision.cause && `: ${revision.cause}`}
    </>
  );
}

interface RevisionChangesProps {
  title: string;
  revision?: WorkloadRevision;
}

/** What a revision changed against the one before it. */
export function RevisionChanges({ title, revision }: RevisionChangesProps) {
  if (!revision) return null;
  const { changes } = revision;
  if (!changes?.length) {
    return (
      <Typography variant="body2">
        {changes
          ? 'The current revision has the same template as the one before it.'
          : 'What the current revision changed is not known: the one before it is not kept.'}
      </Typography>
    );
  }
  return (
    <div>
      <Typography variant="subtitle2" component="h3">
        {title}
      </Typography>
      <PlainTable label={title} titles={['What', 'Before', 'Now']}>
        {changes.map(({ what, before, after }) => (
          <TableRow key={what}>
            <RowTitle>{what}</RowTitle>
            <LongCell>{before ?? 'none'}</LongCell>
            <LongCell>{after ?? 'none'}</LongCell>
          </TableRow>
        ))}
      </PlainTable>
    </div>
  );
}
