const apps = [
  [/zalo/i, 'Zalo'],
  [/micromessenger/i, 'WeChat'],
  [/fban|fbav/i, 'Facebook'],
  [/line\//i, 'LINE'],
  [/edg\//i, 'Edge'],
  [/firefox|fxios/i, 'Firefox'],
  [/samsungbrowser/i, 'Samsung Internet'],
  [/chrome|crios/i, 'Chrome'],
  [/safari/i, 'Safari'],
] as const;
const systems = [
  [/android/i, 'Android'],
  [/iphone|ipad/i, 'iOS'],
  [/windows/i, 'Windows'],
  [/mac os/i, 'macOS'],
  [/linux/i, 'Linux'],
] as const;

/** Browser and system in a few words, for a list in which somebody looks for her phone: “Zalo, Android”. */
export function describeDevice(userAgent: string): string {
  const find = (table: readonly (readonly [RegExp, string])[]) =>
    table.find(([sign]) => sign.test(userAgent))?.[1];
  return [find(apps), find(systems)].filter((name) => name !== undefined).join(', ');
}
