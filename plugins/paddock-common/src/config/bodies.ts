import { z } from 'zod';
import { dnsName } from '../names';

/** What the values of one ConfigMap may have together. Source: MaxSecretSize of k8s.io/api/core/v1, which holds for both. */
export const mostConfigBytes = 1024 * 1024;
const mostKeys = 1_000;

/** By whom the portal's changes of ConfigMaps are made, for server-side apply. */
export const configManager = 'paddock-config';

/** What is wrong with a key, in words. Source: IsConfigMapKey of k8s.io/apimachinery. */
export function configKeyProblem(key: string): string | undefined {
  if (key === '') return 'A key needs a name.';
  if (key.length > 253) return 'A key has at most 253 characters.';
  if (!/^[-._a-zA-Z0-9]+$/.test(key)) {
    return 'A key is made of letters, digits, "-", "_" and "." only.';
  }
  if (key === '.' || key.startsWith('..')) {
    return 'A key is not "." and does not begin with "..".';
  }
  // Kubernetes takes it; many programs that read it do not.
  return key === '__proto__' ? '"__proto__" is no usable key.' : undefined;
}

/** What is wrong with a text, in words. */
export function configTextProblem(text: string): string | undefined {
  if (text.includes('\u0000')) {
    return 'A text has no NUL characters. Take it from a file, to be kept as bytes.';
  }
  return /\p{Surrogate}/u.test(text)
    ? 'The text has half a character in it, and so cannot be written as UTF-8.'
    : undefined;
}

function say(problem: (text: string) => string | undefined) {
  return (text: string, context: z.RefinementCtx) => {
    const message = problem(text);
    if (message) context.addIssue({ code: 'custom', message });
  };
}

const key = z.string().superRefine(say(configKeyProblem));
const base64 = z
  .string()
  .max(1_400_000, 'A ConfigMap takes 1 MiB')
  .regex(/^[A-Za-z0-9+/]*={0,2}$/, 'Not base64')
  .refine(text => text.length % 4 === 0, 'Not base64');

const entry = z.discriminatedUnion('as', [
  z.strictObject({
    as: z.literal('text'),
    key,
    text: z
      .string()
      .max(mostConfigBytes, 'A ConfigMap takes 1 MiB')
      .superRefine(say(configTextProblem)),
  }),
  z.strictObject({ as: z.literal('bytes'), key, base64 }),
]);
export type ConfigValue = z.infer<typeof entry>;

const entries = z
  .array(entry)
  .max(mostKeys, `A ConfigMap has at most ${mostKeys} keys here`)
  .refine(
    all => new Set(all.map(each => each.key)).size === all.length,
    'Each key can be given once',
  );

const objectName = z
  .string()
  .max(253)
  .regex(
    dnsName,
    'A name is made of small letters, digits, "-" and "."; it begins and ends with a letter or digit',
  );

/** Body of `POST …/config-maps`. */
export const createConfigMapSchema = z.strictObject({
  name: objectName,
  entries: entries.min(1, 'Give at least one key'),
});
export type CreateConfigMap = z.infer<typeof createConfigMapSchema>;

const uid = z.string().regex(/^[A-Za-z0-9-]{1,64}$/);

/** Body of `PUT …/config-maps/:name`: what becomes of what was seen. */
export const editConfigMapSchema = z
  .strictObject({
    uid,
    resourceVersion: z.string().regex(/^[0-9]{1,64}$/),
    set: entries,
    remove: z.array(z.string().min(1).max(253)).max(mostKeys),
  })
  .refine(
    ({ set, remove }) => set.length + remove.length > 0,
    'Nothing is changed',
  )
  .refine(
    ({ set, remove }) => !set.some(each => remove.includes(each.key)),
    'A key is set or removed, not both',
  );
export type EditConfigMap = z.infer<typeof editConfigMapSchema>;

/** Query of `DELETE …/config-maps/:name`: which one was seen. */
export const removeConfigMapSchema = z.strictObject({ uid });
