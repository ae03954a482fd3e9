import Link from '@material-ui/core/Link';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type {
  ConfigEntry,
  ConfigMapDetail,
} from '@paddock/backstage-plugin-paddock-common';
import { useState, type ReactNode } from 'react';
import { ActButton } from '../parts/dialog/ActButton';
import { Age } from '../parts/text/Age';
import { CopyBlock } from '../parts/text/CopyBlock';
import { Unread } from '../parts/state/Unread';
import { DeleteDialog } from './DeleteDialog';
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
  asked?: Asked;
  onEdit: () => void;
  onDeleted: () => void;
}

/** What was asked for, of which version: it is on its way until another one is seen. */
export interface Asked {
  what: 'change' | 'deletion';
  of: string;
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

const askedWords = { change: 'Change: asked', deletion: 'Deletion: asked' };

function Acts({ detail, asked, onEdit, onDeleted }: ConfigViewProps) {
  const classes = useStyles();
  const [isDeleting, setIsDeleting] = useState(false);
  const { resourceVersion, may } = detail;
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
        onClick={onEdit}
      >
        Edit
      </ActButton>
      <ActButton
        size="small"
        variant="outlined"
        may={mayOf(may.remove)}
        onClick={() => setIsDeleting(true)}
      >
        Delete
      </ActButton>
      {elsewhere && elsewhere.link && (
        <Link href={elsewhere.link}>Open it in {elsewhere.tool}</Link>
      )}
      <Typography variant="body2" role="status">
        {asked?.of === resourceVersion && askedWords[asked.what]}
      </Typography>
      {isDeleting && (
        <DeleteDialog
          detail={detail}
          onClose={() => setIsDeleting(false)}
          onAsked={onDeleted}
        />
      )}
    </div>
  );
}
