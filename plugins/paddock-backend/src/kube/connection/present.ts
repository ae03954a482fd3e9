type Values = Record<string, string | null | undefined> | null | undefined;

/** The pairs that have a value: the API server sends no others. */
export const present = (values: Values): Record<string, string> =>
  Object.fromEntries(
    Object.entries(values ?? {}).flatMap(([key, value]) =>
      typeof value === 'string' ? [[key, value]] : [],
    ),
  );
