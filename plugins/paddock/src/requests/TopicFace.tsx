import Typography from '@material-ui/core/Typography';
import type { TopicState } from '../live/topicState';
import { Denied } from '../parts/state/Denied';
import { Lost } from '../parts/state/Lost';
import { Notice } from '../parts/state/Notice';
import { Refused } from '../parts/state/Refused';
import { Waiting } from '../parts/state/Waiting';

interface TopicFaceProps {
  topic: Exclude<TopicState, { state: 'ready' }>;
  /** `requests`, within a sentence. */
  what: string;
  /** `The list of requests`, at the beginning of one. */
  title: string;
  rows?: number;
}

/** What stands instead of requests while there are none to show. */
export function TopicFace({ topic, what, title, rows }: TopicFaceProps) {
  switch (topic.state) {
    case 'denied':
      return topic.missing.length > 0 ? (
        <Notice tone="error" title={`You may not see ${what}.`}>
          <Typography>
            A request is seen by whoever asked, the owning team, its approvers
            and the portal's administrators. Ask one of them to tell you more.
          </Typography>
        </Notice>
      ) : (
        <Denied
          what={what}
          missing={[]}
          permission="paddock.request.read"
          reason={topic.reason}
        />
      );
    case 'refused':
      return <Refused what={title} reason={topic.reason} />;
    case 'lost':
      return <Lost what={title} {...topic} />;
    default: {
      const away = Object.values(topic.clusters).find(
        reach => reach.state === 'stale',
      );
      return away ? (
        <Lost what={title} {...away} />
      ) : (
        <Waiting what={what} rows={rows} />
      );
    }
  }
}
