import { describeClusterAway } from './requests/clusterAway.ts';
import { describeNamespace } from './requests/namespace.ts';
import { describeSecret } from './requests/secret.ts';
import { describeVolume } from './requests/volume.ts';
import { openRequestWorld } from './world/requestWorld.ts';

// One control plane and one Vault for all; each test has a database and an engine of its own.
const world = openRequestWorld();

describeNamespace(world);
describeSecret(world);
describeClusterAway(world);
describeVolume(world);
