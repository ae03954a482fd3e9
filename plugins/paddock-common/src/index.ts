export * from './clusters/schemas';
export * from './live/frames';
export * from './live/frameSchema';
export * from './live/schemas';
export * from './audit/schemas';
export * from './errorSchemas';
export * from './names';
export * from './permissions';
export * from './targets';
export * from './values';
export * from './preparing/model';
export * from './workloads/model';
export * from './workloads/schemas/acts';
export * from './workloads/schemas/changes';
export * from './workloads/schemas/delivery';
export * from './workloads/schemas/finding';
export * from './workloads/schemas/scaling';
export * from './workloads/schemas/workload';
export * from './workloads/diagnosis/cause';
export { explain } from './workloads/diagnosis/explain';
export {
  claimOf,
  eventWords,
  explainEvent,
  podOf,
} from './workloads/diagnosis/events';
export type { ToldByEvent } from './workloads/diagnosis/events';
export { restsOf, withoutHidden } from './workloads/diagnosis/hidden';
export { endedWith, exitWords } from './workloads/diagnosis/exits';
export * from './workloads/diagnosis/model';
export { refusalParts } from './workloads/diagnosis/admission';
export { nodeParts } from './workloads/diagnosis/nodes';
export {
  agoInWords,
  describeWorkload,
  findingInWords,
  leadingFinding,
} from './workloads/diagnosis/summary';
export type { WorkloadSentence } from './workloads/diagnosis/summary';
export * from './requests/check';
export * from './requests/lifecycle';
export * from './requests/page';
export * from './requests/plan';
export * from './requests/query';
export {
  accessModes,
  environments,
  memberRoles,
  namespaceSpecSchema,
  quotaSchema,
  requestKinds,
  requestSpecSchema,
  secretSpecSchema,
  volumeSpecSchema,
} from './requests/spec';
export type {
  AccessMode,
  Environment,
  NamespaceSpec,
  Quota,
  RequestKind,
  RequestSpec,
  SecretSpec,
  StorageClassFacts,
  VolumeSpec,
} from './requests/spec';
export * from './workloads/acts';
export { imagesInWords } from './workloads/images';
export {
  autoscalingTargets,
  describeAutoscaling,
  gaugesInWords,
} from './workloads/autoscaling';
export * from './workloads/scaling';
export * from './workloads/targets';
export * from './workloads/automaticRollback';
export {
  analysisPhases,
  type AnalysisPhase,
  describeDelivery,
  stepInWords,
} from './workloads/delivery';
export * from './pods/logs';
export {
  amountsOf,
  amountText,
  lookAtBudget,
  measures,
} from './requests/amounts';
export * from './requests/answers';
export * from './requests/bodies';
export { groupProblem } from './requests/problems/groupProblem';
export { groupsOf } from './requests/known';
export type { GroupStanding, Known } from './requests/known';
export * from './requests/names';
export * from './requests/permissions';
export * from './requests/schemas/check';
export * from './requests/schemas/looks';
export * from './requests/schemas/parts';
export * from './requests/schemas/request';
export { problemsOf } from './requests/problems/problems';
export * from './requests/quantity';
export { judge } from './requests/rules';
export type { Facts, Rules } from './requests/rules';
export {
  describeRequest,
  firstValues,
  stateInWords,
} from './requests/sentence';
export { canFollow, isFinal, statesFor } from './requests/states';
export type { TransitionBy } from './requests/states';
export * from './pods/schemas';
export { knownAs, workloadsOf } from './storage/catalogue';
export { fitOf, rankProfiles } from './storage/fit';
export * from './storage/model';
export * from './storage/schemas';
export * from './storage/need';
export { profileOf } from './storage/profile';
export type {
  StorageClassObject,
  StorageClassStanding,
} from './storage/profile';
export { classFactsOf } from './storage/rules';
export * from './storage/volumes';
export { debugCommand, runCommand } from './terminals/kubectl';
export * from './terminals/model';
export * from './terminals/schemas';
export * from './metrics/advice';
export * from './terminals/shells';
export * from './metrics/model';
export * from './metrics/schemas';
export * from './metrics/pool';
export * from './nodes/model';
export * from './home/model';
export * from './home/schemas';
export * from './workloads/changes';
export * from './config/bodies';
export * from './config/commands';
export * from './config/intent';
export * from './config/schemas';
export { configUseInWords } from './config/words';
export * from './network/addresses';
export * from './network/schemas';
export {
  describeNetworkProblem,
  describePolicies,
  describeIdleServices,
  describeReach,
} from './network/sentence';
export * from './quotas/schemas';
export * from './yaml/kubernetesYaml';
