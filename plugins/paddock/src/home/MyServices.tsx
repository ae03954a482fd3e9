import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  type HomeService,
  mostServices,
  workloadStates,
} from '@paddock/backstage-plugin-paddock-common';
import type { TopicState } from '../live/topicState';
import { Denied } from '../parts/state/Denied';
import { Lost } from '../parts/state/Lost';
import { Notice } from '../parts/state/Notice';
import { Refused } from '../parts/state/Refused';
import { timeOf } from '../parts/text/time';
import { Waiting } from '../parts/state/Waiting';
import type { OwnService } from './ownServices';
import { Section } from './Section';
import { ServiceChip } from './ServiceChip';
import type { OwnServices } from './useOwnServices';

const useStyles = makeStyles(theme => ({
  strip: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(1),
    listStyle: 'none',
    margin: 0,
    padding: 0,
  },
  stale: { opacity: 0.65 },
}));

interface MyServicesProps {
  own: OwnServices;
  topic: TopicState;
  /** How they are, by their refs; empty where it is not known. */
  known: ReadonlyMap<string, HomeService>;
  pathOf: (ref: string) => string | undefined;
  /** The platform is still being prepared: what is missing may come. */
  isPreparing: boolean;
}

/** What needs a person first, then by name. */
function inOrder(services: OwnService[], known: MyServicesProps['known']) {
  const need = ({ ref }: OwnService) => {
    const place = (workloadStates as readonly string[]).indexOf(
      known.get(ref)?.state ?? '',
    );
    return place < 0 ? workloadStates.length : place;
  };
  return [...services].sort(
    (a, b) => need(a) - need(b) || a.title.localeCompare(b.title),
  );
}

/** What stands above the strip while it is not known how the services are. */
function Face({ topic }: Pick<MyServicesProps, 'topic'>) {
  switch (topic.state) {
    case 'denied':
      return <Denied what="how your services are" {...topic} />;
    case 'refused':
      return <Refused what="How your services are" reason={topic.reason} />;
    case 'lost':
      return <Lost what="How your services are" {...topic} />;
    case 'waiting':
      return null;
    default:
      return topic.freshness.state === 'stale' ? (
        <Typography role="alert">
          {topic.freshness.reason} What is shown is the last known state; this
          page goes on by itself.
        </Typography>
      ) : null;
  }
}

function Strip({
  own,
  known,
  topic,
  pathOf,
}: Omit<MyServicesProps, 'isPreparing'>) {
  const classes = useStyles();
  if (!('value' in own)) return null;
  const isStale = topic.state === 'ready' && topic.freshness.state === 'stale';
  const isComing = topic.state === 'ready' || topic.state === 'waiting';
  return (
    <div className={isStale ? classes.stale : undefined}>
      <ul aria-label="My services" className={classes.strip}>
        {inOrder(own.value.services, known).map(({ ref, title }) => (
          <li key={ref}>
            <ServiceChip
              title={title}
              to={pathOf(ref) ?? '#'}
              service={known.get(ref)}
              isComing={isComing}
            />
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The services of whoever looks, and of their groups, as one strip. */
export function MyServices(props: MyServicesProps) {
  const { own, topic, isPreparing } = props;
  if (own.state === 'waiting') {
    return (
      <Section title="My services">
        <Waiting what="your services" rows={2} />
      </Section>
    );
  }
  if (!('value' in own)) {
    return (
      <Section title="My services">
        <Notice tone="warning" title="Your services cannot be shown now.">
          <Typography>
            The catalog does not answer. This page asks again by itself every
            minute; the other parts of it work.
          </Typography>
        </Notice>
      </Section>
    );
  }
  if (own.value.services.length === 0) {
    return (
      <Section title="My services">
        <Typography>
          {isPreparing
            ? 'The catalog is still being filled: services appear here by themselves.'
            : "You don't own any services yet. What you create from a template appears here by itself."}
        </Typography>
      </Section>
    );
  }
  return (
    <Section title="My services">
      <Face topic={topic} />
      {own.state === 'stale' && (
        <Typography role="alert">
          The catalog does not answer since {timeOf(own.since)}: services that
          were made after that are missing here.
        </Typography>
      )}
      <Strip {...props} />
      {!own.value.isAll && (
        <Typography>
          These are the first {mostServices}; the catalog has all of them.
        </Typography>
      )}
    </Section>
  );
}
