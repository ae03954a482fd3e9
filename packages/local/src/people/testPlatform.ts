import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Platform } from '../platform/platform.ts';
import { portsOf } from '../platform/ports.ts';
import { createSteps } from '../platform/steps.ts';
import { createSupervisor } from '../platform/supervise.ts';

export interface TestPlatform {
  readonly platform: Platform;
  /** Ends the children and forgets the state. */
  end(): Promise<void>;
}

/** A platform of its own state folder and ports, in which nothing runs yet. */
export async function testPlatform(instance: number): Promise<TestPlatform> {
  const state = await mkdtemp(join(tmpdir(), 'paddock-people-'));
  const supervisor = createSupervisor(state, line => console.error(line));
  const platform: Platform = {
    instance,
    state,
    cache: join(state, 'cache'),
    ports: portsOf(instance),
    steps: createSteps(() => {}),
    supervisor,
    mayInstall: false,
  };
  const end = async () => {
    await supervisor.stop('the test is over');
    await rm(state, { recursive: true, force: true });
  };
  return { platform, end };
}
