import { Header, Page } from '@backstage/core-components';
import type { ReactNode } from 'react';
import { PoolContent } from './metrics/pool/PoolContent';
import { WorkloadsWithShell } from './WorkloadsWithShell';

interface FrameProps {
  title: string;
  subtitle: string;
  children: ReactNode;
}

/** What the older frontend system leaves to each page: its heading and its place in the window. */
const Frame = ({ title, subtitle, children }: FrameProps) => (
  <Page themeId="tool">
    <Header title={title} subtitle={subtitle} />
    <div style={{ gridArea: 'pageContent', minWidth: 0, overflow: 'auto' }}>
      {children}
    </div>
  </Page>
);

export const FramedWorkloads = () => (
  <Frame title="Workloads" subtitle="Everything that you may see, live">
    <WorkloadsWithShell />
  </Frame>
);

export const FramedPool = () => (
  <Frame title="Pool" subtitle="How full each cluster is, down to a container">
    <PoolContent />
  </Frame>
);
