import type { V1ObjectMeta, V1PodTemplateSpec } from '@kubernetes/client-node';
import type { Wire } from './wire';

// The parts of Argo Rollouts' kinds that are looked at. The library knows the kinds of Kubernetes itself only.

interface Condition {
  type: string;
  status: string;
  reason?: string;
  message?: string;
}

interface Step {
  setWeight: number;
  pause: { duration: unknown };
  setCanaryScale: { replicas: number; weight: number };
  analysis: { templates: Array<{ templateName: string }> };
  experiment: object;
}
export type RolloutStep = Wire<Step>;

export type RolloutObject = Wire<{
  metadata: V1ObjectMeta;
  spec: {
    replicas: number;
    paused: boolean;
    template: V1PodTemplateSpec;
    workloadRef: { kind: string; name: string };
    strategy: {
      canary: { steps: Step[]; trafficRouting: object };
      blueGreen: {
        previewService: string;
        autoPromotionEnabled: boolean;
        autoPromotionSeconds: number;
      };
    };
  };
  status: {
    observedGeneration: string;
    phase: string;
    message: string;
    abort: boolean;
    pauseConditions: Array<{ reason: string }>;
    currentPodHash: string;
    stableRS: string;
    currentStepIndex: number;
    replicas: number;
    updatedReplicas: number;
    readyReplicas: number;
    availableReplicas: number;
    conditions: Condition[];
    canary: { weights: { canary: { weight: number } } };
  };
}>;

interface Result {
  name: string;
  phase: string;
  message: string;
  successful: number;
  failed: number;
  inconclusive: number;
  error: number;
  measurements: Array<{ value: string; message: string }>;
}
export type MetricResult = Wire<Result>;

export type AnalysisRunObject = Wire<{
  metadata: V1ObjectMeta;
  status: {
    phase: string;
    message: string;
    startedAt: string;
    metricResults: Result[];
  };
}>;
