/** How many more pods of this size the quota lets in, by the API server's own figures in its refusal. */
export function admittedByQuota(message: string): number | undefined {
  const amounts = (side: string) =>
    new Map(
      [
        ...(
          new RegExp(`${side}: ([^:]*?)(?:, [a-z]+: |$)`).exec(message)?.[1] ??
          ''
        ).matchAll(/([a-z][a-z0-9./-]*)=([0-9]+)(m?)\b(?![A-Za-z.])/g),
      ].map(([, name, value, milli]) => [
        name,
        Number(value) * (milli ? 1 : 1000),
      ]),
    );
  const [requested, used, limited] = ['requested', 'used', 'limited'].map(
    amounts,
  );
  const rooms = [...(requested ?? [])].flatMap(([name, each]) => {
    const taken = used?.get(name);
    const most = limited?.get(name);
    if (taken === undefined || most === undefined || each <= 0) return [];
    return [Math.max(0, Math.floor((most - taken) / each))];
  });
  return rooms.length > 0 ? Math.min(...rooms) : undefined;
}
