import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Advice, type Platform } from '../platform/platform.ts';
import { startPart } from './part.ts';
import { gitPassword, portalAccount } from './token.ts';

export interface Git {
  /** Repositories are cloned from `<url>/<owner>/<name>.git`. */
  readonly url: string;
  readonly portalUser: string;
  readonly portalPassword: string;
}

async function requireGit(): Promise<void> {
  try {
    await promisify(execFile)('git', ['--version']);
  } catch {
    throw new Advice('git does not run here.', 'Install git and start again.');
  }
}

/** Starts the git server of the teams, and resolves when it serves. */
export async function startGit(platform: Platform): Promise<Git> {
  await requireGit();
  const url = `http://localhost:${platform.ports.git}`;
  // Kept before the server runs, so that both find the same.
  const portalPassword = gitPassword(platform.state, portalAccount);
  await startPart(platform, {
    name: 'git',
    main: join(import.meta.dirname, 'gitMain.ts'),
    probe: `${url}/api/v1/version`,
  });
  return { url, portalUser: portalAccount, portalPassword };
}
