import { Link } from '@backstage/core-components';
import Breadcrumbs from '@material-ui/core/Breadcrumbs';
import Typography from '@material-ui/core/Typography';
import type { PoolPlace } from './usePoolView';

/** One rung that leads to where one is. */
export interface Step {
  text: string;
  place: PoolPlace;
}

interface LadderProps {
  /** From the cluster down; the last is where one is. */
  steps: Step[];
  hrefOf: (place: PoolPlace) => string;
}

/** Where on the ladder from the cluster to a container one is, and the way back up. */
export function Ladder({ steps, hrefOf }: LadderProps) {
  return (
    <Breadcrumbs aria-label="Where you are" maxItems={8}>
      {steps.map(({ text, place }, at) =>
        at === steps.length - 1 ? (
          <Typography key={text} aria-current="page" color="textPrimary">
            {text}
          </Typography>
        ) : (
          <Link key={text} to={hrefOf(place)}>
            {text}
          </Link>
        ),
      )}
    </Breadcrumbs>
  );
}
