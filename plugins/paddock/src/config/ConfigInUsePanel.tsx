import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  type ConfigInUse,
  configUseInWords,
  type WorkloadConfig,
} from '@paddock/backstage-plugin-paddock-common';
import { Age } from '../parts/text/Age';
import { LookedAt } from '../parts/state/LookedAt';
import { useGet } from '../portal/useLoaded';
import {
  type ConfigPlace,
  type Restartable,
  workloadConfigPath,
} from './places';
import { describeConfig, describePods, lacks } from './words';

const useStyles = makeStyles(theme => ({
  root: {
    overflowWrap: 'anywhere',
    '& > * + *': { marginTop: theme.spacing(1.5) },
  },
  open: { textTransform: 'none' },
  list: {
    margin: 0,
    paddingLeft: theme.spacing(3),
  },
}));

interface ConfigInUsePanelProps {
  workload: Restartable;
  /** Changes when its pods have changed: a reason to look again. */
  seen: string;
  onOpen: (place: ConfigPlace) => void;
}

/** What a workload takes from ConfigMaps and Secrets, and which of its pods still have an old value. */
export function ConfigInUsePanel(props: ConfigInUsePanelProps) {
  const { workload, seen, onOpen } = props;
  const classes = useStyles();
  const { cluster, namespace, name } = workload;
  const path = workloadConfigPath(workload);
  const { loaded } = useGet<WorkloadConfig>(path, { everyMs: 5_000, seen });
  return (
    <LookedAt what={`the configuration of ${name}`} looked={loaded}>
      {({ items, more }) => (
        <div className={classes.root}>
          <Typography>{describeConfig(name, items)}</Typography>
          {items.map(item => (
            <Item
              key={`${item.kind}/${item.name}`}
              item={item}
              onOpen={() => onOpen({ cluster, namespace, name: item.name })}
            />
          ))}
          {more > 0 && (
            <Typography>
              It names {more} more, which are not looked at here.
            </Typography>
          )}
        </div>
      )}
    </LookedAt>
  );
}

function Item({ item, onOpen }: { item: ConfigInUse; onOpen: () => void }) {
  const classes = useStyles();
  const { kind, name, uses, known } = item;
  return (
    <section aria-label={`${kind} ${name}`}>
      {known.state === 'known' ? (
        <Button
          size="small"
          color="primary"
          className={classes.open}
          onClick={onOpen}
        >
          {kind} {name}
        </Button>
      ) : (
        <Typography variant="subtitle2" component="h4">
          {kind} {name}
        </Typography>
      )}
      <Standing item={item} />
      <ul className={classes.list}>
        {uses.map(configUseInWords).map(use => (
          <Typography key={use} variant="body2" component="li">
            {use}
          </Typography>
        ))}
      </ul>
    </section>
  );
}

function Standing({ item: { known, pods, optional } }: { item: ConfigInUse }) {
  switch (known.state) {
    case 'name-only':
      return (
        <Typography variant="body2">
          Nothing of a Secret is read here, and so not whether pods have an old
          value of it.
        </Typography>
      );
    case 'missing':
      return (
        <Typography variant="body2">
          {optional
            ? 'It does not exist, and is optional.'
            : 'It does not exist.'}
        </Typography>
      );
    case 'hidden':
      return <Typography variant="body2">{lacks(known.missing)}</Typography>;
    default:
      return (
        <Typography variant="body2">
          {known.changedAt ? (
            <>
              Changed last <Age since={known.changedAt} /> ago.{' '}
            </>
          ) : (
            'When it was changed last is not known. '
          )}
          {describePods(pods)}
        </Typography>
      );
  }
}
