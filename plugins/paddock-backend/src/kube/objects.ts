import type {
  CoreV1Event,
  V1Container,
  V1ContainerStatus,
  V1Pod,
  V1PodTemplateSpec,
  V1Volume,
} from '@kubernetes/client-node';
import type { Wire } from './trim/shape';

// Whole objects as they come over the wire, for what is read on demand. Rooms take their types from here: only kube/
// knows the library.
export type PodObject = Wire<V1Pod>;
export type ContainerObject = Wire<V1Container>;
export type ContainerStatus = Wire<V1ContainerStatus>;
export type VolumeObject = Wire<V1Volume>;
export type EventObject = Wire<CoreV1Event>;
export type Container = V1Container;
export type PodTemplate = V1PodTemplateSpec;
