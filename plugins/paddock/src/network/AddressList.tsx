import Link from '@material-ui/core/Link';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { Address } from '@paddock/backstage-plugin-paddock-common';
import { CopyButton } from '../parts/text/CopyButton';

const useStyles = makeStyles(theme => ({
  root: {
    listStyle: 'none',
    margin: 0,
    padding: 0,
    overflowWrap: 'anywhere',
  },
  line: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0, 1),
  },
  text: { fontFamily: 'monospace', minWidth: 0 },
}));

/** Addresses with from where they answer, each to be copied. Those that a browser can open are links. */
export function AddressList({ addresses }: { addresses: readonly Address[] }) {
  const classes = useStyles();
  return (
    <ul className={classes.root}>
      {addresses.map(({ from, text, opens, isPattern }) => (
        <li key={`${from} ${text}`} className={classes.line}>
          <Typography variant="body2" component="span">
            {isPattern ? `${from}, for every address like` : from}
          </Typography>
          <Typography variant="body2" component="span" className={classes.text}>
            {opens ? (
              <Link href={text} target="_blank" rel="noopener noreferrer">
                {text}
              </Link>
            ) : (
              text
            )}
          </Typography>
          {!isPattern && (
            <CopyButton text={text} what={`the address ${text}`} />
          )}
        </li>
      ))}
    </ul>
  );
}
