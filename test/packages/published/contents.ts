/**
 * What each package holds besides the modules of its `dist`: what is read at run time, and what a tool reads. A new
 * migration or OpenAPI file is added here by hand, so that leaving one out cannot pass.
 */
export const contents: Record<string, string[]> = {
  '@paddock/backstage-plugin-catalog-backend-module-paddock': [
    'README.md',
    'config.schema.json',
    'dist/index.d.ts',
    'package.json',
  ],
  '@paddock/backstage-plugin-kubernetes-backend-module-paddock': [
    'README.md',
    'dist/index.d.ts',
    'package.json',
  ],
  '@paddock/backstage-plugin-paddock': [
    'README.md',
    'dist/index.d.ts',
    'dist/legacy.d.ts',
    'package.json',
  ],
  '@paddock/backstage-plugin-paddock-backend': [
    'README.md',
    'config.schema.json',
    'dist/index.d.ts',
    'migrations/20261123000000_requests.js',
    'migrations/20261123000100_audit.js',
    'migrations/20261125000000_alerts.js',
    'migrations/20261130000000_offers.js',
    'migrations/20261201000000_audit_anchor.js',
    'migrations/20261202000000_no_checking.js',
    'package.json',
  ],
  '@paddock/backstage-plugin-paddock-common': [
    'README.md',
    'dist/index.d.ts',
    'package.json',
  ],
  '@paddock/backstage-plugin-paddock-node': [
    'README.md',
    'dist/index.d.ts',
    'package.json',
    'worker/guard.js',
    'worker/main.js',
    'worker/readYaml.js',
    'worker/toJson.js',
  ],
  '@paddock/backstage-plugin-scaffolder-backend-module-paddock': [
    'README.md',
    'config.schema.json',
    'dist/index.d.ts',
    'package.json',
  ],
};

/** A module of `dist`, or its source map: the path of its source below `src`, without an ending. */
export const moduleOf = (path: string): string | undefined =>
  /^dist\/(.+)\.(?:cjs|esm)\.js(?:\.map)?$/.exec(path)?.[1];
