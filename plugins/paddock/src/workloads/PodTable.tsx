import Button from '@material-ui/core/Button';
import Link from '@material-ui/core/Link';
import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { PodLine } from '@paddock/backstage-plugin-paddock-common';
import { useState } from 'react';
import { Age } from '../parts/text/Age';
import { CopyBlock } from '../parts/text/CopyBlock';
import { Disclosure } from '../parts/Disclosure';
import { PlainTable, RowTitle } from '../parts/table/PlainTable';

/** More rows than this are drawn only when asked for. */
const fewPods = 50;

const titles = ['Name', 'Status', 'Ready', 'Restarts', 'Age', 'Node'];

const useStyles = makeStyles({
  name: { fontFamily: 'monospace', whiteSpace: 'nowrap' },
});

interface PodRowProps {
  pod: PodLine;
  onOpen: (pod: PodLine) => void;
}

function PodRow({ pod, onOpen }: PodRowProps) {
  const classes = useStyles();
  return (
    <>
      <TableRow>
        <RowTitle className={classes.name}>
          <Link component="button" onClick={() => onOpen(pod)}>
            {pod.name}
          </Link>
        </RowTitle>
        <TableCell>
          {pod.status}
          {pod.revision === 'old' && ' (old revision)'}
        </TableCell>
        <TableCell>
          {pod.ready.containers}/{pod.ready.of}
        </TableCell>
        <TableCell>
          {pod.restarts}
          {pod.restartedAt && (
            <>
              {' '}
              (<Age since={pod.restartedAt} /> ago)
            </>
          )}
        </TableCell>
        <TableCell>
          <Age since={pod.createdAt} />
        </TableCell>
        <TableCell>{pod.node ?? 'none yet'}</TableCell>
      </TableRow>
      {pod.message && (
        <TableRow>
          <TableCell colSpan={titles.length}>
            <Disclosure title={`What the cluster says about ${pod.name}`}>
              <CopyBlock label="message" text={pod.message} />
            </Disclosure>
          </TableCell>
        </TableRow>
      )}
    </>
  );
}

interface PodTableProps {
  pods: PodLine[];
  of: string;
  onOpen: (pod: PodLine) => void;
}

/** The pods of one workload; those with trouble first. */
export function PodTable({ pods, of, onOpen }: PodTableProps) {
  const [all, setAll] = useState(false);
  if (pods.length === 0) return <Typography>It has no pods.</Typography>;
  const shown = all ? pods : pods.slice(0, fewPods);
  return (
    <>
      <PlainTable label={`Pods of ${of}`} titles={titles}>
        {shown.map(pod => (
          <PodRow key={pod.id} pod={pod} onOpen={onOpen} />
        ))}
      </PlainTable>
      {shown.length < pods.length && (
        <Button size="small" onClick={() => setAll(true)}>
          Show all {pods.length} pods
        </Button>
      )}
    </>
  );
}
