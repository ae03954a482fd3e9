import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import CheckIcon from '@material-ui/icons/Check';
import PlayArrowIcon from '@material-ui/icons/PlayArrow';
import RadioButtonUncheckedIcon from '@material-ui/icons/RadioButtonUnchecked';
import {
  stepInWords,
  type Delivery,
} from '@paddock/backstage-plugin-paddock-common';

type Canary = Extract<Delivery['how'], { strategy: 'canary' }>;

const useStyles = makeStyles(theme => ({
  root: { listStyle: 'none', margin: 0, padding: 0 },
  step: {
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    padding: theme.spacing(0.25, 1),
    borderLeft: '4px solid transparent',
  },
  current: {
    borderLeftColor: theme.palette.info.main,
    background: theme.palette.action.selected,
    '& p': { fontWeight: 600 },
  },
}));

const standings = {
  done: { icon: CheckIcon, words: 'done' },
  current: { icon: PlayArrowIcon, words: 'now' },
  later: { icon: RadioButtonUncheckedIcon, words: '' },
} as const;

function standingOf(index: number, at: number, under: boolean) {
  if (index < at) return 'done';
  return index === at && under ? 'current' : 'later';
}

interface StepListProps {
  label: string;
  how: Canary;
  /** A rollout is under way. */
  under: boolean;
}

/** The steps of a canary, with the one that it is at. */
export function StepList({ label, how, under }: StepListProps) {
  const classes = useStyles();
  return (
    <ol className={classes.root} aria-label={label}>
      {how.steps.map((step, index) => {
        const standing = standingOf(index, how.at, under);
        const { icon: Icon, words } = standings[standing];
        const current = standing === 'current';
        const className = current
          ? `${classes.step} ${classes.current}`
          : classes.step;
        // Steps have no name; they never change places within one revision.
        const key = `${index} ${step.does}`;
        return (
          <li
            key={key}
            className={className}
            aria-current={current ? 'step' : undefined}
          >
            <Icon fontSize="small" aria-hidden />
            <Typography variant="body2">
              {index + 1}. {stepInWords(step, how.of)}
              {words && ` (${words})`}
            </Typography>
          </li>
        );
      })}
    </ol>
  );
}
