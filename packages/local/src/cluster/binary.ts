import { join } from 'node:path';
import { buildGo } from '../platform/goBuild.ts';
import { checkout } from '../platform/paths.ts';
import type { Platform } from '../platform/platform.ts';

/** Of Kubernetes; the module's go.mod requires the same. */
export const kubernetesVersion = 'v1.36.3';

const [, major, minor] = /^v(\d+)\.(\d+)\./.exec(kubernetesVersion) ?? [];

/** Every part asks the linker for its version; without the stamp it would say v0.0.0. */
const stamps = {
  'k8s.io/component-base/version.gitVersion': kubernetesVersion,
  'k8s.io/component-base/version.gitMajor': major,
  'k8s.io/component-base/version.gitMinor': minor,
  'k8s.io/client-go/pkg/version.gitVersion': kubernetesVersion,
};

/** The one binary with etcd, all of Kubernetes, kubectl, kwok and metrics-server in it. */
export function controlPlaneBinary(platform: Platform): Promise<string> {
  const stamped = Object.entries(stamps).map(
    ([name, value]) => `-X ${name}=${value}`,
  );
  return buildGo(platform, {
    name: 'control-plane',
    folder: join(checkout, 'packages/local/go/control-plane'),
    ldflags: ['-s -w', ...stamped].join(' '),
  });
}
