import type { RequestOptions } from '@paddock/backstage-plugin-paddock-common';
import { type Loaded, useGet } from '../portal/useLoaded';

/** What a person may choose from, once the portal has said so. */
export type Options = Loaded<RequestOptions>;

/** Asks the portal when the form is shown. */
export const useOptions = (): Options =>
  useGet<RequestOptions>('/requests/options').loaded;
