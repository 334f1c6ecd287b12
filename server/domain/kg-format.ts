/** Writes a weight in the words of a language, to a tenth: `1,250.5 kg`. */
export function makeKgFormat(locale: string): (kg: number) => string {
  const options = { maximumFractionDigits: 1 } as const;
  if (locale === 'zh-Hans') {
    // Intl has kg or 千克; scales, markets and all pages say 公斤.
    const numbers = new Intl.NumberFormat(locale, options);
    return (kg) => `${numbers.format(kg)}公斤`;
  }
  const kilograms = new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: 'kilogram',
    unitDisplay: 'short',
    ...options,
  });
  return (kg) => kilograms.format(kg);
}
