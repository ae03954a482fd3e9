import { NotAllowedError } from '@backstage/errors';
import type { MissingRight } from '@paddock/backstage-plugin-paddock-common';

/** Answered with 403; the body's error names the rights in `missing`. */
export class MissingRights extends NotAllowedError {
  readonly missing: readonly MissingRight[];

  constructor(message: string, missing: readonly MissingRight[]) {
    super(message);
    this.missing = missing;
  }
}

/** Answered with 403; the body's error names the portal's permission in `permission`. */
export class MissingPermission extends NotAllowedError {
  readonly permission: string;

  constructor(permission: string) {
    super(`This needs the permission "${permission}", which you do not have`);
    this.permission = permission;
  }
}
