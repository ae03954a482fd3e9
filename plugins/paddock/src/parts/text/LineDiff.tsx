import { makeStyles } from '@material-ui/core/styles';
import { useMemo } from 'react';
import { diffLines, shortened, type DiffPart } from './diffLines';
import { visible } from './visible';

const useStyles = makeStyles(theme => ({
  root: {
    margin: 0,
    padding: theme.spacing(1),
    maxHeight: '24rem',
    overflow: 'auto',
    borderRadius: theme.shape.borderRadius,
    background: theme.palette.background.default,
    fontFamily: 'monospace',
    fontSize: '0.875rem',
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
  },
  line: { paddingLeft: theme.spacing(1), borderLeft: '4px solid transparent' },
  gone: { borderLeftColor: theme.palette.error.main },
  new: { borderLeftColor: theme.palette.success.main },
  skipped: { color: theme.palette.text.secondary },
}));

const signs = { same: '  ', gone: '- ', new: '+ ' };

function wordsOf(part: DiffPart) {
  if (part.is !== 'skipped') return signs[part.is] + visible(part.text);
  return part.lines === 1 ? '… 1 line stays' : `… ${part.lines} lines stay`;
}

interface LineDiffProps {
  /** Of what: `level`. */
  label: string;
  before: string;
  after: string;
}

/** The lines that a change takes away and brings, each with its sign. */
export function LineDiff({ label, before, after }: LineDiffProps) {
  const classes = useStyles();
  const parts = useMemo(
    () => shortened(diffLines(before, after)),
    [before, after],
  );
  return (
    <pre
      className={classes.root}
      aria-label={`Changes of ${label}`}
      // It scrolls, and so the keyboard has to reach it.
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
    >
      {parts.map((part, at) => (
        <div
          key={at}
          className={`${classes.line} ${
            part.is === 'same' ? '' : classes[part.is]
          }`}
        >
          {wordsOf(part)}
        </div>
      ))}
    </pre>
  );
}
