import type { AccessMode } from '../requests/spec';
import { cautions } from './cautions';
import type { FitReason, RankedProfile, StorageFit, StorageNeed } from './need';
import {
  backupReason,
  nodeLossReason,
  runsReason,
  sizeReason,
  speedReason,
  writersReason,
} from './needReasons';
import type { StorageProfile } from './schemas';

const order = ['no', 'unknown', 'yes', 'caution'] as const;

/** Whether a class does what is needed, and why. */
export function fitOf(profile: StorageProfile, need: StorageNeed): StorageFit {
  const reasons = [
    runsReason(profile),
    writersReason(profile, need),
    ...sizeReason(profile, need),
    ...speedReason(profile, need),
    ...nodeLossReason(profile, need),
    ...backupReason(profile, need),
    ...cautions(profile, need),
  ].sort((a, b) => order.indexOf(a.says) - order.indexOf(b.says));
  const has = (says: FitReason['says']) =>
    reasons.some(each => each.says === says);
  const mayFit = has('unknown') ? 'may-fit' : 'fits';
  return {
    fit: has('no') ? 'does-not-fit' : mayFit,
    accessMode: accessModeFor(profile, need),
    reasons,
  };
}

function accessModeFor(
  { facts: { accessModes } }: StorageProfile,
  { writers }: StorageNeed,
): AccessMode {
  if (writers === 'many') return 'ReadWriteMany';
  const offered = accessModes?.value ?? ['ReadWriteOnce'];
  return offered.includes('ReadWriteOnce')
    ? 'ReadWriteOnce'
    : offered[0] ?? 'ReadWriteOnce';
}

const fits = ['fits', 'may-fit', 'does-not-fit'] as const;

/** Those that fit first, of these the ones with the fewest cautions, then the cluster's default class. */
export function rankProfiles(
  profiles: readonly StorageProfile[],
  need: StorageNeed,
): RankedProfile[] {
  const cautious = ({ fit }: RankedProfile) =>
    fit.reasons.filter(({ says }) => says === 'caution').length;
  const against = ({ fit }: RankedProfile) =>
    fit.reasons.filter(({ says }) => says === 'no').length;
  return profiles
    .map(profile => ({ profile, fit: fitOf(profile, need) }))
    .sort(
      (a, b) =>
        fits.indexOf(a.fit.fit) - fits.indexOf(b.fit.fit) ||
        against(a) - against(b) ||
        cautious(a) - cautious(b) ||
        Number(b.profile.isDefault) - Number(a.profile.isDefault) ||
        a.profile.name.localeCompare(b.profile.name),
    );
}
