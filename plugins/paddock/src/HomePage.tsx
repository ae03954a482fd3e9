import { HomeContent } from './home/HomeContent';
import { usePreparing } from './preparing/usePreparing';
import { AskButtons } from './requests/AskButtons';
import { useHomeRequests } from './requests/home/useHomeRequests';
import { TopicFace } from './requests/TopicFace';
import { usePaths } from './requests/usePaths';

/** The first page: what the clusters and the table of requests have for whoever looks. */
export function HomePage() {
  const paths = usePaths();
  const { topic, known } = useHomeRequests();
  const preparing = usePreparing().flatMap(({ what, state }) =>
    state === 'running' ? [what] : [],
  );
  return (
    <HomeContent
      preparing={preparing}
      requests={{
        known,
        face: topic && (
          <TopicFace
            topic={topic}
            what="requests"
            title="What waits for you"
            rows={2}
          />
        ),
        ask: <AskButtons />,
        pathOf: paths.one,
        waitingPath: paths.list('scope=waiting'),
      }}
    />
  );
}
