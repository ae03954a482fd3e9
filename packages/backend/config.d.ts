export interface Config {
  paddock?: {
    /**
     * Entity refs of the groups whose members may do everything in the portal but act as others,
     * e.g. `group:default/platform-admins`. What they may do in a cluster is up to that cluster's RBAC.
     */
    administrators?: string[];
  };
}
