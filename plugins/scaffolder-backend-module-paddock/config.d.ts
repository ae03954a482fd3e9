export interface Config {
  paddock?: {
    /** Where scaffolder templates publish to. */
    git?: {
      /**
       * Host of the git server as it is named under `integrations.gitea`, for instance `git.example.com`.
       * Default: the first one there. Templates read it as `${{ paddock.gitHost }}`, and its address as `${{ paddock.gitUrl }}`.
       */
      host?: string;
    };
    /** Where scaffolder templates deploy to. */
    deploy?: {
      /** Cluster for templates that name none. */
      cluster?: string;
    };
    /** How `paddock:image:build` makes and pushes images. Without it the action says that it is not set up. */
    builds?: {
      /** Registry that images are pushed to and that clusters pull from, as `host[:port]`. */
      registry: string;
      /** True for a registry that speaks plain HTTP, as on a developer's machine. Default: false. */
      insecure?: boolean;
      /** The builder: buildah, or a program that takes its `build` and `push` arguments. Default: buildah. */
      command?: string;
      /** Arguments before the subcommand, for instance `--storage-driver=vfs`. */
      arguments?: string[];
      /** Default: chroot. */
      isolation?: 'chroot' | 'oci' | 'rootless';
      storage?: {
        /** Folder for images and layers. Default: the builder's own. */
        root?: string;
        /** Folder for the state of running builds. Default: the builder's own. */
        runRoot?: string;
      };
      /** Build arguments for every build, for instance BUILD_IMAGE. Those of a template come first. */
      buildArgs?: { [name: string]: string };
      /**
       * The builder's whole environment beside PATH, HOME, LANG and TMPDIR. Nothing is inherited from the portal.
       * @deepVisibility secret
       */
      environment?: { [name: string]: string };
      /** Builds at the same time; further ones wait. Default: 1. */
      concurrency?: number;
      /** Longest time of one build with its push, in minutes. Default: 20. */
      timeoutMinutes?: number;
    };
  };
}
