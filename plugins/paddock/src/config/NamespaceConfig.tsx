import Button from '@material-ui/core/Button';
import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type {
  ConfigMapLine,
  ConfigMapList,
} from '@paddock/backstage-plugin-paddock-common';
import { useState } from 'react';
import { ActButton } from '../parts/dialog/ActButton';
import { Age } from '../parts/text/Age';
import { LookedAt } from '../parts/state/LookedAt';
import { PlainTable, RowTitle } from '../parts/table/PlainTable';
import { Unread } from '../parts/state/Unread';
import { useGet } from '../portal/useLoaded';
import { CreateDialog } from './CreateDialog';
import { type ConfigNamespace, type ConfigPlace, mapsPath } from './places';
import { describeList, lacks } from './words';

const useStyles = makeStyles(theme => ({
  root: { '& > * + *': { marginTop: theme.spacing(1) } },
  full: { '& > * + *': { marginTop: theme.spacing(1) } },
  // Words stay whole: what is too wide is scrolled to.
  open: { textTransform: 'none', textAlign: 'left' },
}));

/** All pods of the namespace are read for it. */
const everyMs = 15_000;

interface NamespaceConfigProps {
  place: ConfigNamespace;
  onOpen: (place: ConfigPlace) => void;
}

/** The ConfigMaps of one namespace, whatever is known of them. */
export function NamespaceConfig({ place, onOpen }: NamespaceConfigProps) {
  const classes = useStyles();
  const { cluster, namespace } = place;
  const path = mapsPath(place);
  const { loaded, again } = useGet<ConfigMapList>(path, { everyMs });
  return (
    <section
      className={classes.root}
      aria-label={`ConfigMaps of ${namespace} in ${cluster}`}
    >
      <Typography variant="h6" component="h2">
        {cluster} / {namespace}
      </Typography>
      <LookedAt what={`the ConfigMaps of ${namespace}`} looked={loaded}>
        {list => (
          <List list={list} place={place} onOpen={onOpen} onAsked={again} />
        )}
      </LookedAt>
    </section>
  );
}

interface ListProps extends NamespaceConfigProps {
  list: ConfigMapList;
  onAsked: () => void;
}

function List({ list, place, onOpen, onAsked }: ListProps) {
  const classes = useStyles();
  const [isCreating, setIsCreating] = useState(false);
  const [asked, setAsked] = useState('');
  const { items, unread, mayCreate } = list;
  const isThere = items.some(({ name }) => name === asked);
  return (
    <div className={classes.full}>
      <Typography>{describeList(items)}</Typography>
      <ActButton
        size="small"
        variant="outlined"
        color="primary"
        may={mayCreate === true || lacks(mayCreate)}
        onClick={() => setIsCreating(true)}
      >
        Create a ConfigMap
      </ActButton>
      <Typography variant="body2" role="status">
        {asked && !isThere && `${asked}: asked`}
      </Typography>
      {items.length > 0 && (
        <Lines
          list={list}
          of={place.namespace}
          onOpen={name => onOpen({ ...place, name })}
        />
      )}
      <Unread unread={unread} />
      {isCreating && (
        <CreateDialog
          place={place}
          onClose={() => setIsCreating(false)}
          onAsked={name => {
            setAsked(name);
            onAsked();
          }}
        />
      )}
    </div>
  );
}

interface LinesProps {
  list: ConfigMapList;
  of: string;
  onOpen: (name: string) => void;
}

const titles = ['Name', 'Used by', 'Changed', 'Pods with an old value'];

function Lines({ list, of, onOpen }: LinesProps) {
  const classes = useStyles();
  return (
    <PlainTable label={`ConfigMaps of ${of}`} titles={titles}>
      {list.items.map(({ name, uid, usedBy, changedAt, oldPods }) => (
        <TableRow key={uid}>
          <RowTitle>
            <Button
              size="small"
              color="primary"
              className={classes.open}
              onClick={() => onOpen(name)}
            >
              {name}
            </Button>
          </RowTitle>
          <TableCell>{usersInWords(usedBy, list)}</TableCell>
          <TableCell>
            {changedAt ? (
              <>
                <Age since={changedAt} /> ago
              </>
            ) : (
              'not known'
            )}
          </TableCell>
          <TableCell>{oldPods ?? 'not known'}</TableCell>
        </TableRow>
      ))}
    </PlainTable>
  );
}

const mostUsers = 5;

function usersInWords(
  users: ConfigMapLine['usedBy'],
  { unread }: Pick<ConfigMapList, 'unread'>,
): string {
  if (users.length === 0) {
    return unread.length > 0 ? 'nothing that you may see' : 'nothing';
  }
  const named = users
    .slice(0, mostUsers)
    .map(({ kind, name }) => `${kind} ${name}`);
  const more = users.length - named.length;
  return `${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
