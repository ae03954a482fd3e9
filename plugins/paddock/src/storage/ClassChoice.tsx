import FormHelperText from '@material-ui/core/FormHelperText';
import RadioGroup from '@material-ui/core/RadioGroup';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  fitOf,
  rankProfiles,
  type AccessMode,
  type StorageNeed,
  type StorageProfile,
} from '@paddock/backstage-plugin-paddock-common';
import { useId, useState } from 'react';
import { ActButton } from '../parts/ActButton';
import { Notice } from '../parts/Notice';
import { timeOf } from '../parts/time';
import { Waiting } from '../parts/Waiting';
import { ClassOption } from './ClassOption';
import { NeedFields } from './NeedFields';
import {
  useStorageClasses,
  type StorageClassesState,
} from './useStorageClasses';

const useStyles = makeStyles(theme => ({
  root: { display: 'grid', gap: theme.spacing(2) },
  choice: { border: 0, margin: 0, padding: 0, minWidth: 0 },
}));

/** What is chosen; a class alone does not say how many may write. */
export interface ChosenClass {
  storageClass: string;
  accessMode: AccessMode;
}

export interface ClassChoiceProps {
  cluster: string;
  /** As it stands in the form: `20Gi`. */
  size: string;
  /** `storageClass` is empty while none is chosen. */
  chosen: { storageClass: string; accessMode: string };
  onChange: (chosen: ChosenClass) => void;
  /** What the portal says to the choice. */
  problem?: string;
  /** It was approved before: what it is stays. */
  fixed?: boolean;
}

/** Asks what a volume has to do, and shows which storage class of the cluster does it, and why. */
export function ClassChoice(props: ClassChoiceProps) {
  const { cluster, size, chosen, onChange, problem, fixed } = props;
  const classes = useStyles();
  const { classes: known, again } = useStorageClasses(cluster);
  const [wishes, setWishes] = useState<Omit<StorageNeed, 'size'>>({
    writers: chosen.accessMode === 'ReadWriteMany' ? 'many' : 'one',
    speed: 'ordinary',
    survivesNodeLoss: false,
    backup: false,
  });
  const need = { ...wishes, size };
  const profiles = profilesOf(known);

  const choose = (name: string, wanted: StorageNeed) => {
    const profile = profiles.find(each => each.name === name);
    if (!profile) return;
    const { accessMode } = fitOf(profile, wanted);
    onChange({ storageClass: name, accessMode });
  };
  return (
    <div className={classes.root}>
      {!fixed && (
        <NeedFields
          need={need}
          onChange={next => {
            setWishes(next);
            choose(chosen.storageClass, next);
          }}
        />
      )}
      <KnownClasses known={known} cluster={cluster} onAgain={again} />
      {profiles.length > 0 && (
        <Options
          profiles={profiles}
          need={need}
          chosen={chosen.storageClass}
          onChoose={name => choose(name, need)}
          problem={problem}
          fixed={fixed}
        />
      )}
    </div>
  );
}

const profilesOf = (known: StorageClassesState): StorageProfile[] =>
  known.state === 'known' || known.state === 'stale' ? known.classes : [];

interface OptionsProps extends Pick<ClassChoiceProps, 'problem' | 'fixed'> {
  profiles: StorageProfile[];
  need: StorageNeed;
  chosen: string;
  onChoose: (name: string) => void;
}

function Options(props: OptionsProps) {
  const { profiles, need, chosen, onChoose, problem, fixed } = props;
  const classes = useStyles();
  const id = useId();
  return (
    <fieldset className={classes.choice} aria-describedby={`${id}-problem`}>
      <legend>
        <Typography component="span">Storage class</Typography>
      </legend>
      <RadioGroup
        value={chosen}
        onChange={(_, name) => onChoose(name)}
        name={id}
        aria-label="Storage class"
      >
        {rankProfiles(profiles, need).map(ranked => (
          <ClassOption
            key={ranked.profile.name}
            ranked={ranked}
            fixed={fixed}
          />
        ))}
      </RadioGroup>
      <FormHelperText id={`${id}-problem`} error={problem !== undefined}>
        {problem ?? 'Where the data lies. What you need ranks them.'}
      </FormHelperText>
    </fieldset>
  );
}

interface KnownClassesProps {
  known: StorageClassesState;
  cluster: string;
  onAgain: () => void;
}

/** Everything but the classes themselves: on their way, none, old, or not to be had. */
function KnownClasses({ known, cluster, onAgain }: KnownClassesProps) {
  const again = (
    <ActButton size="small" variant="outlined" may onClick={onAgain}>
      Try again
    </ActButton>
  );
  switch (known.state) {
    case 'waiting':
      return <Waiting what="the storage classes" rows={3} />;
    case 'lost':
      return (
        <Notice
          tone="warning"
          title={`The storage classes of ${cluster} cannot be read now.`}
        >
          <Typography>{known.reason}</Typography>
          {again}
        </Notice>
      );
    case 'stale':
      return (
        <Notice
          tone="warning"
          title={`The storage classes are those of ${timeOf(known.at)}.`}
        >
          <Typography>{known.reason}</Typography>
          {again}
        </Notice>
      );
    default:
      return known.classes.length > 0 ? null : (
        <Notice title={`${cluster} has no storage class.`}>
          <Typography>
            Volumes can be had once the cluster’s administrators have set one
            up.
          </Typography>
        </Notice>
      );
  }
}
