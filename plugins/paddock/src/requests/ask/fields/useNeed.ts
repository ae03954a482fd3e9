import type {
  StorageNeed,
  VolumeSpec,
} from '@paddock/backstage-plugin-paddock-common';
import { useState } from 'react';

/** What is needed of a volume beyond what its specification says; it ranks the classes, and is not sent. */
type Beyond = Omit<StorageNeed, 'writers' | 'size'>;

const manyWriters: readonly string[] = ['ReadWriteMany', 'ReadOnlyMany'];

/** The need behind a form: what the specification says of it, and what only the form knows. */
export function useNeed({ accessMode, size }: VolumeSpec) {
  const [beyond, setBeyond] = useState<Beyond>({
    speed: 'ordinary',
    survivesNodeLoss: false,
    backup: false,
  });
  const need: StorageNeed = {
    ...beyond,
    size,
    writers: manyWriters.includes(accessMode) ? 'many' : 'one',
  };
  return {
    need,
    change: (changes: Partial<Beyond>) => setBeyond({ ...beyond, ...changes }),
  };
}
