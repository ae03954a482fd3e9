import { makeStyles } from '@material-ui/core/styles';

/** What stays of the end: the hash and the suffix that controllers give to pods, `-7c9f8d6b5c-x2x4z`. */
const tailLength = 17;

const useStyles = makeStyles({
  root: { position: 'relative', display: 'flex', whiteSpace: 'nowrap' },
  head: {
    flex: '0 1 auto',
    minWidth: 0,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
  },
  tail: { flex: 'none' },
  whole: {
    position: 'absolute',
    width: 1,
    height: 1,
    overflow: 'hidden',
    clipPath: 'inset(50%)',
  },
});

/**
 * A name that is cut in its middle where there is no room for it: names that one controller gives differ only at
 * their ends. Screen readers read it whole.
 */
export function MiddleCut({ text }: { text: string }) {
  const classes = useStyles();
  const at = text.length - tailLength;
  if (at <= 0) return <span title={text}>{text}</span>;
  return (
    <span className={classes.root} title={text}>
      <span className={classes.whole}>{text}</span>
      <span className={classes.head} aria-hidden>
        {text.slice(0, at)}
      </span>
      <span className={classes.tail} aria-hidden>
        {text.slice(at)}
      </span>
    </span>
  );
}
