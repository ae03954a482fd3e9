import { useEffect, useState } from 'react';

/** The value, once it has not changed for a while. */
export function useSlowed<Value>(value: Value, ms: number): Value {
  const [slowed, setSlowed] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSlowed(value), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return slowed;
}
