// Types of whole objects, for what is read on demand. Rooms take them from here: only kube/ knows the library.
export type {
  V1Container as Container,
  V1PodTemplateSpec as PodTemplate,
} from '@kubernetes/client-node';
