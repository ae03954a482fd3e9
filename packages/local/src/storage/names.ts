import { join } from 'node:path';

/** As its makers call them: whoever knows local-path-provisioner finds everything where it is elsewhere. */
export const storageNamespace = 'local-path-storage';
export const provisionerName = 'local-path-provisioner';
export const storageClassName = 'local-path';
export const configName = 'local-path-config';

/** Where the data of volumes lies on this machine: kept between starts, as the claims are. */
export const volumesFolder = (state: string) => join(state, 'volumes');
