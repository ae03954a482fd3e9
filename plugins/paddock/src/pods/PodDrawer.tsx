import Tabs from '@material-ui/core/Tabs';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { PodDetail } from '@paddock/backstage-plugin-paddock-common';
import type { ReactNode } from 'react';
import { CopyBlock } from '../parts/CopyBlock';
import { Notice } from '../parts/Notice';
import { QuietTab } from '../parts/QuietTab';
import { SideDrawer } from '../parts/SideDrawer';
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
  return (
    <SideDrawer
      open={place !== undefined}
      title={`Pod ${place?.name ?? ''}`}
      place={place && `${place.cluster} / ${place.namespace}`}
      closeLabel="Close the pod"
      onClose={close}
    >
      {place && <OpenPod {...{ place, tab, show, terminal }} />}
    </SideDrawer>
  );
}

interface OpenPodProps extends PodDrawerProps {
  place: PodPlace;
  tab: PodTab;
  show: (tab: PodTab) => void;
}

function OpenPod({ place, tab, show, terminal }: OpenPodProps) {
  const classes = useStyles();
  const pod = usePod(place);
  return (
    <>
      <Tabs
        value={tab}
        variant="scrollable"
        aria-label="About the pod"
        onChange={(_, next: PodTab) => show(next)}
      >
        {podTabs.map(each => (
          <QuietTab
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
