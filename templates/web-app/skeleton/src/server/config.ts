export interface Config {
  /** Address to listen on. */
  host: string;
  /** 0 takes a free one. */
  port: number;
  /** Folder with index.html and assets. */
  publicDir: string;
  /** A JSON file, or a folder with a file for each key; undefined where the app was given no secret. */
  secretPath: string | undefined;
  /** Where the volume is mounted; undefined where there is none. */
  dataDir: string | undefined;
  /** For how long browsers come by TLS only; 0 leaves it open. */
  hstsSeconds: number;
  /** Time after SIGTERM in which new connections are still accepted. */
  lingerMs: number;
  /** Time after that for requests in flight. */
  drainMs: number;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads the environment. Throws a sentence that names the variable for a value that cannot be. */
export function readConfig(env: Environment, publicDir: string): Config {
  const whole = (name: string, standard: number, most: number): number => {
    const text = env[name];
    if (text === undefined || text === '') return standard;
    const value = /^[0-9]{1,9}$/.test(text) ? Number(text) : NaN;
    if (value <= most) return value;
    throw new Error(`${name} must be a whole number from 0 to ${most}, and is ${JSON.stringify(text)}.`);
  };
  return {
    host: env['HOST'] || '0.0.0.0',
    port: whole('PORT', 8080, 65_535),
    publicDir: env['PUBLIC_DIR'] || publicDir,
    secretPath: env['SECRET_PATH'] || undefined,
    dataDir: env['DATA_DIR'] || undefined,
    hstsSeconds: whole('HSTS_SECONDS', 0, 63_072_000),
    lingerMs: whole('LINGER_MS', 1_000, 60_000),
    drainMs: whole('DRAIN_MS', 20_000, 600_000),
  };
}
