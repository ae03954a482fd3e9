import { Link } from '@backstage/core-components';
import Paper from '@material-ui/core/Paper';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  describeRequest,
  describeWorkload,
  type HomeService,
  type RequestLine,
} from '@paddock/backstage-plugin-paddock-common';
import type { ReactNode } from 'react';
import { visible } from '../parts/text/visible';
import type { HomeRequests } from './requests';
import { Section } from './Section';

const useStyles = makeStyles(theme => ({
  list: { listStyle: 'none', margin: 0, padding: 0 },
  item: {
    padding: theme.spacing(1, 2),
    marginTop: theme.spacing(1),
    borderLeft: `4px solid ${theme.palette.warning.main}`,
    overflowWrap: 'anywhere',
    // Within a sentence colour alone does not tell a link.
    '& a': { textDecoration: 'underline' },
  },
}));

function Need({ words, children }: { words: string; children: ReactNode }) {
  const classes = useStyles();
  return (
    <Paper variant="outlined" component="li" className={classes.item}>
      <Typography>
        {visible(words)} {children}
      </Typography>
    </Paper>
  );
}

interface NeedsMeProps {
  requests: HomeRequests;
  services: HomeService[];
  /** Where a service's Live tab is. */
  pathOf: (ref: string) => string | undefined;
}

function Troubled({ services, pathOf }: Omit<NeedsMeProps, 'requests'>) {
  return (
    <>
      {services.flatMap(({ id, troubled }) =>
        troubled.map(workload => {
          const { line, advice } = describeWorkload(workload);
          const path = pathOf(id);
          return (
            <Need key={workload.id} words={advice ? `${line} ${advice}` : line}>
              {path && (
                <Link to={path}>
                  Open {workload.name} in {workload.cluster} /{' '}
                  {workload.namespace}
                </Link>
              )}
            </Need>
          );
        }),
      )}
    </>
  );
}

function Asked({ requests }: Pick<NeedsMeProps, 'requests'>) {
  const { known, pathOf, waitingPath } = requests;
  if (!known) return null;
  const { toDecide, toMend, toFinish, waiting } = known;
  const need = (line: RequestLine, act: string) => (
    <Need key={line.id} words={describeRequest(line)}>
      <Link to={pathOf(line.id)}>
        {act} {line.kind} {visible(line.name) || 'without a name'}
      </Link>
    </Need>
  );
  return (
    <>
      {toDecide.map(line => need(line, 'Decide about'))}
      {waiting > toDecide.length && (
        <Need words={`${waiting - toDecide.length} more wait for you.`}>
          <Link to={waitingPath}>All that wait for your decision</Link>
        </Need>
      )}
      {toMend.map(line => need(line, 'Mend'))}
      {toFinish.map(line => need(line, 'Finish'))}
    </>
  );
}

/** What does not go on without whoever looks: to approve, to mend, to finish. */
export function NeedsMe({ requests, services, pathOf }: NeedsMeProps) {
  const classes = useStyles();
  const { known, face } = requests;
  const asks = known
    ? known.waiting + known.toMend.length + known.toFinish.length
    : 0;
  const troubles = services.some(({ troubled }) => troubled.length > 0);
  if (known && asks === 0 && !troubles) return null;
  return (
    <Section title="Needs you">
      {!known && face}
      {known?.freshness.state === 'stale' && (
        <Typography role="alert">
          {known.freshness.reason} Requests are shown as they were.
        </Typography>
      )}
      <ul className={classes.list} aria-label="What needs you">
        <Troubled services={services} pathOf={pathOf} />
        <Asked requests={requests} />
      </ul>
    </Section>
  );
}
