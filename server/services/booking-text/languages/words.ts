/** "a, b c" as a list of phrases. */
export const split = (list: string): string[] => list.split(', ');

/** "trăm 100, nghìn 1000" as phrases with what each stands for. */
export function table(list: string): Record<string, number> {
  const entries = split(list).map((entry) => {
    const at = entry.lastIndexOf(' ');
    return [entry.slice(0, at), Number(entry.slice(at + 1))] as const;
  });
  return Object.fromEntries(entries);
}
