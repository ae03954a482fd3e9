import { describeAway } from './away.ts';
import { describeCanary } from './canary.ts';
import { describeCrashing } from './crashing.ts';
import { describeSchedule } from './schedule.ts';
import { describeTwoProcesses } from './twoProcesses.ts';
import { inOrder } from '../runner/order.ts';
import { openWorld } from './world/world.ts';

// One control plane, one Vault and one database for all of them: whatever one leaves, the next one sees. None needs it.
const world = openWorld();
const scenarios = [
  describeCanary,
  describeTwoProcesses,
  describeAway,
  describeSchedule,
  describeCrashing,
];
for (const describeScenario of inOrder(scenarios)) describeScenario(world);
