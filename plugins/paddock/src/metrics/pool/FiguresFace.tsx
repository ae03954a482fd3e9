import { Denied } from '../../parts/Denied';
import { Lost } from '../../parts/Lost';
import { Refused } from '../../parts/Refused';
import { Waiting } from '../../parts/Waiting';
import type { FiguresState } from '../useFigures';

interface FiguresFaceProps {
  figures: Exclude<
    FiguresState<unknown>,
    { state: 'ready' } | { state: 'stale' }
  >;
  /** `the pool of prod-1` */
  what: string;
  where: { cluster: string; namespace?: string };
}

/** What stands instead of figures. */
export function FiguresFace({ figures, what, where }: FiguresFaceProps) {
  const title = what.replace(/^t/, 'T');
  switch (figures.state) {
    case 'denied': {
      const { verb, resource } = figures;
      return <Denied what={what} missing={[{ ...where, verb, resource }]} />;
    }
    case 'refused':
      return <Refused what={title} reason={figures.reason} />;
    case 'lost':
      return <Lost what={title} {...figures} />;
    default:
      return <Waiting what={what} rows={10} />;
  }
}
