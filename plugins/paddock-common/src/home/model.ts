import { z } from 'zod';

/** Services that one home page follows at most. */
export const mostServices = 150;

/** Parameters of the topic `home`: catalog refs of the services of whoever looks. */
export const homeParams = z.strictObject({
  services: z.array(z.string().min(3).max(320)).max(mostServices),
});
