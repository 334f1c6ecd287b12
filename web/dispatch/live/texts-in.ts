/** The texts of a message, or of several that were pasted one behind the other, whatever stands around them. */
export function textsIn(pasted: string): string[] {
  return pasted
    .split(/(?=\bhub1\s)/i)
    .filter((part) => /^hub1\s/i.test(part))
    .map((part) => part.trim());
}
