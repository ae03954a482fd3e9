export interface Config {
  paddock?: {
    /**
     * Entity refs of the groups whose members may do everything in the portal but act as others,
     * e.g. `group:default/platform-admins`. What they may do in a cluster is up to that cluster's RBAC.
     */
    administrators?: string[];

    docs?: {
      /**
       * With `techdocs.builder: local` only: an absolute path of a program, and its first arguments, that renders docs. It is
       * given two more, a folder with a mkdocs.yml and an empty one for the pages, and no environment. It must keep what it
       * runs from the machine and from every network, because repositories decide what that is. Without it the portal
       * renders no docs. `techdocs.generator` is not read. The embedded platform sets it.
       */
      command?: string[];
    };

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
      /** The same, at the routes of one plugin that fetch, parse, build or run what the caller names: locations, tasks, docs. */
      costlyRequests?: {
        /**
         * At once. Default: 10.
         * @visibility backend
         */
        burst?: number;
        /**
         * In the long run. Default: 0.2.
         * @visibility backend
         */
        perSecond?: number;
      };
    };
  };
}
