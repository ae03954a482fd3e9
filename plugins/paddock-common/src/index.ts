export * from './clusters/model';
export * from './live/frames';
export * from './permissions';
export * from './workloads/model';
export { describeWorkload } from './workloads/sentence';
export type { WorkloadSentence } from './workloads/sentence';
export * from './requests/model';
export * from './workloads/acts';
export { describeAutoscaling } from './workloads/autoscaling';
