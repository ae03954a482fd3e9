import { makeStyles } from '@material-ui/core/styles';
import { LogoIcon } from './LogoIcon';

const useStyles = makeStyles({
  root: {
    display: 'flex',
    alignItems: 'center',
    gap: 12,
    color: '#fff',
    fontSize: 22,
    fontWeight: 700,
    letterSpacing: 0.3,
    '& svg': { flex: 'none' },
  },
});

export const LogoFull = () => {
  const classes = useStyles();
  return (
    <span className={classes.root}>
      <LogoIcon /> Paddock
    </span>
  );
};
