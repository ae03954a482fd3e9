import { availableParallelism, totalmem } from 'node:os';

/** Names of suites: one after the other within a list, the lists of a stage beside each other, stages one after the other. */
export interface Plan<Name extends string> {
  quiet: readonly Name[];
  stages: ReadonlyArray<ReadonlyArray<readonly Name[]>>;
}

/** A control plane takes about 1.2 GiB, and each of jest's two workers up to 2. */
export const hasRoom = () =>
  availableParallelism() > 1 && totalmem() > 11 * 2 ** 30;

/** Does all of it; `suite` is told whether it has to make way. */
export async function follow<Name extends string>(
  { quiet, stages }: Plan<Name>,
  suite: (name: Name, isQuiet: boolean) => Promise<void>,
): Promise<void> {
  const each = async (names: readonly Name[], isQuiet: boolean) => {
    for (const name of names) await suite(name, isQuiet);
  };
  const loud = async () => {
    for (const stage of stages)
      await Promise.all(stage.map(names => each(names, false)));
  };
  await Promise.all([each(quiet, true), loud()]);
}
