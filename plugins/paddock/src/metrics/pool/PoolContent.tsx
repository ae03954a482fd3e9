import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { ClusterLine } from '@paddock/backstage-plugin-paddock-common';
import { useId } from 'react';
import { Notice } from '../../parts/state/Notice';
import { NotReady } from '../../parts/state/NotReady';
import { ReachNotes } from '../../parts/state/ReachNotes';
import { useGet } from '../../portal/useLoaded';
import { ClusterRung } from './ClusterRung';
import { NamespaceRung } from './NamespaceRung';
import { usePoolView } from './usePoolView';

const useStyles = makeStyles(theme => ({
  root: {
    padding: theme.spacing(2),
    minWidth: 0,
    '& > * + *': { marginTop: theme.spacing(1.5) },
  },
}));

/** How full the clusters are, from the whole down to a container; without the page's frame. */
export function PoolContent() {
  const classes = useStyles();
  const { loaded } = useGet<ClusterLine[]>('/clusters', { everyMs: 10_000 });
  return (
    <div className={classes.root}>
      {/* That what is known is old is said where the figures are. */}
      {loaded.state === 'ready' || loaded.state === 'stale' ? (
        <Clusters clusters={loaded.value} />
      ) : (
        <NotReady what="the pool" loaded={loaded} rows={10} />
      )}
    </div>
  );
}

const Clusters = ({ clusters }: { clusters: ClusterLine[] }) =>
  clusters.length > 0 ? (
    <OneCluster clusters={clusters} />
  ) : (
    <Notice title="The portal watches no cluster yet.">
      <Typography>
        How full a cluster is appears here once its administrators have added it
        to the portal’s configuration.
      </Typography>
    </Notice>
  );

function OneCluster({ clusters }: { clusters: ClusterLine[] }) {
  const pool = usePoolView();
  const { place } = pool.view;
  const chosen =
    clusters.find(({ name }) => name === pool.view.cluster) ?? clusters[0]!;
  const { name: cluster, reach } = chosen;
  return (
    <>
      {clusters.length > 1 && (
        <ClusterChoice
          {...{ clusters, cluster }}
          onChoose={name =>
            pool.change({ cluster: name, place: { level: 'cluster' } })
          }
        />
      )}
      <ReachNotes clusters={{ [cluster]: reach }} />
      {place.level === 'namespace' ? (
        <NamespaceRung {...{ cluster, reach, place }} {...pool} />
      ) : (
        <ClusterRung {...{ cluster, reach, place }} {...pool} />
      )}
    </>
  );
}

interface ClusterChoiceProps {
  clusters: ClusterLine[];
  cluster: string;
  onChoose: (name: string) => void;
}

function ClusterChoice({ clusters, cluster, onChoose }: ClusterChoiceProps) {
  const id = useId();
  return (
    <TextField
      select
      id={id}
      label="Cluster"
      value={cluster}
      onChange={({ target }) => onChoose(target.value)}
      SelectProps={{ native: true }}
    >
      {clusters.map(({ name, title }) => (
        <option key={name} value={name}>
          {title ?? name}
        </option>
      ))}
    </TextField>
  );
}
