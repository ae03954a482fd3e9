import FormControlLabel from '@material-ui/core/FormControlLabel';
import FormHelperText from '@material-ui/core/FormHelperText';
import Radio from '@material-ui/core/Radio';
import RadioGroup from '@material-ui/core/RadioGroup';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import BlockIcon from '@material-ui/icons/Block';
import CheckCircleIcon from '@material-ui/icons/CheckCircle';
import HelpIcon from '@material-ui/icons/Help';
import type {
  FitReason,
  RankedProfile,
} from '@paddock/backstage-plugin-paddock-common';
import { useId } from 'react';
import { ToneChip } from '../../../parts/ToneChip';
import { visible } from '../../../parts/text/visible';

const useStyles = makeStyles(theme => ({
  root: { border: 0, margin: 0, padding: 0, minWidth: 0 },
  one: {
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
  reasons: { margin: theme.spacing(0, 0, 0.5), paddingLeft: theme.spacing(4) },
}));

const looks = {
  fits: { word: 'Fits', tone: 'good', icon: CheckCircleIcon },
  'may-fit': { word: 'May fit', tone: 'weak', icon: HelpIcon },
  'does-not-fit': { word: 'Does not fit', tone: 'bad', icon: BlockIcon },
} as const;

const reasonWords: Record<FitReason['says'], string> = {
  yes: 'Fits',
  no: 'Does not fit',
  unknown: 'Not known',
  caution: 'Mind',
};

const sourceWords: Record<FitReason['from'], string> = {
  cluster: 'as the cluster says',
  catalogue: 'as is commonly known',
  configuration: 'as the portal’s administrators say',
};

function Reasons({ id, reasons }: { id: string; reasons: FitReason[] }) {
  const classes = useStyles();
  return (
    <ul id={id} className={classes.reasons}>
      {reasons.map(({ says, text, from }) => (
        <li key={`${says} ${text}`}>
          <Typography variant="body2">
            <strong>{reasonWords[says]}:</strong> {visible(text)} (
            {sourceWords[from]})
          </Typography>
        </li>
      ))}
    </ul>
  );
}

function titleOf({ name, title, isDefault }: RankedProfile['profile']) {
  const also = title ? ` (${title})` : '';
  return visible(`${name}${also}${isDefault ? ', the default' : ''}`);
}

interface StorageClassChoiceProps {
  /** Best first. */
  ranked: RankedProfile[];
  chosen: string;
  onChange: (name: string) => void;
  problem?: string;
}

/** The storage classes of a cluster, ranked by what was asked for, each with its reasons. */
export function StorageClassChoice(props: StorageClassChoiceProps) {
  const { ranked, chosen, onChange, problem } = props;
  const classes = useStyles();
  const id = useId();
  return (
    <fieldset className={classes.root} aria-describedby={`${id}-problem`}>
      <legend>
        <Typography component="span">Storage class</Typography>
      </legend>
      {ranked.length === 0 && (
        <Typography variant="body2">
          No storage class of this cluster is known.
        </Typography>
      )}
      <RadioGroup
        value={chosen}
        onChange={(_, name) => onChange(name)}
        name={id}
        aria-label="Storage class"
      >
        {ranked.map(({ profile, fit }) => (
          <div key={profile.name} className={classes.one}>
            <div className={classes.head}>
              <FormControlLabel
                value={profile.name}
                control={
                  <Radio
                    color="primary"
                    size="small"
                    inputProps={{ 'aria-describedby': `${id}-${profile.name}` }}
                  />
                }
                label={titleOf(profile)}
              />
              <ToneChip {...looks[fit.fit]} />
            </div>
            <Reasons id={`${id}-${profile.name}`} reasons={fit.reasons} />
          </div>
        ))}
      </RadioGroup>
      <FormHelperText id={`${id}-problem`} error={problem !== undefined}>
        {problem ?? 'Where the data lies. What you need ranks them.'}
      </FormHelperText>
    </fieldset>
  );
}
