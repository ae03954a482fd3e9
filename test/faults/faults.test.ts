import { describeCrashing } from './crashing.ts';
import { openWorld } from './world.ts';

// One control plane, one Vault and one database for all of them.
const world = openWorld();

describeCrashing(world);
