import { InputError } from '@backstage/errors';
import type { Config } from '@backstage/config';

/** How long a terminal lasts. All in milliseconds. */
export interface Times {
  /** Between two looks whether the browser and the right are still there. */
  beatMs: number;
  /** Without anything typed. */
  idleMs: number;
  /** How long before that end it is told of. */
  warnMs: number;
  /** Whatever is typed. */
  longestMs: number;
  /** What a terminal waits for has so long to start. */
  startMs: number;
}

const minute = 60_000;

/** As `paddock.terminals` says. @throws InputError */
export function readTimes(config: Config): Times {
  const minutes = (key: string, usual: number) => {
    const given = config.getOptionalNumber(`paddock.terminals.${key}`) ?? usual;
    if (given >= 1 && given <= 24 * 60) return given * minute;
    throw new InputError(
      `paddock.terminals.${key} is ${given}: it must be from 1 to 1440 minutes`,
    );
  };
  const idleMs = minutes('idleMinutes', 15);
  return {
    beatMs: 15_000,
    idleMs,
    warnMs: Math.min(2 * minute, idleMs / 2),
    longestMs: minutes('longestMinutes', 120),
    startMs: 5 * minute,
  };
}
