/** Switching to another tab and back within this time keeps the stream. */
const graceMs = 5_000;

/** Calls back when the page has been hidden for a while, and when it is shown again. Returns its stop. */
export function followVisibility(
  page: Document,
  onChange: (awake: boolean) => void,
): () => void {
  let hiding: ReturnType<typeof setTimeout> | undefined;
  const look = () => {
    clearTimeout(hiding);
    if (page.visibilityState === 'hidden') {
      hiding = setTimeout(() => onChange(false), graceMs);
    } else {
      onChange(true);
    }
  };
  page.addEventListener('visibilitychange', look);
  look();
  return () => {
    clearTimeout(hiding);
    page.removeEventListener('visibilitychange', look);
  };
}
