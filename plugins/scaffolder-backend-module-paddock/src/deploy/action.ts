import type {
  AuthService,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { dnsLabel } from '@paddock/backstage-plugin-paddock-common';
import { neutralise } from '../build/lines';
import { applyObjects } from './apply';
import { readFolder } from './folder';
import { placeImage } from './image';
import { placeInNamespace } from './scope';

const clusterName = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;
// By digest alone: a tag can be moved after somebody has looked at it.
const imageByDigest =
  /^[a-z0-9][a-z0-9.-]*(:[0-9]{1,5})?(\/[a-z0-9._-]+)+@sha256:[a-f0-9]{64}$/;

export interface DeployOptions {
  auth: AuthService;
  discovery: DiscoveryService;
  /** For templates that name no cluster. */
  defaultCluster?: string;
}

function checkTarget(cluster: string | undefined, namespace: string) {
  if (!cluster || !clusterName.test(cluster)) {
    throw new InputError(
      cluster
        ? `${JSON.stringify(cluster)} is not a cluster name.`
        : 'No cluster is named. Name one in the template, or set paddock.deploy.cluster in the configuration.',
    );
  }
  if (!dnsLabel.test(namespace)) {
    throw new InputError(
      `${JSON.stringify(
        namespace,
      )} is not a namespace. Use at most 63 lower-case letters, digits and dashes.`,
    );
  }
  return { cluster, namespace };
}

function checkImage(image: string): string {
  if (imageByDigest.test(image)) return image;
  throw new InputError(
    `${JSON.stringify(
      image.slice(0, 300),
    )} does not name an image by digest. Pass the imageRef of paddock:image:build.`,
  );
}

/** `paddock:workload:deploy`. It ends when the cluster has taken the objects; the page of the service shows the rest. */
export function createWorkloadDeployAction(options: DeployOptions) {
  const { auth, discovery, defaultCluster } = options;

  return createTemplateAction({
    id: 'paddock:workload:deploy',
    description:
      'Applies the Kubernetes objects of a folder to a namespace, with the image that was built, as the person who runs the template.',
    supportsDryRun: true,
    schema: {
      input: {
        cluster: z =>
          z.string().describe('Default: the configured cluster').optional(),
        namespace: z => z.string().describe('Namespace for every object'),
        manifests: z =>
          z
            .string()
            .describe(
              'Folder of the workspace with YAML files. Default: deploy',
            )
            .optional(),
        imageRef: z =>
          z.string().describe('Image by digest; it replaces "image: IMAGE"'),
      },
      output: {
        cluster: z => z.string(),
        workload: z => z.string().describe('Name of the workload that runs it'),
        workloadKind: z => z.string(),
      },
    },
    async handler(ctx) {
      const { input, logger } = ctx;
      const target = checkTarget(
        input.cluster || defaultCluster,
        input.namespace,
      );
      const image = checkImage(input.imageRef);
      const manifests = await readFolder(
        ctx.workspacePath,
        input.manifests ?? 'deploy',
      );
      const { objects, workload } = placeImage(
        manifests.map(each => placeInNamespace(each, target.namespace)),
        image,
      );
      ctx.output('cluster', target.cluster);
      ctx.output('workload', workload.metadata.name);
      ctx.output('workloadKind', workload.kind);

      if (ctx.isDryRun) {
        for (const { kind, metadata } of objects) {
          logger.info(
            neutralise(`A real run applies ${kind} ${metadata.name}.`),
          );
        }
        return;
      }
      const applied = await applyObjects(objects, target, {
        auth,
        discovery,
        credentials: await ctx.getInitiatorCredentials(),
        signal: ctx.signal,
      });
      for (const { kind, name, result } of applied) {
        logger.info(neutralise(`${kind} ${name}: ${result}`));
      }
      logger.info(
        `${target.namespace} on ${target.cluster} has what was asked. The Live tab of the service shows the rollout.`,
      );
    },
  });
}
