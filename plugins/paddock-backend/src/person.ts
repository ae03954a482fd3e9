/** Who asks, as the portal knows them. */
export interface Person {
  /** `user:default/ben` */
  userRef: string;
  /** `group:default/team-payments` … */
  groupRefs: string[];
  email?: string;
  /** Of the person's catalog entity: a cluster may know people by one of them. */
  annotations?: Readonly<Record<string, string>>;
}
