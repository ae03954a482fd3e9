/** Rests that are cut short by news, also by what came just before. */
export function createRest() {
  let wanted = false;
  let end = () => {};
  return {
    /** News from here on is not known to whoever looks now. */
    begin() {
      wanted = false;
    },
    over() {
      wanted = true;
      end();
    },
    async take(ms: number) {
      if (wanted) return;
      await new Promise<void>(resolve => {
        const timer = setTimeout(resolve, ms);
        end = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    },
  };
}
