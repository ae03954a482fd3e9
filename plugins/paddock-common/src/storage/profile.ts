import { bytesOf } from '../requests/quantity';
import { configuredTraits, knownAs } from './catalogue';
import type { ProvisionerTraits, StorageCatalogue } from './model';
import type {
  Fact,
  FactSource,
  ProvisionerRuns,
  StorageFacts,
  StorageProfile,
} from './schemas';

/** What a StorageClass object says. */
export interface StorageClassObject {
  name: string;
  provisioner: string;
  isDefault: boolean;
  allowsExpansion: boolean;
  /** volumeBindingMode WaitForFirstConsumer */
  waitsForPod: boolean;
  retains: boolean;
  /** allowedTopologies in words */
  onlyOn?: string;
  parameters: Readonly<Record<string, string>>;
}

/** What else the cluster tells about it. */
export interface StorageClassStanding {
  runs: ProvisionerRuns;
  /** Whether a VolumeSnapshotClass names its provisioner; undefined where that could not be read. */
  snapshots?: boolean;
}

type Facts = StorageProfile['facts'];

const fact = <Value>(
  value: Value | undefined,
  from: FactSource,
): Fact<Value> | undefined =>
  value === undefined ? undefined : { value, from };

/** Traits that only people can know, by the names that facts have. */
const told = [
  'accessModes',
  'nodeBound',
  'survivesNodeLoss',
  'singlePointOfFailure',
  'sizeEnforced',
  'speed',
  'backup',
] as const satisfies ReadonlyArray<
  keyof StorageFacts & keyof ProvisionerTraits
>;

function toldFacts(traits: ProvisionerTraits, from: FactSource): Facts {
  const given = told.filter(name => traits[name] !== undefined);
  const facts = given.map(name => [name, { value: traits[name], from }]);
  return Object.fromEntries(facts);
}

/** Joins what the cluster says of a class with what is known of its kind. The configuration's word goes first. */
export function profileOf(
  object: StorageClassObject,
  standing: StorageClassStanding,
  catalogue: StorageCatalogue,
): StorageProfile {
  const { name, provisioner, isDefault } = object;
  const known: ProvisionerTraits = knownAs(provisioner) ?? {};
  const configured = configuredTraits(catalogue, object);
  const maxSize = configured.maxSize && bytesOf(configured.maxSize);
  const title = configured.title ?? known.title;
  return {
    name,
    provisioner,
    ...(title && { title }),
    isDefault,
    runs: standing.runs,
    facts: present({
      ...toldFacts(known, 'catalogue'),
      ...copiesFacts(object, { ...known, ...configured }),
      ...toldFacts(configured, 'configuration'),
      ...objectFacts(object),
      expansion: expansionOf(object, known, configured),
      snapshots: fact(standing.snapshots, 'cluster'),
      maxBytes: fact(maxSize || undefined, 'configuration'),
    }),
    notes: [
      ...notesOf(known, 'catalogue'),
      ...notesOf(configured, 'configuration'),
    ],
  };
}

function objectFacts(object: StorageClassObject): Facts {
  const { waitsForPod, retains, onlyOn } = object;
  return {
    binding: { value: waitsForPod ? 'first-pod' : 'at-once', from: 'cluster' },
    reclaim: { value: retains ? 'retain' : 'delete', from: 'cluster' },
    onlyOn: fact(onlyOn, 'cluster'),
  };
}

/** The class itself says how many copies of the data there are: one copy goes with its node. */
function copiesFacts(
  { parameters }: StorageClassObject,
  { copies }: ProvisionerTraits,
): Facts {
  if (!copies) return {};
  const said = Number(parameters[copies.parameter]);
  const isSaid = Number.isInteger(said) && said > 0;
  return {
    survivesNodeLoss: {
      value: (isSaid ? said : copies.without) > 1,
      from: isSaid ? 'cluster' : 'catalogue',
    },
  };
}

/** The API server refuses to expand where the class does not allow it; whether it then does anything is another matter. */
function expansionOf(
  { allowsExpansion }: StorageClassObject,
  known: ProvisionerTraits,
  configured: ProvisionerTraits,
): Facts['expansion'] {
  if (!allowsExpansion) return { value: 'no', from: 'cluster' };
  return (
    fact(configured.expansion, 'configuration') ??
    fact(known.expansion, 'catalogue') ?? { value: 'yes', from: 'cluster' }
  );
}

const notesOf = (
  { notes = [] }: ProvisionerTraits,
  from: FactSource,
): Array<Fact<string>> => notes.map(value => ({ value, from }));

const present = (facts: Facts): Facts =>
  Object.fromEntries(
    Object.entries(facts).filter(([, value]) => value !== undefined),
  );
