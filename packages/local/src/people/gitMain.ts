import { portsOf } from '../platform/ports.ts';
import { endGitProcesses } from './git/command.ts';
import { createGitServer } from './git/server.ts';
import { runPart } from './partMain.ts';

await runPart(async ({ state, instance }) => {
  const { git: port } = portsOf(instance);
  const handle = await createGitServer(state, `http://localhost:${port}`);
  return { port, handle, stop: endGitProcesses };
});
