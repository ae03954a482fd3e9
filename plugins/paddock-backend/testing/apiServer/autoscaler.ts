import type { FakeApiServer } from './serving';

/** Puts the HorizontalPodAutoscaler `payments-scaler` of the sample Deployment `payments-api`, with this load. */
export function putAutoscaler(
  { store }: FakeApiServer,
  { desired, load }: { desired: number; load: number },
) {
  store.put('horizontalpodautoscalers', {
    metadata: { name: 'payments-scaler', namespace: 'payments', uid: 'hpa-1' },
    spec: {
      scaleTargetRef: { kind: 'Deployment', name: 'payments-api' },
      minReplicas: 2,
      maxReplicas: 10,
      metrics: [
        {
          type: 'Resource',
          resource: { name: 'cpu', target: { averageUtilization: 60 } },
        },
      ],
    },
    status: {
      currentReplicas: 2,
      desiredReplicas: desired,
      currentMetrics: [
        {
          type: 'Resource',
          resource: { name: 'cpu', current: { averageUtilization: load } },
        },
      ],
      conditions: [
        { type: 'AbleToScale', status: 'True', reason: 'SucceededRescale' },
        { type: 'ScalingActive', status: 'True', reason: 'ValidMetricFound' },
      ],
    },
  });
}
