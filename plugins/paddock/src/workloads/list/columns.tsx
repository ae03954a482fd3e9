import { Link } from '@backstage/core-components';
import {
  describeWorkload,
  findingInWords,
  imagesInWords,
  leadingFinding,
  type Reach,
  type Workload,
} from '@paddock/backstage-plugin-paddock-common';
import { Age } from '../../parts/text/Age';
import { CopyButton } from '../../parts/text/CopyButton';
import { StatusChip } from '../../parts/StatusChip';
import type { Column } from '../../parts/table/VirtualTable';
import { getCommand } from '../kubectl';

/** The path of a component's Live tab; nothing where the catalog does not have the component. */
export type LivePath = (component: string) => string | undefined;

function Name({ workload, to }: { workload: Workload; to?: string }) {
  const { name, component } = workload;
  const also = component && component !== name ? ` (${component})` : '';
  return to ? (
    <Link to={to} tabIndex={-1} title={`${name}: open its Live tab`}>
      {name}
      {also}
    </Link>
  ) : (
    <span title={name}>
      {name}
      {also}
    </span>
  );
}

function Pods({ workload: { batch, rollout } }: { workload: Workload }) {
  const { available, wanted } = rollout.counts;
  if (batch?.is === 'job') {
    return <span title="completions">{batch.run.completions}</span>;
  }
  if (batch) {
    return <span title="runs at work now">{batch.active} active</span>;
  }
  return (
    <span title="available of wanted">
      {available}/{wanted}
    </span>
  );
}

/** What is wrong, where anything is; the whole line is one hover away. */
function Why({ workload }: { workload: Workload }) {
  const first = leadingFinding(workload);
  return first ? (
    <span title={describeWorkload(workload).line}>{findingInWords(first)}</span>
  ) : null;
}

/** The columns of the Workloads page. */
export function createColumns(
  livePath: LivePath,
  clusters: Record<string, Reach> = {},
): Column<Workload>[] {
  return [
    {
      id: 'state',
      title: 'State',
      width: '132px',
      sortable: true,
      cell: workload => (
        <StatusChip
          state={workload.rollout.state}
          reach={clusters[workload.cluster]}
        />
      ),
    },
    {
      id: 'name',
      title: 'Name',
      width: 'minmax(6rem, 6fr)',
      sortable: true,
      cell: workload => (
        <Name
          workload={workload}
          to={workload.component && livePath(workload.component)}
        />
      ),
    },
    {
      id: 'namespace',
      title: 'Namespace',
      width: 'minmax(6rem, 3fr)',
      sortable: true,
      from: 'sm',
      cell: workload => workload.namespace,
    },
    {
      id: 'cluster',
      title: 'Cluster',
      width: 'minmax(4rem, 2fr)',
      sortable: true,
      from: 'md',
      cell: workload => workload.cluster,
    },
    {
      id: 'kind',
      title: 'Kind',
      width: '8rem',
      sortable: true,
      from: 'md',
      cell: workload => workload.kind,
    },
    {
      id: 'pods',
      title: 'Pods',
      width: '4.5rem',
      cell: workload => <Pods workload={workload} />,
    },
    {
      id: 'reason',
      title: 'Why',
      width: 'minmax(6rem, 10fr)',
      from: 'md',
      cell: workload => <Why workload={workload} />,
    },
    {
      id: 'image',
      title: 'Image',
      width: 'minmax(6rem, 3fr)',
      from: 'lg',
      cell: ({ images }) => (
        <span title={images.join('\n')}>{imagesInWords(images)}</span>
      ),
    },
    {
      id: 'createdAt',
      title: 'Age',
      width: '5rem',
      sortable: true,
      from: 'sm',
      cell: workload => <Age since={workload.createdAt} />,
    },
    {
      id: 'kubectl',
      title: 'kubectl',
      width: '4rem',
      from: 'sm',
      cell: workload => (
        <CopyButton
          text={getCommand(workload)}
          what={`the kubectl command for ${workload.name}`}
        />
      ),
    },
  ];
}
