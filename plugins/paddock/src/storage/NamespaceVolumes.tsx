import { LinkButton } from '@backstage/core-components';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { VolumeLine } from '@paddock/backstage-plugin-paddock-common';
import { Denied } from '../parts/Denied';
import { Freshness } from '../parts/Freshness';
import { Lost } from '../parts/Lost';
import { Refused } from '../parts/Refused';
import { Waiting } from '../parts/Waiting';
import type { VolumeLinks, VolumePlace } from './places';
import { useVolumes, type VolumesState } from './useVolumes';
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
  const { volumes, again } = useVolumes(place);
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
      <Shown volumes={volumes} place={place} links={links} onAsked={again} />
    </section>
  );
}

interface ShownProps extends NamespaceVolumesProps {
  volumes: VolumesState;
  onAsked: () => void;
}

function Shown({ volumes, place, links, onAsked }: ShownProps) {
  const classes = useStyles();
  const { cluster, namespace } = place;
  const title = `The volumes of ${namespace}`;
  switch (volumes.state) {
    case 'waiting':
      return <Waiting what={`the volumes of ${namespace}`} rows={3} />;
    case 'denied':
      return (
        <Denied
          what={`the volumes of ${namespace}`}
          missing={[
            {
              cluster,
              namespace,
              verb: 'list',
              resource: 'persistentvolumeclaims',
            },
          ]}
        />
      );
    case 'refused':
      return <Refused what={title} reason={volumes.reason} />;
    case 'lost':
      return <Lost what={title} {...volumes} />;
    default:
      return (
        <>
          <Freshness
            freshness={
              volumes.state === 'ready'
                ? { state: 'live', at: volumes.at }
                : volumes
            }
          />
          <Typography>
            {volumes.volumes.length > 0
              ? summary(volumes.volumes)
              : 'No volume yet: what pods write here is gone when they are.'}
          </Typography>
          <div
            className={volumes.state === 'stale' ? classes.stale : classes.live}
          >
            {volumes.volumes.map(volume => (
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
}
