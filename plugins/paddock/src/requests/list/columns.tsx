import { Link } from '@backstage/core-components';
import type { RequestLine } from '@paddock/backstage-plugin-paddock-common';
import { Age } from '../../parts/text/Age';
import type { Column } from '../../parts/table/VirtualTable';
import { visible } from '../../parts/text/visible';
import type { createPaths } from '../paths';
import { StateChip } from '../StateChip';
import { kindWords, nameOfRef } from '../words';

function waitsInWords({ attention, waitsFor }: RequestLine) {
  return visible(attention ?? waitsFor ?? '');
}

/** A draft may not have a name yet. */
function titleOf({ name, kind }: RequestLine) {
  return visible(name) || `${kind} without a name`;
}

/** The columns of the Requests page. */
export function createColumns(
  paths: ReturnType<typeof createPaths>,
): Column<RequestLine>[] {
  return [
    {
      id: 'name',
      title: 'Name',
      width: 'minmax(6rem, 3fr)',
      sortable: true,
      cell: request => (
        <Link to={paths.one(request.id)} tabIndex={-1} title={titleOf(request)}>
          {titleOf(request)}
        </Link>
      ),
    },
    {
      id: 'state',
      title: 'State',
      width: 'minmax(9rem, 13rem)',
      sortable: true,
      cell: request => <StateChip state={request.state} />,
    },
    {
      id: 'kind',
      title: 'Kind',
      width: '7rem',
      from: 'sm',
      cell: request => kindWords[request.kind],
    },
    {
      id: 'namespace',
      title: 'Namespace',
      width: 'minmax(5rem, 2fr)',
      from: 'md',
      cell: ({ cluster, namespace }) => (
        <span title={visible(`${cluster} / ${namespace}`)}>
          {visible(namespace)}
        </span>
      ),
    },
    {
      id: 'team',
      title: 'Team',
      width: 'minmax(5rem, 2fr)',
      from: 'md',
      cell: request => visible(nameOfRef(request.team)),
    },
    {
      id: 'waits',
      title: 'Waits for',
      width: 'minmax(5rem, 3fr)',
      from: 'md',
      cell: request => (
        <span title={waitsInWords(request)}>{waitsInWords(request)}</span>
      ),
    },
    {
      id: 'updatedAt',
      title: 'Updated',
      width: '6rem',
      sortable: true,
      from: 'sm',
      cell: request => (
        <>
          <Age since={request.updatedAt} /> ago
        </>
      ),
    },
  ];
}
