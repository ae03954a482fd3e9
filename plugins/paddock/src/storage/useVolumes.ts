import { ResponseError } from '@backstage/errors';
import type {
  VolumeLine,
  VolumeList,
} from '@paddock/backstage-plugin-paddock-common';
import { useCallback, useEffect, useState } from 'react';
import { inWords, usePortal } from '../portal/usePortal';
import { namespacePath, type VolumePlace } from './places';

export type VolumesState =
  | { state: 'waiting' }
  | { state: 'ready'; volumes: VolumeLine[]; at: string }
  /** What was seen last; it could not be read again. */
  | { state: 'stale'; volumes: VolumeLine[]; since: string; reason: string }
  /** The cluster does not let the person see claims. */
  | { state: 'denied' }
  | { state: 'refused'; reason: string }
  | { state: 'lost'; since: string; reason: string };

/** Something under way is looked at more often. */
const movingMs = 5_000;
const restingMs = 30_000;

const isMoving = ({ state, growth, snapshots = [] }: VolumeLine) =>
  state === 'pending' ||
  state === 'leaving' ||
  growth?.state === 'growing' ||
  snapshots.some(each => ['being-taken', 'leaving'].includes(each.state));

function failed(before: VolumesState, error: unknown): VolumesState {
  const reason = inWords(error);
  if (error instanceof ResponseError && error.response.status === 403) {
    return reason.includes('persistentvolumeclaims')
      ? { state: 'denied' }
      : { state: 'refused', reason };
  }
  if (before.state === 'ready') {
    return { ...before, state: 'stale', since: before.at, reason };
  }
  if (before.state === 'stale') return { ...before, reason };
  const since = before.state === 'lost' ? before.since : now();
  return { state: 'lost', since, reason };
}

const now = () => new Date().toISOString();

/** The volumes of one namespace, while they are shown and the page is in sight. */
export function useVolumes(place: VolumePlace) {
  const portal = usePortal();
  const path = `${namespacePath(place)}/volumes`;
  const [volumes, setVolumes] = useState<VolumesState>({ state: 'waiting' });
  const [turn, setTurn] = useState(0);
  useEffect(() => setVolumes({ state: 'waiting' }), [path]);
  useEffect(() => {
    const stop = new AbortController();
    let timer: ReturnType<typeof setTimeout>;
    const look = async () => {
      const next = await read().catch(error => {
        setVolumes(before => (over() ? before : failed(before, error)));
        return restingMs;
      });
      if (!over()) timer = setTimeout(repeat, next);
    };
    const over = () => stop.signal.aborted;
    const read = async () => {
      const list = await portal.get<VolumeList>(path, stop.signal);
      if (over()) return restingMs;
      setVolumes({ state: 'ready', volumes: list.volumes, at: now() });
      return list.volumes.some(isMoving) ? movingMs : restingMs;
    };
    const repeat = () => {
      // Nobody looks: the cluster is not asked either.
      if (document.hidden) timer = setTimeout(repeat, movingMs);
      else void look();
    };
    void look();
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, [portal, path, turn]);
  const again = useCallback(() => setTurn(count => count + 1), []);
  return { volumes, again };
}
