export interface Config {
  paddock?: {
    /**
     * Entity refs of the groups whose members may do everything in the portal, e.g. `group:default/platform-admins`.
     * What they may do in a cluster is up to that cluster's RBAC.
     */
    administrators?: string[];
    limits?: {
      /** Of one person, or of one address where nobody has signed in, at the routes of all plugins together. */
      requests?: {
        /**
         * At once. Default: 300.
         * @visibility backend
         */
        burst?: number;
        /**
         * In the long run. Default: 30.
         * @visibility backend
         */
        perSecond?: number;
      };
    };
  };
}
