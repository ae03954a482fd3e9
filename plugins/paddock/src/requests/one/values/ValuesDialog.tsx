import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { useState } from 'react';
import { ActDialog } from '../../../parts/dialog/ActDialog';
import type { DialogProps } from '../acts/SayDialogs';
import { ValueRowFields } from './ValueRowFields';
import { dataOf, emptyRows, mayWrite } from './valueRows';

interface Body {
  data: Record<string, string>;
  replaces?: number;
}

interface ValuesDialogProps extends DialogProps<Body> {
  /** Names of the keys that the request declares. */
  keys: readonly string[];
  /** The version that is there now, where that is known; 0 where there is none. */
  current: number | undefined;
}

/** Values are typed here once, go to Vault, and cannot be read back. What was typed is gone with the dialog. */
export function ValuesDialog(props: ValuesDialogProps) {
  const { page, keys, current, onConfirm, onClose } = props;
  // What was the newest when the typing began; another one in between is a conflict.
  const [replaces] = useState(current);
  const [rows, setRows] = useState(() => emptyRows(keys));
  const declared = keys.length > 0;
  const send = async () => {
    await onConfirm({
      data: dataOf(rows),
      ...(replaces !== undefined && { replaces }),
    });
    setRows(emptyRows(keys));
  };
  return (
    <ActDialog
      title={`Write the values of ${page.name}`}
      confirm="Write to Vault"
      may={mayWrite(rows)}
      onConfirm={send}
      onClose={onClose}
    >
      <Typography>
        They go to Vault as version {(replaces ?? 0) + 1} and are kept nowhere
        else; nobody can read them back here. Every version replaces all keys,
        so give each of them.
      </Typography>
      {rows.map((row, index) => (
        <ValueRowFields
          // Rows have no name of their own before their key is typed.
          // eslint-disable-next-line react/no-array-index-key
          key={index}
          row={row}
          number={index + 1}
          named={declared}
          onChange={changed =>
            setRows(rows.map((each, at) => (at === index ? changed : each)))
          }
          onRemove={
            !declared && rows.length > 1
              ? () => setRows(rows.filter((_, at) => at !== index))
              : undefined
          }
        />
      ))}
      {!declared && rows.length < 50 && (
        <Button
          size="small"
          onClick={() => setRows([...rows, { key: '', value: '' }])}
        >
          Add a key
        </Button>
      )}
    </ActDialog>
  );
}
