import { run } from './process.ts';
import type { Suite } from './suite.ts';

/** A tool that says yes or no is one test. */
export const check =
  (...command: string[]): Suite =>
  async how => {
    const { code } = await run(command, how);
    return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  };
