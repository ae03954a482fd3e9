import { useEffect, useState } from 'react';
import { useSlowed } from './useSlowed';

/** What is typed reaches the URL once the typing slows down; what the URL says reaches the field. */
export function useTyped(text: string, onText: (text: string) => void) {
  const [typed, setTyped] = useState(text);
  const [given, setGiven] = useState(text);
  if (given !== text) {
    setGiven(text);
    setTyped(text);
  }
  const slowed = useSlowed(typed, 200);
  useEffect(() => {
    if (slowed === typed && slowed !== text) onText(slowed);
    // Only the end of the typing is a change.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [slowed]);
  return { typed, setTyped };
}
