import type { Platform } from '../platform/platform.ts';
import { signInAs } from '../portal/signInAs.ts';

interface Sample {
  /** Who presses the button. */
  person: string;
  values: Record<string, unknown> & { name: string };
}

const samples: readonly Sample[] = [
  {
    person: 'ana',
    values: {
      name: 'payments-api',
      description: 'Takes payments',
      owner: 'group:default/team-payments',
      namespace: 'payments',
    },
  },
  {
    person: 'dora',
    values: {
      name: 'storefront-api',
      description: 'Serves what the shop shows',
      owner: 'group:default/team-storefront',
      namespace: 'storefront',
    },
  },
];

interface Task {
  status: 'open' | 'processing' | 'completed' | 'failed' | 'cancelled';
}

/** The form's own defaults, which only a browser fills in. */
const defaults = {
  lifecycle: 'production',
  minReplicas: 2,
  maxReplicas: 5,
  cpu: '100m',
  cpuLimit: '500m',
  memory: '64Mi',
};

/** Makes the sample services as a person would: through the template, in that person's name. Those that are there stay as they are. */
export async function makeSamples(platform: Platform): Promise<void> {
  for (const { person, values } of samples) {
    const portal = await portalAs(platform, person);
    const existing = await portal(
      `/api/catalog/entities/by-name/component/default/${values.name}`,
    );
    if (existing.ok) continue;
    await platform.steps.run(`the sample service ${values.name}`, async say => {
      const answer = await portal('/api/scaffolder/v2/tasks', {
        templateRef: 'template:default/cpp-backend',
        values: { ...defaults, ...values },
      });
      if (!answer.ok)
        throw new Error(
          `the portal answered ${answer.status}: ${await answer.text()}`,
        );
      const { id } = (await answer.json()) as { id: string };
      const address = `http://localhost:${platform.ports.portal}/create/tasks/${id}`;
      say(address);
      const status = await ended(platform, async () => {
        const task = await portal(`/api/scaffolder/v2/tasks/${id}`);
        return ((await task.json()) as Task).status;
      });
      if (status !== 'completed')
        throw new Error(`the task ${status}; its log is at ${address}`);
    });
  }
}

type Call = (path: string, body?: object) => Promise<Response>;

async function portalAs(
  { ports, supervisor }: Platform,
  person: string,
): Promise<Call> {
  const token = await signInAs(ports, person);
  return (path, body) =>
    fetch(`http://localhost:${ports.portal}${path}`, {
      method: body ? 'POST' : 'GET',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
      },
      body: body && JSON.stringify(body),
      signal: supervisor.signal,
    });
}

async function ended(
  { supervisor }: Platform,
  look: () => Promise<Task['status']>,
): Promise<Task['status']> {
  for (;;) {
    const status = await look();
    if (status !== 'open' && status !== 'processing') return status;
    await new Promise(resolve => setTimeout(resolve, 1000));
    supervisor.signal.throwIfAborted();
  }
}
