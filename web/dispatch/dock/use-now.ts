import { useEffect, useState } from 'react';

const minuteMs = 60_000;

/** Seconds since an instant, told anew each minute. */
export function useSecondsSince(instant: string): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), minuteMs);
    return () => clearInterval(timer);
  }, []);
  return (now - Date.parse(instant)) / 1_000;
}
