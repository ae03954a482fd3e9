export interface Config {
  paddock?: {
    catalog?: {
      /**
       * Whom the catalog shows the namespaces, secrets and volumes of requests: those whose team owns them and the
       * administrators, or everybody who may read the catalog. Names of namespaces and paths in Vault are in them.
       * Default: owners.
       */
      resourceReaders?: 'owners' | 'everyone';
      /** What a location that somebody registers may bring. More is an error of the location, which its page shows. */
      limits?: {
        /** Default: 1024. */
        kibPerFile?: number;
        /** Default: 200. */
        entitiesPerFile?: number;
        /** Of the location and all that its files lead to. Default: 2000. */
        entitiesPerLocation?: number;
        /** Files that its address matches, and targets that it names. Default: 100. */
        filesPerLocation?: number;
        /** Keys and list items of one entity, and of a file that it includes by `$json` or `$yaml`. Default: 1000. */
        itemsPerEntity?: number;
      };
    };
  };
}
