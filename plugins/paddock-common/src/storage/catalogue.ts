import type {
  KnownProvisioner,
  ProvisionerTraits,
  StorageCatalogue,
} from './model';
import { knownProvisioners } from './provisioners';

const isNamed = (provisioner: string) => (name: string) =>
  name.startsWith('.') ? provisioner.endsWith(name) : provisioner === name;

/** What the portal knows of a provisioner by itself. */
export function knownAs(provisioner: string): KnownProvisioner | undefined {
  return knownProvisioners.find(({ names }) =>
    names.some(isNamed(provisioner)),
  );
}

const own = <Value>(
  values: Readonly<Record<string, Value>>,
  key: string,
): Value | undefined => (Object.hasOwn(values, key) ? values[key] : undefined);

/** The configuration's words on a class, and on its provisioner where it has none on the class. */
export function configuredTraits(
  { classes, provisioners }: StorageCatalogue,
  { name, provisioner }: { name: string; provisioner: string },
): ProvisionerTraits {
  return { ...own(provisioners, provisioner), ...own(classes, name) };
}

/** Where the controller of a provisioner runs, as `namespace/name`; empty where nobody has said. */
export function workloadsOf(
  { provisioners }: StorageCatalogue,
  provisioner: string,
): string[] {
  return (
    own(provisioners, provisioner)?.runsAs ?? knownAs(provisioner)?.runsAs ?? []
  );
}
