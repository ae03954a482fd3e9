import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { WorkloadRevision } from '@paddock/backstage-plugin-paddock-common';
import { Age } from '../../parts/Age';

const useStyles = makeStyles({
  scroll: { overflowX: 'auto' },
  value: { overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' },
});

/** One revision in a line: its number, age, image and cause. */
export function RevisionTitle({ revision }: { revision: WorkloadRevision }) {
  return (
    <>
      Revision {revision.revision}, {revision.images.join(', ')}, made{' '}
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
  const classes = useStyles();
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
    <div className={classes.scroll}>
      <Typography variant="subtitle2" component="h3">
        {title}
      </Typography>
      <Table size="small" aria-label={title}>
        <TableHead>
          <TableRow>
            <TableCell>What</TableCell>
            <TableCell>Before</TableCell>
            <TableCell>Now</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {changes.map(({ what, before, after }) => (
            <TableRow key={what}>
              <TableCell component="th" scope="row">
                {what}
              </TableCell>
              <TableCell className={classes.value}>
                {before ?? 'none'}
              </TableCell>
              <TableCell className={classes.value}>{after ?? 'none'}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  );
}
