import FormControlLabel from '@material-ui/core/FormControlLabel';
import Radio from '@material-ui/core/Radio';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import BlockIcon from '@material-ui/icons/Block';
import CheckCircleIcon from '@material-ui/icons/CheckCircle';
import HelpIcon from '@material-ui/icons/Help';
import type {
  FactSource,
  FitReason,
  RankedProfile,
} from '@paddock/backstage-plugin-paddock-common';
import { useId } from 'react';
import { ToneChip } from '../parts/ToneChip';
import { visible } from '../parts/visible';

const useStyles = makeStyles(theme => ({
  root: {
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: theme.shape.borderRadius,
    padding: theme.spacing(0.5, 1.5),
    marginTop: theme.spacing(1),
  },
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0, 1),
    overflowWrap: 'anywhere',
  },
  reasons: {
    margin: theme.spacing(0, 0, 0.5),
    paddingLeft: theme.spacing(4),
    overflowWrap: 'anywhere',
  },
  from: { color: theme.palette.text.secondary },
}));

const looks = {
  fits: { word: 'Fits', tone: 'good', icon: CheckCircleIcon },
  'may-fit': { word: 'May fit', tone: 'weak', icon: HelpIcon },
  'does-not-fit': { word: 'Does not fit', tone: 'bad', icon: BlockIcon },
} as const;

const sources: Record<FactSource, string> = {
  cluster: 'as the cluster says',
  catalogue: 'as is commonly known',
  configuration: 'as your administrators say',
};

/** Screen readers and the eye get the same: what decides comes first, what is only worth knowing after it. */
const says: Record<FitReason['says'], string> = {
  no: 'Against it: ',
  unknown: 'Not known: ',
  yes: '',
  caution: 'Worth knowing: ',
};

interface ClassOptionProps {
  ranked: RankedProfile;
  fixed?: boolean;
}

/** One class with how well it fits, and each reason with who says so. */
export function ClassOption({ ranked, fixed }: ClassOptionProps) {
  const { profile, fit } = ranked;
  const classes = useStyles();
  const id = useId();
  const { name, title, isDefault } = profile;
  return (
    <div className={classes.root}>
      <div className={classes.head}>
        <FormControlLabel
          value={name}
          disabled={fixed}
          control={
            <Radio
              color="primary"
              size="small"
              inputProps={{ 'aria-describedby': id }}
            />
          }
          label={visible(name)}
        />
        <ToneChip {...looks[fit.fit]} />
        <Typography variant="body2" component="span">
          {visible(title ?? profile.provisioner)}
          {isDefault && ' · the cluster’s default'}
        </Typography>
      </div>
      <ul id={id} className={classes.reasons}>
        {fit.reasons.map(({ says: word, text, from }) => (
          <li key={text}>
            <Typography variant="body2">
              {says[word]}
              {visible(text)}{' '}
              <span className={classes.from}>({sources[from]})</span>
            </Typography>
          </li>
        ))}
      </ul>
    </div>
  );
}
