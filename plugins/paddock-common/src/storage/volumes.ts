import { z } from 'zod';
import { dnsNameSchema, objectTarget } from '../targets';

/** Body of `POST …/volumes/:name/snapshots`. */
export const takeSnapshotSchema = z.strictObject({ name: dnsNameSchema });

/** Parameters of routes about one snapshot of a volume. */
export const snapshotTarget = objectTarget.extend({ snapshot: dnsNameSchema });
