import type { Connection } from './backend.ts';

interface Table {
  columnDefinitions: Array<{ name: string }>;
  rows: Array<{
    cells: unknown[];
    object: {
      metadata: { uid: string; name: string; resourceVersion: string };
    };
  }>;
}

/** One line of what `kubectl get` prints. */
export interface PrintedLine {
  uid: string;
  name: string;
  resourceVersion: string;
  /** The text in a column; columns are named as in the API, `Min Pods` and not `MINPODS`. */
  cell(column: string): unknown;
}

/** What `kubectl get` prints of the objects at this path: the API server makes its lines. */
export async function printed(
  connection: Pick<Connection, 'request'>,
  path: string,
): Promise<PrintedLine[]> {
  const table = (await connection.request('GET', path, {
    headers: { accept: 'application/json;as=Table;g=meta.k8s.io;v=v1' },
  })) as Table;
  const columns = table.columnDefinitions.map(({ name }) => name);
  return table.rows.map(({ cells, object: { metadata } }) => ({
    ...metadata,
    cell: column => cells[columns.indexOf(column)],
  }));
}
