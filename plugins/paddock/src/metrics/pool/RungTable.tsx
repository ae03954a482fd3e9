import Typography from '@material-ui/core/Typography';
import type { MetricSubject } from '@paddock/backstage-plugin-paddock-common';
import { useMemo } from 'react';
import { VirtualTable } from '../../parts/table/VirtualTable';
import { keyOf } from '../subjects';
import { createRungColumns, type RungLink } from './columns';
import { poolColumns, sorted } from './sorting';
import type { usePoolView } from './usePoolView';

interface RungTableProps extends ReturnType<typeof usePoolView> {
  /** Of the first column: `Node`. */
  title: string;
  label: string;
  subjects: MetricSubject[];
  linkOf: RungLink;
  /** What stands instead of no rows. */
  empty: string;
}

const ignore = () => {};

/** The rungs below another, with what each uses now; the most first. */
export function RungTable(props: RungTableProps) {
  const { title, label, subjects, linkOf, empty } = props;
  const { view, change, hrefOf } = props;
  const rows = useMemo(() => sorted(subjects, view), [subjects, view]);
  const columns = useMemo(
    () => createRungColumns(title, linkOf, hrefOf),
    [title, linkOf, hrefOf],
  );
  if (rows.length === 0) return <Typography>{empty}</Typography>;
  const sort = (column: string) => {
    const by = poolColumns.find(each => each === column) ?? 'cpu';
    const isAgain = by === view.sort;
    const first = by === 'name' ? 'asc' : 'desc';
    const other = view.order === 'asc' ? 'desc' : 'asc';
    change({ sort: by, order: isAgain ? other : first });
  };
  return (
    <VirtualTable<MetricSubject>
      label={label}
      columns={columns}
      count={rows.length}
      rowAt={index => rows[index]}
      idOf={keyOf}
      sorting={{ by: view.sort, order: view.order, onSort: sort }}
      onVisible={ignore}
      onHold={ignore}
      rowHeight={60}
      cardHeight={220}
    />
  );
}
