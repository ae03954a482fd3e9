import { Header, Page } from '@backstage/core-components';
import type { ReactNode } from 'react';

/** The frame of the Workloads page, for portals of the older frontend system. */
export function WorkloadsPage({ children }: { children: ReactNode }) {
  return (
    <Page themeId="tool">
      <Header title="Workloads" subtitle="Everything that you may see, live" />
      <div style={{ gridArea: 'pageContent', minWidth: 0, overflow: 'auto' }}>
        {children}
      </div>
    </Page>
  );
}
