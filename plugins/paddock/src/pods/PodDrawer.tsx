import Tabs from '@material-ui/core/Tabs';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { PodDetail } from '@paddock/backstage-plugin-paddock-common';
import type { ReactNode } from 'react';
import { CopyBlock } from '../parts/text/CopyBlock';
import { NotReady } from '../parts/state/NotReady';
import { QuietTab } from '../parts/QuietTab';
import { SideDrawer } from '../parts/dialog/SideDrawer';
import { type Loaded, useGet } from '../portal/useLoaded';
import { ContainersPanel } from './ContainersPanel';
import { EventsPanel } from './EventsPanel';
import { LogsPanel } from './LogsPanel';
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

/** How often an open pod is read again. */
const everyMs = 5_000;

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
  const { cluster, namespace, name } = place;
  const path = `/clusters/${encodeURIComponent(
    cluster,
  )}/namespaces/${namespace}/pods/${name}`;
  const { loaded } = useGet<PodDetail>(path, { everyMs });
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
        <Faces loaded={loaded} what={`pod ${name}`}>
          {pod => <Panel tab={tab} pod={pod} terminal={terminal} />}
        </Faces>
      </div>
    </>
  );
}

interface FacesProps {
  loaded: Loaded<PodDetail>;
  what: string;
  children: (pod: PodDetail) => ReactNode;
}

/** Of a pod that is gone the last picture stays: it may say why. */
function Faces({ loaded, what, children }: FacesProps) {
  const isThere = loaded.state === 'ready' || loaded.state === 'stale';
  const pod = isThere ? loaded.value : loaded.state === 'gone' && loaded.last;
  if (!pod) {
    return isThere ? null : <NotReady what={what} loaded={loaded} rows={6} />;
  }
  return (
    <>
      {'reason' in loaded && (
        <Typography role="alert">
          {loaded.reason} What is shown is the last known state.
        </Typography>
      )}
      {children(pod)}
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
