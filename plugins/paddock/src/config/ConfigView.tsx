import Link from '@material-ui/core/Link';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type {
  ConfigEntry,
  ConfigMapDetail,
} from '@paddock/backstage-plugin-paddock-common';
import { useEffect, useState, type ReactNode } from 'react';
import { ActButton } from '../parts/ActButton';
import { Age } from '../parts/Age';
import { CopyBlock } from '../parts/CopyBlock';
import { Unread } from '../parts/Unread';
import { DeleteDialog } from './DeleteDialog';
import { EditDialog } from './EditDialog';
import { OldPods } from './OldPods';
import type { Restartable } from './places';
import { UserList } from './UserList';
import { bytesInWords, describePods, mayOf } from './words';

const useStyles = makeStyles(theme => ({
  root: {
    overflowWrap: 'anywhere',
    '& > * + *': { marginTop: theme.spacing(2) },
  },
  acts: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
  },
}));

interface ConfigViewProps {
  detail: ConfigMapDetail;
  restart: (workload: Restartable) => ReactNode;
  onAsked: () => void;
}

/** One ConfigMap: how far its last change has come, what is in it, and who uses it. */
export function ConfigView(props: ConfigViewProps) {
  const { detail, restart } = props;
  const classes = useStyles();
  const { usedBy, pods, unread, entries } = detail;
  return (
    <div className={classes.root}>
      <Typography role="status">
        {describePods(pods)}{' '}
        {detail.changedAt ? (
          <>
            Changed last <Age since={detail.changedAt} /> ago.
          </>
        ) : (
          'When it was changed last is not known.'
        )}
        {detail.immutable && ' It is immutable.'}
      </Typography>
      <OldPods detail={detail} restart={restart} />
      <Acts {...props} />
      <section aria-label="Keys and values">
        {entries.length === 0 && <Typography>It has no keys.</Typography>}
        {entries.map(entry => (
          <Entry key={entry.key} entry={entry} />
        ))}
      </section>
      <section aria-label="Used by">
        <Typography variant="subtitle1" component="h3">
          Used by
        </Typography>
        {usedBy.length === 0 && (
          <Typography variant="body2">Nothing is known to use it.</Typography>
        )}
        <UserList users={usedBy} />
        <Unread unread={unread} />
      </section>
      <CopyBlock
        label="kubectl command"
        text={`kubectl -n ${detail.namespace} get configmap ${detail.name} -o yaml`}
      />
    </div>
  );
}

function Entry({ entry }: { entry: ConfigEntry }) {
  const { key, text, bytes, keptBy } = entry;
  return (
    <div>
      <Typography variant="subtitle2" component="h3">
        {key} · {bytesInWords(bytes)}
        {keptBy.length > 0 && ` · kept by ${keptBy.join(' and ')}`}
      </Typography>
      {text === undefined ? (
        <Typography variant="body2">It is no text.</Typography>
      ) : (
        <CopyBlock label={`value of ${key}`} text={text} />
      )}
    </div>
  );
}

type Asked = 'nothing' | 'change' | 'deletion';

function Acts({ detail, onAsked }: ConfigViewProps) {
  const classes = useStyles();
  const [open, setOpen] = useState<'edit' | 'delete'>();
  const [asked, setAsked] = useState<Asked>('nothing');
  const { resourceVersion, may } = detail;
  // The cluster has been seen to change.
  useEffect(() => setAsked('nothing'), [resourceVersion]);
  const ask = (what: Asked) => () => {
    setAsked(what);
    onAsked();
  };
  const elsewhere = may.edit.state === 'elsewhere' && may.edit.owner;
  return (
    <div
      className={classes.acts}
      role="group"
      aria-label={`Acts on ${detail.name}`}
    >
      <ActButton
        size="small"
        variant="outlined"
        may={mayOf(may.edit)}
        onClick={() => setOpen('edit')}
      >
        Edit
      </ActButton>
      <ActButton
        size="small"
        variant="outlined"
        may={mayOf(may.remove)}
        onClick={() => setOpen('delete')}
      >
        Delete
      </ActButton>
      {elsewhere && elsewhere.link && (
        <Link href={elsewhere.link}>Open it in {elsewhere.tool}</Link>
      )}
      <Typography variant="body2" role="status">
        {asked === 'change' && 'Change: asked'}
        {asked === 'deletion' && 'Deletion: asked'}
      </Typography>
      {open === 'edit' && (
        <EditDialog
          detail={detail}
          onClose={() => setOpen(undefined)}
          onAsked={ask('change')}
        />
      )}
      {open === 'delete' && (
        <DeleteDialog
          detail={detail}
          onClose={() => setOpen(undefined)}
          onAsked={ask('deletion')}
        />
      )}
    </div>
  );
}
