import Drawer from '@material-ui/core/Drawer';
import IconButton from '@material-ui/core/IconButton';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import CloseIcon from '@material-ui/icons/Close';
import type { ConfigMapDetail } from '@paddock/backstage-plugin-paddock-common';
import { useId, type ReactNode } from 'react';
import { LookedAt } from '../parts/LookedAt';
import { useLooked } from '../portal/useLooked';
import { ConfigView } from './ConfigView';
import { type ConfigPlace, mapPath, type Restartable } from './places';
import { useConfigPlace } from './useConfigPlace';

const useStyles = makeStyles(theme => ({
  paper: { width: 'min(60rem, 100vw)', padding: theme.spacing(2) },
  head: {
    display: 'flex',
    alignItems: 'flex-start',
    justifyContent: 'space-between',
    overflowWrap: 'anywhere',
  },
}));

interface ConfigDrawerProps {
  /** What restarts a workload, so that its pods take the new value. */
  restart: (workload: Restartable) => ReactNode;
}

/** The ConfigMap that the address names, beside the page. Closing it leaves the page where it was. */
export function ConfigDrawer({ restart }: ConfigDrawerProps) {
  const { place, close } = useConfigPlace();
  const classes = useStyles();
  const id = useId();
  return (
    <Drawer
      anchor="right"
      open={place !== undefined}
      onClose={close}
      PaperProps={{ className: classes.paper }}
      ModalProps={{ 'aria-labelledby': id }}
    >
      {place && <OpenConfig {...{ place, close, restart, titleId: id }} />}
    </Drawer>
  );
}

interface OpenConfigProps extends ConfigDrawerProps {
  place: ConfigPlace;
  titleId: string;
  close: () => void;
}

function OpenConfig({ place, titleId, close, restart }: OpenConfigProps) {
  const classes = useStyles();
  const { cluster, namespace, name } = place;
  const { looked, again } = useLooked<ConfigMapDetail>(mapPath(place));
  return (
    <>
      <div className={classes.head}>
        <div>
          <Typography variant="h6" component="h2" id={titleId}>
            ConfigMap {name}
          </Typography>
          <Typography variant="body2">
            {cluster} / {namespace}
          </Typography>
        </div>
        <IconButton aria-label="Close the ConfigMap" onClick={close}>
          <CloseIcon />
        </IconButton>
      </div>
      <LookedAt
        what={`the ConfigMap ${name}`}
        looked={looked}
        missing={{ cluster, namespace, verb: 'get', resource: 'configmaps' }}
      >
        {detail => (
          <ConfigView detail={detail} restart={restart} onAsked={again} />
        )}
      </LookedAt>
    </>
  );
}
