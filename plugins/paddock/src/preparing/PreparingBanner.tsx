import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { Preparing } from '@paddock/backstage-plugin-paddock-common';
import { Age } from '../parts/text/Age';
import { Notice } from '../parts/state/Notice';
import { usePreparing } from './usePreparing';

const useStyles = makeStyles(theme => ({
  root: {
    padding: theme.spacing(2, 2, 0),
    '& > * + *': { marginTop: theme.spacing(1) },
  },
  list: { margin: 0, paddingLeft: theme.spacing(3) },
}));

type Item = Preparing['items'][number];

/** What the platform around the portal still prepares, above a page that is empty until then. Nothing where all is there. */
export function PreparingBanner() {
  const classes = useStyles();
  const items = usePreparing();
  const running = items.filter(({ state }) => state === 'running');
  const failed = items.filter(({ state }) => state === 'failed');
  if (items.length === 0) return null;
  return (
    <div className={classes.root}>
      {running.length > 0 && (
        <Notice title="The platform is still being prepared.">
          <ul className={classes.list} aria-label="Being prepared">
            {running.map(item => (
              <Typography key={item.what} component="li" variant="body2">
                <Running {...item} />
              </Typography>
            ))}
          </ul>
          <Typography variant="body2">
            This notice goes away by itself when all is there.
          </Typography>
        </Notice>
      )}
      {failed.length > 0 && (
        <Notice
          tone="warning"
          title="A part of the platform could not be prepared."
        >
          <ul className={classes.list} aria-label="Not prepared">
            {failed.map(({ what, without }) => (
              <Typography key={what} component="li" variant="body2">
                {what}: {without}
              </Typography>
            ))}
          </ul>
          <Typography variant="body2">
            The terminal in which the platform was started says why; the next
            start tries again.
          </Typography>
        </Notice>
      )}
    </div>
  );
}

const Running = ({ what, without, since, usually }: Item) => (
  <>
    {what}, for <Age since={since} />; usually {usually}. Until then {without}
  </>
);
