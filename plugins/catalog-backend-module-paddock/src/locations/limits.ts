import type { Config } from '@backstage/config';

/** What a registered location may bring. Members register locations, and everybody's catalog reads them. */
export interface LocationLimits {
  bytesPerFile: number;
  entitiesPerFile: number;
  /** Of the location and all that its files lead to. */
  entitiesPerLocation: number;
  filesPerLocation: number;
  /** Keys and list items of one entity. Each is looked at on the event loop, and is a row of the catalog's search. */
  itemsPerEntity: number;
  placeholdersPerEntity: number;
}

/** `paddock.catalog.limits` */
export function readLimits(config: Config): LocationLimits {
  const limits = config.getOptionalConfig('paddock.catalog.limits');
  const read = (key: string, standard: number) =>
    limits?.getOptionalNumber(key) ?? standard;
  return {
    bytesPerFile: 1024 * read('kibPerFile', 1024),
    entitiesPerFile: read('entitiesPerFile', 200),
    entitiesPerLocation: read('entitiesPerLocation', 2_000),
    filesPerLocation: read('filesPerLocation', 100),
    itemsPerEntity: read('itemsPerEntity', 1_000),
    placeholdersPerEntity: 10,
  };
}
