import {
  kubernetesYaml,
  type EffectObject,
  type VaultEffect,
} from '@paddock/backstage-plugin-paddock-common';
import { visible } from '../../parts/text/visible';

/** One thing that would be made, with the exact text of it. */
export interface Made {
  title: string;
  /** `YAML`, `policy`, `role`. */
  what: string;
  text: string;
}

/** A Kubernetes object as YAML, unshortened. */
export function describeObject(object: EffectObject): Made {
  const { name, namespace } = object.metadata;
  const where = namespace ? `${namespace}/` : '';
  return {
    title: visible(`${object.kind} ${where}${name}`),
    what: 'YAML',
    text: visible(kubernetesYaml(object)),
  };
}

/** What is written to Vault; never a value. */
export function describeVault(effect: VaultEffect): Made {
  switch (effect.type) {
    case 'policy':
      return {
        title: visible(`Vault policy ${effect.name}`),
        what: 'policy',
        text: visible(effect.text),
      };
    case 'role': {
      const { type: _, name, ...rest } = effect;
      return {
        title: visible(`Vault role ${name}`),
        what: 'role',
        text: visible(kubernetesYaml(rest)),
      };
    }
    default: {
      const { mount, path, owner } = effect;
      return {
        title: visible(`Vault path ${mount}/${path}`),
        what: 'metadata',
        text: visible(kubernetesYaml(owner)),
      };
    }
  }
}
