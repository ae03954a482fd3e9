import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { Denied } from '../../parts/state/Denied';
import { Notice } from '../../parts/state/Notice';
import { Waiting } from '../../parts/state/Waiting';
import { timeOf } from '../../parts/text/time';
import { AuditFiltersForm } from './AuditFiltersForm';
import { AuditTable } from './AuditTable';
import { AuditTools } from './AuditTools';
import { useAudit } from './useAudit';
import { useAuditFilters } from './useAuditFilters';

const useStyles = makeStyles(theme => ({
  root: {
    padding: theme.spacing(2),
    minWidth: 0,
    '& > * + *': { marginTop: theme.spacing(1.5) },
  },
  stale: { opacity: 0.65 },
}));

type Trail = ReturnType<typeof useAudit>;

function Lines({ trail, filtered }: { trail: Trail; filtered: boolean }) {
  const classes = useStyles();
  const { loaded, again, lines = [], ended, loadOlder, refused } = trail;
  if (lines.length === 0) {
    return filtered ? (
      <Notice title="No line of the trail matches." />
    ) : (
      <Notice title="Nothing is in the trail yet.">
        Every decision about a request, and everything that is made for it, is
        written here before it happens and after.
      </Notice>
    );
  }
  return (
    <>
      {loaded.state === 'stale' && (
        <Notice
          tone="warning"
          title={`Stale since ${timeOf(loaded.since)}: ${loaded.reason}`}
        >
          <Button size="small" variant="outlined" onClick={again}>
            Try again
          </Button>
        </Notice>
      )}
      <div className={loaded.state === 'stale' ? classes.stale : undefined}>
        <AuditTable lines={lines} />
      </div>
      {refused && <Typography role="alert">{refused}</Typography>}
      {!ended && (
        <Button size="small" onClick={loadOlder}>
          Show older lines
        </Button>
      )}
    </>
  );
}

function Body({ trail, filtered }: { trail: Trail; filtered: boolean }) {
  const { loaded, again } = trail;
  if (loaded.state === 'waiting') {
    return <Waiting what="the audit trail" rows={10} />;
  }
  if (loaded.state === 'lost' || loaded.state === 'gone') {
    return (
      <Notice tone="warning" title="The audit trail cannot be shown now.">
        <Typography>
          {loaded.reason}
          {loaded.state === 'lost' &&
            ` Not to be read at ${timeOf(loaded.since)}.`}
        </Typography>
        <Button size="small" variant="outlined" onClick={again}>
          Try again
        </Button>
      </Notice>
    );
  }
  return <Lines trail={trail} filtered={filtered} />;
}

/** What was decided and done, by whom: append-only, for administrators. */
export function AuditContent() {
  const classes = useStyles();
  const { filters, setFilters } = useAuditFilters();
  const trail = useAudit(filters);
  if (trail.loaded.state === 'denied') {
    return (
      <div className={classes.root}>
        <Denied
          what="the audit trail"
          missing={[]}
          permission={trail.loaded.permission}
          reason={trail.loaded.permission ? undefined : trail.loaded.reason}
        />
      </div>
    );
  }
  return (
    <div className={classes.root}>
      <AuditFiltersForm
        key={JSON.stringify(filters)}
        filters={filters}
        onSearch={next => {
          if (JSON.stringify(next) === JSON.stringify(filters)) trail.again();
          else setFilters(next);
        }}
      />
      <AuditTools filters={filters} />
      <Body
        trail={trail}
        filtered={Object.values(filters).some(value => value !== '')}
      />
    </div>
  );
}
