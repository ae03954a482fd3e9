import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { Effects } from '@paddock/backstage-plugin-paddock-common';
import { CopyBlock } from '../../parts/text/CopyBlock';
import { describeObject, describeVault } from './describeObject';

const useStyles = makeStyles(theme => ({
  root: { '& > * + *': { marginTop: theme.spacing(1.5) } },
}));

/** Everything that would be made, in the order in which it is made. */
export function EffectTexts({ effects }: { effects: Effects }) {
  const classes = useStyles();
  const made = [
    ...effects.objects.map(describeObject),
    ...effects.vault.map(describeVault),
  ];
  return (
    <div className={classes.root}>
      {made.map(({ title, what, text }) => (
        <div key={title}>
          <Typography variant="subtitle2" component="h4">
            {title}
          </Typography>
          <CopyBlock text={text} label={`${what} of ${title}`} />
        </div>
      ))}
    </div>
  );
}
