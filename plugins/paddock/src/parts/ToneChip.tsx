import Chip from '@material-ui/core/Chip';
import { makeStyles, type Theme } from '@material-ui/core/styles';
import type { ComponentType } from 'react';

/** What a status means for a person, whatever it is the status of. */
export type Tone = 'good' | 'busy' | 'bad' | 'weak' | 'quiet';

/** The text keeps the page's own colour, so that it is readable in both themes. */
function toned(theme: Theme, tone: 'success' | 'info' | 'error' | 'warning') {
  const { main } = theme.palette[tone];
  return { borderColor: main, '& svg': { color: main } };
}

const useStyles = makeStyles(theme => ({
  root: { margin: 0, fontWeight: 600 },
  good: toned(theme, 'success'),
  busy: toned(theme, 'info'),
  bad: toned(theme, 'error'),
  weak: toned(theme, 'warning'),
  quiet: { '& svg': { color: theme.palette.text.secondary } },
}));

interface ToneChipProps {
  word: string;
  tone: Tone;
  icon: ComponentType<{}>;
}

/** A status as a word, an icon and a colour. */
export function ToneChip({ word, tone, icon: Icon }: ToneChipProps) {
  const classes = useStyles();
  return (
    <Chip
      size="small"
      variant="outlined"
      icon={<Icon aria-hidden />}
      label={word}
      className={`${classes.root} ${classes[tone]}`}
    />
  );
}
