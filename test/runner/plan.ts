import { availableParallelism, totalmem } from 'node:os';

/** Names of suites: one after the other within a list, the lists of a stage beside each other, stages one after the other. */
export interface Plan<Name extends string> {
  quiet: readonly Name[];
  stages: ReadonlyArray<ReadonlyArray<readonly Name[]>>;
  prepare(): Promise<void>;
}

/** A control plane takes about 1.2 GiB, and each of jest's two workers up to 2. */
export const hasRoom = () =>
  availableParallelism() > 1 && totalmem() > 11 * 2 ** 30;

/** Does all of it, the stages after `prepare`, the last one alone; `suite` is told whether it has to make way. */
export async function follow<Name extends string>(
  { quiet, stages, prepare }: Plan<Name>,
  suite: (name: Name, isQuiet: boolean) => Promise<void>,
): Promise<void> {
  const each = async (names: readonly Name[], isQuiet: boolean) => {
    for (const name of names) await suite(name, isQuiet);
  };
  const together = (stage: Plan<Name>['stages'][number] = []) =>
    Promise.all(stage.map(names => each(names, false)));
  const loud = async () => {
    await prepare();
    for (const stage of stages.slice(0, -1)) await together(stage);
  };
  await Promise.all([each(quiet, true), loud()]);
  await together(stages.at(-1));
}
