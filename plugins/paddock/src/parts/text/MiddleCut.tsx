import { makeStyles } from '@material-ui/core/styles';

/** What controllers put after the name that they were given: a hash and a suffix, `-7c9f8d6b5c-x2x4z`. */
const given = /(-[a-z0-9]{1,12}){1,2}$/;

/** What stays of the end of a name that has no such parts. */
const tailLength = 8;

/** There is room for names of up to this everywhere. */
const shortLength = 12;

function tailOf(text: string): string {
  return given.exec(text)?.[0] ?? text.slice(-tailLength);
}

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
  if (text.length <= shortLength) return <span title={text}>{text}</span>;
  const at = text.length - tailOf(text).length;
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
