/** Why a run over a record goes no further; neither is an error. */
export type Stop =
  | {
      state: 'waits';
      /** Goes on by itself, as soon as this is over: `Vault, which is sealed`. */
      for: string;
      /** It is a matter of moments, and nothing to tell anybody. */
      soon?: boolean;
    }
  | {
      state: 'attention';
      /** A sentence for whoever has to do something. */
      why: string;
      /** It may pass by itself, and is tried a few times more before anybody is called. */
      doubtful?: boolean;
    };

export type Waiting = Extract<Stop, { state: 'waits' }>;

export const waits = (what: string): Waiting => ({ state: 'waits', for: what });
export const soon = (what: string): Waiting => ({
  state: 'waits',
  for: what,
  soon: true,
});
export const attention = (why: string): Stop => ({ state: 'attention', why });

/** Of several: what needs a person comes first, then what has to be waited for longest. */
export function gravest(stops: ReadonlyArray<Stop | undefined>) {
  const gravity = (stop: Stop) => {
    if (stop.state === 'attention') return 2;
    return stop.soon ? 0 : 1;
  };
  return stops
    .filter(stop => stop !== undefined)
    .reduce<Stop | undefined>(
      (worst, stop) =>
        worst && gravity(worst) >= gravity(stop) ? worst : stop,
      undefined,
    );
}
