import type { Config } from '@backstage/config';

/** `paddock.alerts`, as read at the start. */
export interface AlertSettings {
  isOn: boolean;
  /** Milliseconds that a rollout may be stuck before anybody is told. */
  stuckMs: number;
  /** Milliseconds that an autoscaler may be held by its maximum before anybody is told. */
  cappedMs: number;
  /** Of a quota, from which on people are told. */
  quotaPercent: number;
}

const minuteMs = 60_000;

/** @throws Error that names the key, for a value that cannot be meant */
export function readAlertSettings(config: Config): AlertSettings {
  function read(key: string, usual: number, most: number): number {
    const path = `paddock.alerts.${key}`;
    const value = config.getOptionalNumber(path) ?? usual;
    if (value >= 0 && value <= most) return value;
    throw new Error(
      `The configuration cannot be used. ${path}: must be between 0 and ${most}`,
    );
  }
  return {
    isOn: config.getOptionalBoolean('paddock.alerts.enabled') ?? true,
    stuckMs: read('stuckMinutes', 2, 1_440) * minuteMs,
    cappedMs: read('cappedMinutes', 15, 1_440) * minuteMs,
    quotaPercent: read('quotaPercent', 90, 100),
  };
}
