/** Put in by the build. */
declare const SERVICE_NAME: string;
declare const SERVICE_VERSION: string;
