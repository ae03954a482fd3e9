export interface Config {
  paddock?: {
    catalog?: {
      /**
       * Whom the catalog shows the namespaces, secrets and volumes of requests: those whose team owns them and the
       * administrators, or everybody who may read the catalog. Names of namespaces and paths in Vault are in them.
       * Default: owners.
       */
      resourceReaders?: 'owners' | 'everyone';
    };
  };
}
