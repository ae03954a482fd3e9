import { stringifyEntityRef } from '@backstage/catalog-model';
import { InfoCard, Link } from '@backstage/core-components';
import { useEntity } from '@backstage/plugin-catalog-react';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  requestKinds,
  type RequestLine,
} from '@paddock/backstage-plugin-paddock-common';
import { Freshness } from '../../parts/state/Freshness';
import { visible } from '../../parts/text/visible';
import { AskButtons } from '../AskButtons';
import { StateChip } from '../StateChip';
import { TopicFace } from '../TopicFace';
import { usePaths } from '../usePaths';
import { useComponentRequests } from './useComponentRequests';

const useStyles = makeStyles(theme => ({
  root: { '& > * + *': { marginTop: theme.spacing(1.5) } },
  list: { listStyle: 'none', margin: 0, padding: 0 },
  item: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0, 1),
    overflowWrap: 'anywhere',
    marginTop: theme.spacing(0.5),
  },
  stale: { opacity: 0.65 },
}));

const titles = {
  namespace: 'Namespaces',
  secret: 'Secrets',
  volume: 'Volumes',
} as const;

function Lines({ lines }: { lines: RequestLine[] }) {
  const classes = useStyles();
  const paths = usePaths();
  return (
    <>
      {requestKinds
        .filter(kind => lines.some(each => each.kind === kind))
        .map(kind => (
          <div key={kind}>
            <Typography variant="subtitle2">{titles[kind]}</Typography>
            <ul className={classes.list} aria-label={titles[kind]}>
              {lines
                .filter(each => each.kind === kind)
                .map(({ id, name, cluster, namespace, state }) => (
                  <li key={id} className={classes.item}>
                    <Link to={paths.one(id)}>
                      {visible(name) || `${kind} without a name`}
                    </Link>
                    <Typography variant="body2" component="span">
                      {visible(`${cluster} / ${namespace}`)}
                    </Typography>
                    <StateChip state={state} />
                  </li>
                ))}
            </ul>
          </div>
        ))}
    </>
  );
}

/** Namespaces, secrets and volumes of a component, and how to get more of them. */
export function EntityRequestsCard() {
  const classes = useStyles();
  const { entity } = useEntity();
  const { name } = entity.metadata;
  const component = stringifyEntityRef(entity);
  const { topic, lines = [], freshness } = useComponentRequests(component);
  const stale = freshness?.state === 'stale';
  return (
    <InfoCard title="It may use" variant="gridItem">
      <div className={classes.root}>
        {topic ? (
          <TopicFace
            topic={topic}
            what={`namespaces, secrets and volumes of ${name}`}
            title={`Namespaces, secrets and volumes of ${name}`}
            rows={3}
          />
        ) : (
          <>
            {freshness && <Freshness freshness={freshness} />}
            {lines.length === 0 && (
              <Typography>
                {name} has no namespace, secret or volume of your teams yet.
              </Typography>
            )}
            <div className={stale ? classes.stale : undefined}>
              <Lines lines={lines} />
            </div>
          </>
        )}
        <AskButtons prefill={{ component }} />
      </div>
    </InfoCard>
  );
}
