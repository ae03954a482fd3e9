import { KubeError } from './errors';

/** Undefined for what the person may not see, or what the cluster does not serve. @throws what else goes wrong */
export async function unlessHidden<Value>(
  reading: Promise<Value>,
): Promise<Value | undefined> {
  try {
    return await reading;
  } catch (error) {
    const isHidden =
      error instanceof KubeError && [403, 404].includes(error.status);
    if (isHidden) return undefined;
    throw error;
  }
}
