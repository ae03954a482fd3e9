import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { Notice } from '../parts/state/Notice';
import { Waiting } from '../parts/state/Waiting';
import { NamespaceConfig } from './NamespaceConfig';
import type { ConfigNamespace, ConfigPlace } from './places';

const useStyles = makeStyles(theme => ({
  root: { '& > * + *': { marginTop: theme.spacing(3) } },
}));

interface ConfigPanelProps {
  /** Of the component. */
  name: string;
  /** The namespaces that it runs in; undefined while they are not known. */
  places: readonly ConfigNamespace[] | undefined;
  onOpen: (place: ConfigPlace) => void;
}

/** The ConfigMaps of the namespaces that a component runs in. One that cannot be read leaves the others as they are. */
export function ConfigPanel({ name, places, onOpen }: ConfigPanelProps) {
  const classes = useStyles();
  if (!places) return <Waiting what={`the ConfigMaps of ${name}`} />;
  if (places.length === 0) {
    return (
      <Notice title={`${name} runs in no namespace yet.`}>
        <Typography>
          ConfigMaps belong to a namespace. Once something of {name} runs, those
          beside it are shown here.
        </Typography>
      </Notice>
    );
  }
  return (
    <div className={classes.root}>
      {places.map(place => (
        <NamespaceConfig
          key={`${place.cluster}/${place.namespace}`}
          place={place}
          onOpen={onOpen}
        />
      ))}
    </div>
  );
}
