import type { MissingRight } from '@paddock/backstage-plugin-paddock-common';

/** An answer other than 2xx, in the shape of Backstage's errors. */
export const refusal = (
  status: number,
  message: string,
  lacks: { missing?: MissingRight[]; permission?: string } = {},
) =>
  Response.json(
    {
      error: { name: 'Error', message, ...lacks },
      response: { statusCode: status },
    },
    { status },
  );
