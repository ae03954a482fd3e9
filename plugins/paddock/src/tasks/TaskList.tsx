import { Link } from '@backstage/core-components';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import type { ScaffolderTask } from '@backstage/plugin-scaffolder-react';
import Button from '@material-ui/core/Button';
import ButtonGroup from '@material-ui/core/ButtonGroup';
import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import BlockIcon from '@material-ui/icons/Block';
import CheckCircleIcon from '@material-ui/icons/CheckCircle';
import ErrorIcon from '@material-ui/icons/Error';
import HourglassEmptyIcon from '@material-ui/icons/HourglassEmpty';
import SyncIcon from '@material-ui/icons/Sync';
import { useState } from 'react';
import { Age } from '../parts/text/Age';
import { Lost } from '../parts/state/Lost';
import { NotReady } from '../parts/state/NotReady';
import { PlainTable, RowTitle } from '../parts/table/PlainTable';
import { ToneChip } from '../parts/ToneChip';
import { visible } from '../parts/text/visible';
import { taskTitle, templateTitle } from './taskTitle';
import { useTasks, type Whose } from './useTasks';

const useStyles = makeStyles(theme => ({
  root: {
    padding: theme.spacing(2),
    '& > * + *': { marginTop: theme.spacing(2) },
  },
}));

const looks = {
  open: { word: 'Waiting', tone: 'quiet', icon: HourglassEmptyIcon },
  processing: { word: 'Running', tone: 'busy', icon: SyncIcon },
  completed: { word: 'Completed', tone: 'good', icon: CheckCircleIcon },
  failed: { word: 'Failed', tone: 'bad', icon: ErrorIcon },
  cancelled: { word: 'Cancelled', tone: 'quiet', icon: BlockIcon },
  skipped: { word: 'Skipped', tone: 'quiet', icon: BlockIcon },
} as const;

const words: Record<Whose, string> = { owned: 'Mine', all: 'All' };
const step = 25;

function Row({ task }: { task: ScaffolderTask }) {
  const { id, createdAt, status, spec } = task;
  return (
    <TableRow>
      <RowTitle>
        <Link to={id}>{visible(taskTitle(task))}</Link>
      </RowTitle>
      <TableCell>{visible(templateTitle(task))}</TableCell>
      <TableCell>
        <ToneChip {...looks[status]} />
      </TableCell>
      <TableCell>
        <Age since={createdAt} />
      </TableCell>
      <TableCell>
        {spec.user?.ref ? <EntityRefLink entityRef={spec.user.ref} /> : '–'}
      </TableCell>
    </TableRow>
  );
}

function Rows({ whose }: { whose: Whose }) {
  const [limit, setLimit] = useState(step);
  const found = useTasks({ whose, limit });
  if (!('value' in found)) {
    return <NotReady what="tasks" loaded={found} rows={5} />;
  }
  const { tasks, total } = found.value;
  if (tasks.length === 0) {
    return (
      <Typography>
        {whose === 'owned'
          ? 'You have not run a template yet.'
          : 'No template has been run yet.'}
      </Typography>
    );
  }
  return (
    <>
      {found.state === 'stale' && <Lost what="Tasks" {...found} />}
      <PlainTable
        label="Tasks"
        titles={['For', 'Template', 'State', 'Age', 'By']}
      >
        {tasks.map(task => (
          <Row key={task.id} task={task} />
        ))}
      </PlainTable>
      {total > limit && (
        <Button onClick={() => setLimit(limit + step)}>Show more</Button>
      )}
    </>
  );
}

/** What templates did, newest first: each by what it was for, and not by its id alone. */
export function TaskList() {
  const classes = useStyles();
  const [whose, setWhose] = useState<Whose>('owned');
  return (
    <section className={classes.root} aria-label="Tasks">
      <ButtonGroup size="small" aria-label="Whose tasks">
        {(['owned', 'all'] as const).map(each => (
          <Button
            key={each}
            aria-pressed={whose === each}
            variant={whose === each ? 'contained' : 'outlined'}
            onClick={() => setWhose(each)}
          >
            {words[each]}
          </Button>
        ))}
      </ButtonGroup>
      <Rows key={whose} whose={whose} />
    </section>
  );
}
