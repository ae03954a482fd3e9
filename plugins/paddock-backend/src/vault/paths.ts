import { z } from 'zod';
import { oddAnswer } from './answers';
import { checkMount, checkPathBelow } from './canonical';
import type { Ask } from './session';
import type { VaultSettings } from './settings';
import type { PathMetadata, Vault } from './vault';

const instant = z
  .string()
  .refine(text => !Number.isNaN(Date.parse(text)))
  .transform(text => new Date(text).toISOString());

const metadataAnswer = z.object({
  data: z.object({
    current_version: z.number().int(),
    updated_time: instant,
    custom_metadata: z.record(z.string(), z.string()).nullish(),
    versions: z.record(
      z.string().regex(/^\d{1,15}$/),
      z.object({
        created_time: instant,
        deletion_time: z.union([z.literal(''), instant]),
        destroyed: z.boolean(),
      }),
    ),
  }),
});

const writtenAnswer = z.object({
  data: z.object({ version: z.number().int().min(1) }),
});

type Paths = Pick<
  Vault,
  'readMetadata' | 'writeOwner' | 'destroyPath' | 'writeValue'
>;

/** KV version 2, but for reading values. Source: HashiCorp Vault, "KV secrets engine version 2 (API)". */
export function createPaths(
  ask: Ask,
  { kvMount, prefix }: VaultSettings,
): Paths {
  const pathOf = (kind: 'data' | 'metadata', mount: string, path: string) =>
    `${checkMount([kvMount], mount)}/${kind}/${checkPathBelow(prefix, path)}`;
  return {
    async readMetadata(mount, path) {
      const full = pathOf('metadata', mount, path);
      const body = await ask({ method: 'GET', path: full });
      return body && metadataOf(body);
    },
    async writeOwner(mount, path, owner) {
      await ask({
        method: 'POST',
        path: pathOf('metadata', mount, path),
        body: { custom_metadata: owner },
      });
    },
    async destroyPath(mount, path) {
      await ask({ method: 'DELETE', path: pathOf('metadata', mount, path) });
    },
    async writeValue({ mount, path, data, replaces }) {
      const cas = replaces === undefined ? {} : { options: { cas: replaces } };
      const body = await ask({
        method: 'POST',
        path: pathOf('data', mount, path),
        body: { data, ...cas },
        secret: true,
      });
      const written = writtenAnswer.safeParse(body);
      if (!written.data) throw oddAnswer('a new version');
      return { version: written.data.data.version };
    },
  };
}

function metadataOf(body: Record<string, unknown>): PathMetadata {
  const answer = metadataAnswer.safeParse(body);
  if (!answer.data) throw oddAnswer('a path');
  const { current_version, updated_time, custom_metadata, versions } =
    answer.data.data;
  return {
    current: current_version,
    owner: custom_metadata ?? {},
    versions: Object.entries(versions)
      .map(([number, { created_time, deletion_time, destroyed }]) => {
        // When one was destroyed is not kept; not after the path's last change.
        const gone = deletion_time || (destroyed && updated_time);
        return {
          version: Number(number),
          createdAt: created_time,
          ...(gone && { deletedAt: gone }),
        };
      })
      .sort((a, b) => a.version - b.version),
  };
}
