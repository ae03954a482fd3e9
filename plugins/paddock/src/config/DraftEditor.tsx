import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { ConfigEntry } from '@paddock/backstage-plugin-paddock-common';
import { useId, useState, type ChangeEvent } from 'react';
import { Field } from '../parts/Field';
import {
  addRow,
  changeRow,
  type Draft,
  type DraftRow,
  putFile,
  removeRow,
  rowProblem,
} from './draft';
import { keepLineEnds } from './lineEnds';
import { readFile } from './readFile';
import { bytesInWords } from './words';

const useStyles = makeStyles(theme => ({
  root: { '& > * + *': { marginTop: theme.spacing(2) } },
  row: {
    borderLeft: `2px solid ${theme.palette.divider}`,
    paddingLeft: theme.spacing(1),
    '& > * + *': { marginTop: theme.spacing(1) },
    '& textarea': { fontFamily: 'monospace' },
  },
  tools: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1) },
  // The field of files is not seen: what stands for it shows that it has the focus.
  files: {
    borderRadius: theme.shape.borderRadius,
    '&:focus-within': { outline: `2px solid ${theme.palette.primary.main}` },
  },
  hidden: {
    position: 'absolute',
    width: 1,
    height: 1,
    overflow: 'hidden',
    clipPath: 'inset(50%)',
  },
}));

interface DraftEditorProps {
  draft: Draft;
  onDraft: (change: (before: Draft) => Draft) => void;
  /** What is there already, by which it is told who keeps a key. */
  entries?: readonly ConfigEntry[];
}

/** The keys and values of a ConfigMap, typed or taken from files. */
export function DraftEditor({
  draft,
  onDraft,
  entries = [],
}: DraftEditorProps) {
  const classes = useStyles();
  const id = useId();
  const [failure, setFailure] = useState('');

  const take = async ({ target }: ChangeEvent<HTMLInputElement>) => {
    const files = [...(target.files ?? [])];
    target.value = '';
    setFailure('');
    for (const file of files) {
      try {
        const row = await readFile(file);
        onDraft(before => putFile(before, row));
      } catch (error) {
        setFailure(error instanceof Error ? error.message : String(error));
      }
    }
  };
  return (
    <div className={classes.root}>
      {draft.map(row => (
        <RowFields
          key={row.id}
          row={row}
          problem={rowProblem(row, draft)}
          keptBy={entries.find(({ key }) => key === row.key)?.keptBy ?? []}
          onChange={changes =>
            onDraft(before => changeRow(before, row.id, changes))
          }
          onRemove={() => onDraft(before => removeRow(before, row.id))}
        />
      ))}
      <div className={classes.tools}>
        <Button
          size="small"
          variant="outlined"
          onClick={() => onDraft(before => addRow(before))}
        >
          Add a key
        </Button>
        <span className={classes.files}>
          <Button
            size="small"
            variant="outlined"
            component="label"
            htmlFor={id}
            // The field itself is in the order of focus.
            tabIndex={-1}
          >
            Take files
          </Button>
          <input
            id={id}
            type="file"
            multiple
            aria-label="Files, each as a key of its name"
            className={classes.hidden}
            onChange={take}
          />
        </span>
      </div>
      {failure && (
        <Typography role="alert" color="error">
          {failure}
        </Typography>
      )}
    </div>
  );
}

interface RowFieldsProps {
  row: DraftRow;
  problem: string | undefined;
  keptBy: readonly string[];
  onChange: (changes: Partial<DraftRow>) => void;
  onRemove: () => void;
}

function RowFields(props: RowFieldsProps) {
  const { row, problem, keptBy, onChange, onRemove } = props;
  const { value } = row;
  const classes = useStyles();
  const name = row.key || 'the new key';
  if (row.isRemoved) {
    return (
      <div className={classes.row}>
        <Typography>{row.key} is removed.</Typography>
        <Button size="small" onClick={() => onChange({ isRemoved: false })}>
          Keep {row.key}
        </Button>
      </div>
    );
  }
  return (
    <div className={classes.row} role="group" aria-label={`Key ${name}`}>
      {!row.isThere && (
        <Field
          label="Key"
          value={row.key}
          problem={row.key === '' ? undefined : problem}
          help="A name like LOG_LEVEL or app.conf"
          maxLength={253}
          onChange={key => onChange({ key })}
        />
      )}
      {value.as === 'text' ? (
        <Field
          label={row.isThere ? row.key : `Value of ${name}`}
          value={value.text}
          problem={row.isThere ? problem : undefined}
          help={
            keptBy.length > 0
              ? `Kept by ${keptBy.join(
                  ' and ',
                )}: the cluster refuses another value from here.`
              : undefined
          }
          multiline
          onChange={typed => {
            const text = keepLineEnds(value.text, typed);
            onChange({ value: { as: 'text', text } });
          }}
        />
      ) : (
        <Typography variant="body2">
          {row.key}: {bytesInWords(value.bytes)} that are no text
          {value.as === 'bytes' ? ', from a file' : ''}
        </Typography>
      )}
      <Button size="small" onClick={onRemove}>
        Remove {name}
      </Button>
    </div>
  );
}
