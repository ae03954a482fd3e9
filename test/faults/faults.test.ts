import { describeAway } from './away.ts';
import { describeCanary } from './canary.ts';
import { describeCrashing } from './crashing.ts';
import { describeSchedule } from './schedule.ts';
import { describeTwoProcesses } from './twoProcesses.ts';
import { openWorld } from './world.ts';

// One control plane, one Vault and one database for all of them: whatever one leaves, the next one sees.
const world = openWorld();

describeCanary(world);
describeTwoProcesses(world);
describeAway(world);
describeSchedule(world);
describeCrashing(world);
