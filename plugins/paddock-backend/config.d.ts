export interface Config {
  /** How the portal deals with clusters. The clusters themselves are configured in the `kubernetes` section. */
  paddock?: {
    /**
     * Who a person is for a cluster's RBAC. Without this section a person is their
     * e-mail address, and their groups are the names of their catalog groups.
     * Groups outside of the catalog namespace `default` become `namespace/name`.
     * Nobody is ever mapped to a name that begins with `system:`.
     */
    identity?: {
      /**
       * Where the user name comes from: the e-mail address of the person's catalog
       * entity (the default), its name, or one of its annotations.
       * @visibility backend
       */
      user?: 'email' | 'name' | 'annotation';
      /**
       * The annotation's key, where `user` is `annotation`.
       * @visibility backend
       */
      userAnnotation?: string;
      /**
       * Put before every user name, like the API server's `--oidc-username-prefix`.
       * @visibility backend
       */
      userPrefix?: string;
      /**
       * Put before every group, like the API server's `--oidc-groups-prefix`.
       * @visibility backend
       */
      groupPrefix?: string;
      /** What single clusters do otherwise; the rest is as above. */
      clusters?: Array<{
        /**
         * The cluster's name in the `kubernetes` section.
         * @visibility backend
         */
        name: string;
        /** @visibility backend */
        user?: 'email' | 'name' | 'annotation';
        /** @visibility backend */
        userAnnotation?: string;
        /** @visibility backend */
        userPrefix?: string;
        /** @visibility backend */
        groupPrefix?: string;
      }>;
    };
  };
}
