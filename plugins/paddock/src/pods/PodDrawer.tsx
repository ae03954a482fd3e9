import Drawer from '@material-ui/core/Drawer';
import IconButton from '@material-ui/core/IconButton';
import Tab from '@material-ui/core/Tab';
import Tabs from '@material-ui/core/Tabs';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import CloseIcon from '@material-ui/icons/Close';
import type { PodDetail } from '@paddock/backstage-plugin-paddock-common';
import { useId, type ReactNode } from 'react';
import { CopyBlock } from '../parts/CopyBlock';
import { Notice } from '../parts/Notice';
import { Waiting } from '../parts/Waiting';
import { ContainersPanel } from './ContainersPanel';
import { EventsPanel } from './EventsPanel';
import { LogsPanel } from './LogsPanel';
import { usePod } from './usePod';
import {
  type PodPlace,
  type PodTab,
  podTabs,
  usePodPlace,
} from './usePodPlace';

const useStyles = makeStyles(theme => ({
  paper: { width: 'min(60rem, 100vw)', padding: theme.spacing(2) },
  head: {
    display: 'flex',
    alignItems: 'flex-start',
    justifyContent: 'space-between',
    overflowWrap: 'anywhere',
  },
  body: { paddingTop: theme.spacing(2) },
}));

const titles: Record<PodTab, string> = {
  containers: 'Containers',
  logs: 'Logs',
  terminal: 'Terminal',
  events: 'Events',
  yaml: 'YAML',
};

interface PodDrawerProps {
  /** What a shell in the pod is shown by. */
  terminal: (pod: PodDetail) => ReactNode;
}

/** The pod that the address names, beside the page. Closing it leaves the page where it was. */
export function PodDrawer({ terminal }: PodDrawerProps) {
  const { place, tab, show, close } = usePodPlace();
  const classes = useStyles();
  const id = useId();
  return (
    <Drawer
      anchor="right"
      open={place !== undefined}
      onClose={close}
      PaperProps={{
        className: classes.paper,
        role: 'dialog',
        'aria-modal': true,
        'aria-labelledby': id,
      }}
    >
      {place && (
        <OpenPod {...{ place, tab, show, close, terminal, titleId: id }} />
      )}
    </Drawer>
  );
}

interface OpenPodProps extends PodDrawerProps {
  place: PodPlace;
  tab: PodTab;
  titleId: string;
  show: (tab: PodTab) => void;
  close: () => void;
}

function OpenPod(props: OpenPodProps) {
  const { place, tab, titleId, show, close, terminal } = props;
  const classes = useStyles();
  const pod = usePod(place);
  return (
    <>
      <div className={classes.head}>
        <div>
          <Typography variant="h6" component="h2" id={titleId}>
            Pod {place.name}
          </Typography>
          <Typography variant="body2">
            {place.cluster} / {place.namespace}
          </Typography>
        </div>
        <IconButton aria-label="Close the pod" onClick={close}>
          <CloseIcon />
        </IconButton>
      </div>
      <Tabs
        value={tab}
        variant="scrollable"
        aria-label="About the pod"
        onChange={(_, next: PodTab) => show(next)}
      >
        {podTabs.map(each => (
          <Tab
            key={each}
            value={each}
            label={titles[each]}
            id={`pod-tab-${each}`}
            aria-controls={`pod-panel-${each}`}
          />
        ))}
      </Tabs>
      <div
        role="tabpanel"
        id={`pod-panel-${tab}`}
        aria-labelledby={`pod-tab-${tab}`}
        className={classes.body}
      >
        {pod.state === 'waiting' && <Waiting what={`pod ${place.name}`} />}
        {pod.state === 'lost' && (
          <Notice tone="error" title={`Pod ${place.name} cannot be shown.`}>
            <Typography>{pod.reason} It is tried again by itself.</Typography>
          </Notice>
        )}
        {pod.state === 'ready' && (
          <>
            {pod.reason && (
              <Typography role="alert">
                {pod.reason} What is shown is the last known state.
              </Typography>
            )}
            <Panel tab={tab} pod={pod.pod} terminal={terminal} />
          </>
        )}
      </div>
    </>
  );
}

interface PanelProps extends PodDrawerProps {
  tab: PodTab;
  pod: PodDetail;
}

function Panel({ tab, pod, terminal }: PanelProps) {
  switch (tab) {
    case 'terminal':
      return <>{terminal(pod)}</>;
    case 'logs':
      return <LogsPanel pod={pod} />;
    case 'events':
      return <EventsPanel events={pod.events} of={pod.name} />;
    case 'yaml':
      return <CopyBlock label={`YAML of ${pod.name}`} text={pod.yaml} />;
    default:
      return <ContainersPanel pod={pod} />;
  }
}
