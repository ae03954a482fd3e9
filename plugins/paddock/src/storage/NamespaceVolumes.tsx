import { LinkButton } from '@backstage/core-components';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type {
  VolumeLine,
  VolumeList,
} from '@paddock/backstage-plugin-paddock-common';
import { Freshness } from '../parts/state/Freshness';
import { NotReady } from '../parts/state/NotReady';
import { type Loaded, useGet } from '../portal/useLoaded';
import { namespacePath, type VolumeLinks, type VolumePlace } from './places';
import { VolumeCard } from './VolumeCard';

const useStyles = makeStyles(theme => ({
  root: { '& > * + *': { marginTop: theme.spacing(1) } },
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.5, 2),
  },
  stale: {
    opacity: 0.65,
    '& > * + *': { marginTop: theme.spacing(1) },
  },
  live: { '& > * + *': { marginTop: theme.spacing(1) } },
}));

const isMoving = ({ state, growth, snapshots = [] }: VolumeLine) =>
  state === 'pending' ||
  state === 'leaving' ||
  growth?.state === 'growing' ||
  snapshots.some(each => ['being-taken', 'leaving'].includes(each.state));

/** Something under way is looked at more often. */
const everyMs = (list: VolumeList | undefined) =>
  list?.volumes.some(isMoving) ? 5_000 : 30_000;

interface NamespaceVolumesProps {
  place: VolumePlace;
  links: VolumeLinks;
}

/** `2 volumes: 1 needs a look.` */
function summary(volumes: VolumeLine[]): string {
  const count = volumes.length === 1 ? '1 volume' : `${volumes.length} volumes`;
  const bad = volumes.filter(
    ({ state, growth }) =>
      state === 'lost' || state === 'pending' || growth?.state === 'failed',
  ).length;
  const bound = volumes.filter(({ state }) => state === 'bound').length;
  if (bad === 0) {
    return bound === volumes.length
      ? `${count}, all ready.`
      : `${count}: ${bound} ready.`;
  }
  return `${count}: ${bad} ${bad === 1 ? 'needs' : 'need'} a look.`;
}

/** The volumes of one namespace, whatever is known of them. */
export function NamespaceVolumes({ place, links }: NamespaceVolumesProps) {
  const classes = useStyles();
  const { loaded, again } = useGet<VolumeList>(
    `${namespacePath(place)}/volumes`,
    { everyMs },
  );
  const { cluster, namespace } = place;
  return (
    <section
      className={classes.root}
      aria-label={`Volumes of ${namespace} in ${cluster}`}
    >
      <div className={classes.head}>
        <Typography variant="h6" component="h2">
          {cluster} / {namespace}
        </Typography>
        <LinkButton
          size="small"
          variant="outlined"
          color="primary"
          to={links.ask(place)}
        >
          Ask for a volume
        </LinkButton>
      </div>
      <Shown loaded={loaded} place={place} links={links} onAsked={again} />
    </section>
  );
}

interface ShownProps extends NamespaceVolumesProps {
  loaded: Loaded<VolumeList>;
  onAsked: () => void;
}

function Shown({ loaded, place, links, onAsked }: ShownProps) {
  const classes = useStyles();
  if (loaded.state !== 'ready' && loaded.state !== 'stale') {
    return (
      <NotReady what={`the volumes of ${place.namespace}`} loaded={loaded} />
    );
  }
  const isStale = loaded.state === 'stale';
  const { volumes } = loaded.value;
  return (
    <>
      <Freshness
        freshness={isStale ? loaded : { state: 'live', at: loaded.at }}
      />
      <Typography>
        {volumes.length > 0
          ? summary(volumes)
          : 'No volume yet: what pods write here is gone when they are.'}
      </Typography>
      <div className={isStale ? classes.stale : classes.live}>
        {volumes.map(volume => (
          <VolumeCard
            key={volume.uid}
            place={place}
            volume={volume}
            links={links}
            onAsked={onAsked}
          />
        ))}
      </div>
    </>
  );
}
