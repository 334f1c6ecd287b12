import { useState } from 'react';

const rowsAtOnce = 200;

/** The first rows of a long list, and how many more the next press shows. */
export function usePageOfRows<T>(rows: readonly T[]): {
  shown: readonly T[];
  more: number;
  showMore: () => void;
} {
  const [limit, setLimit] = useState(rowsAtOnce);
  return {
    shown: rows.slice(0, limit),
    more: Math.min(rowsAtOnce, Math.max(0, rows.length - limit)),
    showMore: () => setLimit(limit + rowsAtOnce),
  };
}
