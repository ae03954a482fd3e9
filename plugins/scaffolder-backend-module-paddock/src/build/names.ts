import { InputError } from '@backstage/errors';

// https://github.com/opencontainers/distribution-spec/blob/main/spec.md#pulling-manifests
const imageName =
  /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*$/;
const imageTag = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/;
const argumentName = /^[A-Za-z_][A-Za-z0-9_]{0,63}$/;
const digest = /^sha256:[a-f0-9]{64}$/;

export function checkImageName(name: string): string {
  if (name.length <= 200 && imageName.test(name)) return name;
  throw new InputError(
    `${JSON.stringify(
      name.slice(0, 200),
    )} is not an image name. Use lower-case letters, digits, dots and dashes, with slashes between the parts, as in payments/api.`,
  );
}

export function checkImageTag(tag: string): string {
  if (imageTag.test(tag)) return tag;
  throw new InputError(
    `${JSON.stringify(
      tag.slice(0, 200),
    )} is not an image tag. Use at most 128 letters, digits, dots, dashes and underscores, and begin with a letter or digit.`,
  );
}

export function checkBuildArgs(
  given: Record<string, string>,
): Record<string, string> {
  for (const [name, value] of Object.entries(given)) {
    // eslint-disable-next-line no-control-regex
    const plain = value.length <= 1_000 && !/[\u0000-\u001f\u007f]/.test(value);
    if (!argumentName.test(name) || !plain) {
      throw new InputError(
        `The build argument ${JSON.stringify(
          name.slice(0, 64),
        )} cannot be passed on. A name is letters, digits and underscores; a value is one line of at most 1000 characters.`,
      );
    }
  }
  return given;
}

/** The digest that a registry answered with. Anything else means that the push did not end as it should. */
export function checkDigest(text: string): string {
  const value = text.trim();
  if (digest.test(value)) return value;
  throw new Error(
    'The builder reported no digest for the image that it pushed, so nothing can be deployed by digest. Look into the build log above.',
  );
}
