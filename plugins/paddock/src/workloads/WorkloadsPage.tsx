import { Header, Page } from '@backstage/core-components';
import { WorkloadsContent } from './WorkloadsContent';

/** The Workloads page with its own frame, for portals of the older frontend system. */
export function WorkloadsPage() {
  return (
    <Page themeId="tool">
      <Header title="Workloads" subtitle="Everything that you may see, live" />
      <div style={{ gridArea: 'pageContent', minWidth: 0, overflow: 'auto' }}>
        <WorkloadsContent />
      </div>
    </Page>
  );
}
