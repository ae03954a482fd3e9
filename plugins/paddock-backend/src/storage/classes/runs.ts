import {
  knownAs,
  type ProvisionerRuns,
} from '@paddock/backstage-plugin-paddock-common';
import type { LeaseWire } from '../../kube/objects/storageObjects';
import type { StorageEvidence, Told } from './readEvidence';

/** A Deployment, StatefulSet or DaemonSet that a provisioner is known to run as. */
export interface ProvisionerWorkload {
  kind: string;
  namespace: string;
  name: string;
  available: number;
}

export interface RunsEvidence
  extends Pick<StorageEvidence, 'drivers' | 'nodes' | 'leases'> {
  /** Of those that the catalogue names, the ones that are there. */
  workloads: ProvisionerWorkload[];
  /** Of the catalogue, whether they are there or not: `namespace/name`. */
  expected: string[];
  /** False while the portal does not know which workloads there are. */
  sure: boolean;
  /** Milliseconds since 1970. */
  now: number;
}

/** Made by hand, by an administrator: `WaitForFirstConsumer` for volumes that are there already. */
const NOBODY = 'kubernetes.io/no-provisioner';

/** Whether something makes volumes for a provisioner's classes, by what is seen of it. Pure. */
export function runsOf(
  provisioner: string,
  evidence: RunsEvidence,
): ProvisionerRuns {
  if (provisioner === NOBODY) {
    return {
      state: 'not-running',
      because: 'volumes of this class are made by hand, by an administrator.',
    };
  }
  return (
    byWorkload(evidence) ??
    // Nodes stay registered when the part that makes volumes has gone.
    byLease(provisioner, evidence) ??
    byRegistration(provisioner, evidence) ??
    byAbsence(provisioner, evidence)
  );
}

function byWorkload({ workloads }: RunsEvidence): ProvisionerRuns | undefined {
  const [first] = workloads;
  if (!first) return undefined;
  const running = workloads.find(({ available }) => available > 0);
  const { kind, namespace, name, available } = running ?? first;
  const what = `the ${kind} ${namespace}/${name}`;
  return running
    ? { state: 'runs', because: `${what} has ${pods(available)} available.` }
    : { state: 'not-running', because: `${what} has no pod available.` };
}

const pods = (count: number) => (count === 1 ? '1 pod' : `${count} pods`);

const valueOf = <Item>(told: Told<Item[]>): Item[] =>
  told.state === 'told' ? told.value : [];

/** A CSI driver announces itself, and every node that can use it says so. */
function byRegistration(
  provisioner: string,
  { drivers, nodes }: RunsEvidence,
): ProvisionerRuns | undefined {
  const installed = valueOf(drivers).some(
    ({ metadata }) => metadata?.name === provisioner,
  );
  const registered = valueOf(nodes).filter(({ spec }) =>
    spec?.drivers?.some(driver => driver?.name === provisioner),
  ).length;
  if (registered > 0) {
    const on = registered === 1 ? '1 node' : `${registered} nodes`;
    return { state: 'runs', because: `its driver is registered on ${on}.` };
  }
  return installed && nodes.state === 'told'
    ? {
        state: 'not-running',
        because: 'its driver is installed, and registered on no node.',
      }
    : undefined;
}

/** Provisioners that elect a leader hold a Lease that has their name, with other characters for those that names lack. */
function byLease(
  provisioner: string,
  { leases, now }: RunsEvidence,
): ProvisionerRuns | undefined {
  const own = valueOf(leases).filter(
    ({ metadata }) => plain(metadata?.name ?? '') === plain(provisioner),
  );
  const [first] = own;
  if (!first) return undefined;
  const place = `${first.metadata?.namespace}/${first.metadata?.name}`;
  return own.some(lease => isHeld(lease, now))
    ? { state: 'runs', because: `it renews its Lease ${place}.` }
    : {
        state: 'not-running',
        because: `it no longer renews its Lease ${place}.`,
      };
}

const plain = (name: string) => name.toLowerCase().replace(/[^a-z0-9]+/g, '-');

function isHeld({ spec }: LeaseWire, now: number): boolean {
  const renewed = Date.parse(spec?.renewTime ?? '');
  const seconds = spec?.leaseDurationSeconds ?? 15;
  // Twice as long, so that a clock that differs a little takes nobody's lease away.
  return spec?.holderIdentity !== '' && now - renewed < seconds * 2_000;
}

/** Nothing was seen: that says something only of provisioners of which it is known what there would be to see. */
function byAbsence(
  provisioner: string,
  { drivers, nodes, expected, sure }: RunsEvidence,
): ProvisionerRuns {
  if (expected.length > 0 && !sure) {
    return {
      state: 'unknown',
      because: 'the portal has not seen the workloads of the cluster yet.',
    };
  }
  const refused = [drivers, nodes].find(each => each.state === 'refused');
  if (refused?.state === 'refused') {
    return {
      state: 'unknown',
      because: `the cluster does not tell the portal: ${refused.because}`,
    };
  }
  if (expected.length > 0) {
    const names = expected.join(' nor ');
    return {
      state: 'not-running',
      because: `there is no ${names} in the cluster.`,
    };
  }
  return knownAs(provisioner)?.csi
    ? {
        state: 'not-running',
        because: `the driver ${provisioner} is not installed in the cluster.`,
      }
    : {
        state: 'unknown',
        because: `nothing in the cluster shows it, and the portal does not know what ${provisioner} runs as.`,
      };
}
