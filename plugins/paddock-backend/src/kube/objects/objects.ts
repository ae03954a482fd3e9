import type {
  CoreV1Event,
  V1Container,
  V1ConfigMap,
  V1ContainerStatus,
  V1LabelSelector,
  V1ObjectMeta,
  V1Pod,
  V1PodSpec,
  V1PodTemplateSpec,
  V1Volume,
} from '@kubernetes/client-node';
import type { Wire } from './wire';

// Whole objects as they come over the wire, for what is read on demand. Rooms take their types from here: only kube/
// knows the library.
export type PodObject = Wire<V1Pod>;
export type ContainerObject = Wire<V1Container>;
export type ContainerStatus = Wire<V1ContainerStatus>;
export type VolumeObject = Wire<V1Volume>;
export type PodSpecObject = Wire<V1PodSpec>;
export type ConfigMapObject = Wire<V1ConfigMap>;
export type MetadataObject = Wire<V1ObjectMeta>;
export type SelectorObject = Wire<V1LabelSelector>;
/** What all kinds of workload have. */
export interface WorkloadObject {
  metadata?: MetadataObject;
  spec?: { selector?: SelectorObject; template?: Wire<V1PodTemplateSpec> };
}
export type EventObject = Wire<CoreV1Event>;
export type Container = V1Container;
export type PodTemplate = V1PodTemplateSpec;
