/** Numbers with commas between them, as many as are asked for; null where there are others, or a gap. */
export function readNumbers<N extends 2 | 4>(text: string, count: N): Numbers[N] | null {
  const parts = text.split(',');
  // Number('') is 0.
  const numbers = parts.map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  const areWhole = numbers.length === count && numbers.every(Number.isFinite);
  return areWhole ? (numbers as Numbers[N]) : null; // of that length
}

interface Numbers {
  2: [number, number];
  4: [number, number, number, number];
}
