import { InputError } from '@backstage/errors';
import type { Config } from '@backstage/config';
import { createLimits, type Limits } from './limits';

/** Of one person, and of all people at this process. */
const usual = {
  streams: [20, 2_000],
  topics: [150, 10_000],
  logs: [40, 400],
} as const;

/** As `paddock.limits` says. @throws InputError */
export function readLimits(config: Config): Record<keyof typeof usual, Limits> {
  const limit = (key: string, usually: number) => {
    const given = config.getOptionalNumber(`paddock.limits.${key}`) ?? usually;
    if (Number.isInteger(given) && given >= 1) return given;
    throw new InputError(
      `paddock.limits.${key} is ${given}: it must be a whole number from 1 on`,
    );
  };
  const limits = (of: keyof typeof usual) =>
    createLimits(
      limit(`perPerson.${of}`, usual[of][0]),
      limit(`total.${of}`, usual[of][1]),
    );
  return {
    streams: limits('streams'),
    topics: limits('topics'),
    logs: limits('logs'),
  };
}
