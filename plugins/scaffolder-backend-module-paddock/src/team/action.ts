import { InputError, NotAllowedError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { dnsLabel } from '@paddock/backstage-plugin-paddock-common';

const groupReference = /^(?:group:)?(?:([a-z0-9._-]+)\/)?([a-z0-9._-]+)$/;
const clusterName = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;

/** `team-a`, `group:team-a` and `group:default/team-a` are one group. */
function readGroup(text: string): { ref: string; name: string } {
  const [, namespace = 'default', name] =
    groupReference.exec(text.toLowerCase()) ?? [];
  if (!name) {
    throw new InputError(
      `${JSON.stringify(
        text.slice(0, 200),
      )} is not a group. Choose one of the list.`,
    );
  }
  return { ref: `group:${namespace}/${name}`, name };
}

/** The namespace that a team starts with: its name without `team-`. */
export function namespaceOf(team: string, asked?: string): string {
  const namespace = asked || team.replace(/^team-/, '');
  if (dnsLabel.test(namespace)) return namespace;
  throw new InputError(
    `${JSON.stringify(
      namespace.slice(0, 200),
    )} is not a namespace. Use at most 63 lower-case letters, digits and dashes.`,
  );
}

/** As it was given, to be written into files. */
function checkCluster(cluster: string): string {
  if (clusterName.test(cluster)) return cluster;
  throw new InputError(
    `${JSON.stringify(cluster.slice(0, 200))} is not a cluster name.`,
  );
}

/**
 * `paddock:team:confirm`. Later steps write to git and the registry as the portal, which may write for every team; so
 * this asks first whether the person belongs to the team that is named.
 */
export function createTeamConfirmAction(administrators: readonly string[]) {
  const mayActForAll = new Set(administrators.map(each => readGroup(each).ref));

  return createTemplateAction({
    id: 'paddock:team:confirm',
    description:
      'Confirms that the person who runs the template belongs to a team, and tells its short name, and the namespace and cluster that later steps may write down.',
    supportsDryRun: true,
    schema: {
      input: {
        group: z => z.string().describe('Entity reference of the team'),
        namespace: z =>
          z
            .string()
            .describe('Default: the name of the team without team-')
            .optional(),
        cluster: z =>
          z.string().describe('Where it is to run, if named').optional(),
      },
      output: {
        name: z => z.string(),
        namespace: z => z.string(),
        cluster: z => z.string().describe('Where one was named').optional(),
      },
    },
    async handler(ctx) {
      const { ref, name } = readGroup(ctx.input.group);
      const groups = (ctx.user?.entity?.relations ?? [])
        .filter(({ type }) => type === 'memberOf')
        .map(({ targetRef }) => targetRef.toLowerCase());
      const mine = groups.some(each => each === ref || mayActForAll.has(each));
      if (!mine) {
        throw new NotAllowedError(
          `You are not a member of ${name}, so nothing was made in its name. Ask a member to run this, or choose a team of yours.`,
        );
      }
      ctx.output('name', name);
      ctx.output('namespace', namespaceOf(name, ctx.input.namespace));
      const { cluster } = ctx.input;
      if (cluster) ctx.output('cluster', checkCluster(cluster));
    },
  });
}
