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
    /** How the portal recognises tools that keep workloads as a repository says. */
    gitOps?: {
      /**
       * The base address of Argo CD's pages, for links to its applications.
       * @visibility backend
       */
      argoCd?: string;
    };
    /** Of what the owners of services are told without having asked. See docs/configuration.md. */
    alerts?: {
      /**
       * Default: true.
       * @visibility backend
       */
      enabled?: boolean;
      /**
       * How long a rollout may be stuck before anybody is told. Default: 2.
       * @visibility backend
       */
      stuckMinutes?: number;
      /**
       * How long an autoscaler may be held by its maximum. Default: 15.
       * @visibility backend
       */
      cappedMinutes?: number;
      /**
       * How much of a quota may be used. Default: 90.
       * @visibility backend
       */
      quotaPercent?: number;
    };
    /** How the audit trail is kept from being written anew unseen. See docs/operations.md. */
    audit?: {
      /**
       * Signs the end of the trail; at least 32 characters, the same for all replicas. Default: the first of
       * `backend.auth.keys`. Without either nothing is signed.
       * @visibility secret
       */
      key?: string;
      /**
       * Keys that have signed before, and are still believed.
       * @deepVisibility secret
       */
      oldKeys?: string[];
      /**
       * A line of the trail as the log has it, `<number>:<hash>`, that has to be there at every start.
       * @visibility backend
       */
      anchor?: string;
    };
    /** What may be open at once, of one person and of all people together, at each replica. See docs/configuration.md. */
    limits?: {
      perPerson?: {
        /**
         * Live streams, of which a browser has one. Default: 20.
         * @visibility backend
         */
        streams?: number;
        /**
         * Views on all of these streams together. Default: 150.
         * @visibility backend
         */
        topics?: number;
        /**
         * Logs of containers that are being read. Default: 40.
         * @visibility backend
         */
        logs?: number;
      };
      total?: {
        /**
         * Default: 2000.
         * @visibility backend
         */
        streams?: number;
        /**
         * Default: 10000.
         * @visibility backend
         */
        topics?: number;
        /**
         * Default: 400.
         * @visibility backend
         */
        logs?: number;
      };
    };
    /** How long terminals last. */
    terminals?: {
      /**
       * Minutes without anything typed. Default: 15.
       * @visibility backend
       */
      idleMinutes?: number;
      /**
       * Minutes, whatever is typed. Default: 120.
       * @visibility backend
       */
      longestMinutes?: number;
    };
    /** What a cluster cannot be asked about its network; used where it is told how a workload is reached. */
    network?: {
      /**
       * The domain under which clusters name their Services. Default: `cluster.local`.
       * @visibility backend
       */
      clusterDomain?: string;
      /**
       * Whether NetworkPolicies are held to. Without this it is called not known.
       * @visibility backend
       */
      networkPolicies?: 'enforced' | 'ignored';
      /** What single clusters do otherwise; the rest is as above. */
      clusters?: Array<{
        /**
         * The cluster's name in the `kubernetes` section.
         * @visibility backend
         */
        name: string;
        /** @visibility backend */
        clusterDomain?: string;
        /** @visibility backend */
        networkPolicies?: 'enforced' | 'ignored';
      }>;
    };
    /** What people may ask for, and who must be asked. Everything has a default; see docs/requests.md. */
    requests?: {
      /** What the namespaces of a team may take together. */
      budgets?: {
        /** Of teams without a budget of their own. What is left out: 16 cores, 64Gi, 500Gi, 200 pods. */
        default?: {
          /**
           * CPU that containers are sure of, as a Kubernetes quantity: `4`, `500m`.
           * @visibility backend
           */
          cpu?: string | number;
          /**
           * `64Gi`
           * @visibility backend
           */
          memory?: string | number;
          /**
           * Of all claims together.
           * @visibility backend
           */
          storage?: string | number;
          /** @visibility backend */
          pods?: number;
        };
        teams?: Array<{
          /**
           * Catalog ref of the group: `group:default/team-payments`.
           * @visibility backend
           */
          team: string;
          /** What is left out is as in the default. */
          budget: {
            /**
             * CPU that containers are sure of, as a Kubernetes quantity: `4`, `500m`.
             * @visibility backend
             */
            cpu?: string | number;
            /**
             * `64Gi`
             * @visibility backend
             */
            memory?: string | number;
            /**
             * Of all claims together.
             * @visibility backend
             */
            storage?: string | number;
            /** @visibility backend */
            pods?: number;
          };
        }>;
      };
      /** What is made at once, without anybody's approval. */
      automatic?: {
        /**
         * Default: development.
         * @visibility backend
         */
        environments?: Array<'development' | 'testing' | 'production'>;
        /** The largest quota of a namespace. What is left out: 4 cores, 8Gi, 50Gi, 40 pods. */
        namespace?: {
          /**
           * CPU that containers are sure of, as a Kubernetes quantity: `4`, `500m`.
           * @visibility backend
           */
          cpu?: string | number;
          /**
           * `64Gi`
           * @visibility backend
           */
          memory?: string | number;
          /**
           * Of all claims together.
           * @visibility backend
           */
          storage?: string | number;
          /** @visibility backend */
          pods?: number;
        };
        /**
         * The largest volume, as a Kubernetes quantity. Default: 20Gi.
         * @visibility backend
         */
        volume?: string;
        /**
         * The longest life, in days. Without it, no length of life needs an approval.
         * @visibility backend
         */
        days?: number;
      };
      /**
       * Catalog ref of the group whose members approve for a team; `{namespace}` and `{team}` are the parts of the
       * team's ref. Default: `group:{namespace}/{team}-leads`.
       * @visibility backend
       */
      leads?: string;
      /**
       * Storage classes whose volumes only administrators give out.
       * @visibility backend
       */
      classesByAdministrators?: string[];
      /** What a single request can ask for at most, whoever approves it: 1000 cores, 16Ti, 100Ti, 5000 pods. */
      limits?: {
        /**
         * CPU that containers are sure of, as a Kubernetes quantity: `4`, `500m`.
         * @visibility backend
         */
        cpu?: string | number;
        /**
         * `64Gi`
         * @visibility backend
         */
        memory?: string | number;
        /**
         * Of all claims together.
         * @visibility backend
         */
        storage?: string | number;
        /** @visibility backend */
        pods?: number;
      };
      /**
       * Names of namespaces that cannot be asked for, beside those of Kubernetes and of the portal; a trailing `*`
       * stands for any end.
       * @visibility backend
       */
      reservedNames?: string[];
      /**
       * What happens to what somebody else has changed or deleted: it is mended (the default), or only reported.
       * @visibility backend
       */
      drift?: 'mend' | 'report';
      /**
       * How often what is live is looked at again. Default: 300.
       * @visibility backend
       */
      driftSeconds?: number;
      /**
       * After how many days a request that nobody decides expires. Default: 14.
       * @visibility backend
       */
      waitingDays?: number;
      /**
       * How many days before something expires people are told. Default: 7.
       * @visibility backend
       */
      warningDays?: number;
      /** What every namespace is made with. */
      baseline?: {
        /**
         * The version of the Pod Security Standards: `latest` (the default) or `v1.36`.
         * @visibility backend
         */
        podSecurityVersion?: string;
        /** Where pods ask for names. */
        dns?: {
          /**
           * Default: `kubernetes.io/metadata.name: kube-system`.
           * @visibility backend
           */
          namespaceLabels?: { [label: string]: string };
          /**
           * Default: `k8s-app: kube-dns`.
           * @visibility backend
           */
          podLabels?: { [label: string]: string };
          /**
           * As the pods behind the service listen. Default: 53.
           * @visibility backend
           */
          port?: number;
        };
        /**
         * Labels of namespaces that may call into a team's pods: ingress controllers, monitoring. Default: one entry,
         * `kubernetes.io/metadata.name: ingress-nginx`.
         * @visibility backend
         */
        ingressNamespaces?: Array<{ [label: string]: string }>;
        /** What containers get that say nothing themselves. */
        container?: {
          /**
           * Default: 100m.
           * @visibility backend
           */
          cpuRequest?: string | number;
          /**
           * Default: 128Mi.
           * @visibility backend
           */
          memoryRequest?: string;
          /**
           * Default: 512Mi.
           * @visibility backend
           */
          memoryLimit?: string;
        };
      };
    };
    /** HashiCorp Vault or OpenBao. Without this section secrets cannot be asked for; see docs/vault.md. */
    vault?: {
      /**
       * `https://vault.example.com:8200`; plain http to this machine only, or with `insecure`.
       * @visibility backend
       */
      address: string;
      /**
       * Absolute path of a PEM file with the authorities of Vault's certificate. Without it, those of Node.js.
       * @visibility backend
       */
      caFile?: string;
      /**
       * Allows plain http to other machines: everything, values included, is then readable on the way.
       * @visibility backend
       */
      insecure?: boolean;
      /**
       * Namespace of Vault Enterprise or OpenBao: `teams/platform`.
       * @visibility backend
       */
      namespace?: string;
      /**
       * The KV version 2 mount. Default: secret.
       * @visibility backend
       */
      kvMount?: string;
      /**
       * The path in that mount below which the portal works. Default: paddock.
       * @visibility backend
       */
      prefix?: string;
      /**
       * Absolute path of a file that is there while the server is being built or started; its first line is shown.
       * @visibility backend
       */
      startingFile?: string;
      /**
       * For one whole answer. Default: 10.
       * @visibility backend
       */
      timeoutSeconds?: number;
      /** How the portal logs in. Secrets are in files, never here; all paths are absolute. */
      login:
        | {
            /** @visibility backend */
            method: 'token';
            /** @visibility secret */
            tokenFile: string;
          }
        | {
            /** @visibility backend */
            method: 'kubernetes';
            /**
             * Default: kubernetes.
             * @visibility backend
             */
            mount?: string;
            /** @visibility backend */
            role: string;
            /**
             * Default: the token of the portal's own service account.
             * @visibility secret
             */
            jwtFile?: string;
          }
        | {
            /** @visibility backend */
            method: 'appRole';
            /**
             * Default: approle.
             * @visibility backend
             */
            mount?: string;
            /** @visibility secret */
            roleIdFile: string;
            /** @visibility secret */
            secretIdFile: string;
            /** The secret id's file holds a response-wrapping token, which is opened once. */
            wrapped?: {
              /**
               * Name of the portal's AppRole role.
               * @visibility backend
               */
              role: string;
            };
          };
      clusters?: Array<{
        /**
         * The cluster's name in the `kubernetes` section.
         * @visibility backend
         */
        name: string;
        /**
         * Its part of paths and names in Vault, where its name cannot be one: small letters, digits, hyphens, dots.
         * @visibility backend
         */
        pathName?: string;
        /**
         * Its Kubernetes auth mount; no two clusters share one.
         * @visibility backend
         */
        authMount: string;
        /**
         * Vault as pods reach it. Default: as the portal does.
         * @visibility backend
         */
        address?: string;
        /**
         * Absolute path of the authorities that pods are given. Default: the portal's.
         * @visibility backend
         */
        caFile?: string;
        /**
         * How secrets get to pods. Default: agent.
         * @visibility backend
         */
        delivery?:
          | 'agent'
          | 'external-secrets'
          | 'vault-secrets-operator'
          | 'injector'
          | 'none';
        /**
         * An image with a Vault or OpenBao agent, whose entrypoint takes `agent` as its first argument.
         * @visibility backend
         */
        agentImage?: string;
        /**
         * Whom the tokens of service accounts are for. Default: vault.
         * @visibility backend
         */
        audience?: string;
        /**
         * How long a login of a pod lasts. Default: 1200.
         * @visibility backend
         */
        tokenSeconds?: number;
        /** Where pods are let out to. Default: the address, where it is a number and not a name. */
        egress?: {
          /** @visibility backend */
          cidrs?: string[];
          /**
           * Of the namespace that Vault runs in, where it runs in the same cluster.
           * @visibility backend
           */
          namespaceLabels?: { [label: string]: string };
          /**
           * Default: that of the address.
           * @visibility backend
           */
          port?: number;
        };
      }>;
    };
    /** How the portal trusts kubelets, whose figures it reads. Without it fill levels and usage of nodes are not known. */
    kubelet?: {
      /**
       * Absolute path of the authorities that sign the kubelets' serving certificates.
       * @visibility backend
       */
      caFile?: string;
      /**
       * Take any certificate. For tries only.
       * @visibility backend
       */
      insecure?: boolean;
      /** What single clusters do otherwise. */
      clusters?: Array<{
        /** @visibility backend */
        name: string;
        /** @visibility backend */
        caFile?: string;
        /** @visibility backend */
        insecure?: boolean;
      }>;
    };
    /** Where figures of more than the last 30 min come from. Without it the portal shows what it has measured itself. */
    metrics?: {
      /** One Prometheus (or what answers like one) for each cluster that has any. */
      prometheus?: Array<{
        /**
         * The cluster's name in the `kubernetes` section.
         * @visibility backend
         */
        cluster: string;
        /**
         * `https://prometheus.example.com`, with a path where it has one. Redirects are not followed.
         * @visibility backend
         */
        url: string;
        /**
         * Allow http:// to another machine: then others on the way can read the token and the figures.
         * @visibility backend
         */
        insecure?: boolean;
        /**
         * Absolute path of a file with a bearer token, read anew for each question.
         * @visibility backend
         */
        tokenFile?: string;
        /**
         * Absolute path of the authorities that sign its certificate. Default: those that Node.js trusts.
         * @visibility backend
         */
        caFile?: string;
        /**
         * How long an answer may take. Default: 10; at most 60.
         * @visibility backend
         */
        timeoutSeconds?: number;
        /**
         * The label that has the node's name on the series of kubelets. Default: node.
         * @visibility backend
         */
        nodeLabel?: string;
        /** Put into every question, where one Prometheus has several clusters: `{ cluster: prod-1 }`. */
        labels?: { [label: string]: string };
      }>;
    };
    /** What the platform around the portal still prepares, for its pages to say. Of use to what starts both, such as `npm start`. */
    preparing?: {
      /**
       * Absolute path of a JSON file: `items`, each with `what`, `without`, `since`, `usually` and `state` (`running` or `failed`).
       * @visibility backend
       */
      file?: string;
    };
    /** What the portal's administrators know of their storage, over what is commonly known. See docs/requests.md. */
    storage?: {
      /** Facts about single storage classes, by name. */
      classes?: Array<{
        /** @visibility backend */
        name: string;
        [fact: string]: string | number | boolean | string[];
      }>;
      /** Facts about all classes of a provisioner, by its name. */
      provisioners?: Array<{
        /** @visibility backend */
        name: string;
        [fact: string]:
          | string
          | number
          | boolean
          | string[]
          | { parameter: string; without: number };
      }>;
    };
  };
}
