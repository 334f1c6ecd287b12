/** Chat apps whose own browser loses what it keeps, or has no service worker; null: it is a browser. */
export function chatAppOf(userAgent: string): string | null {
  const apps: readonly (readonly [RegExp, string])[] = [
    [/\bZalo/i, 'Zalo'],
    [/MicroMessenger/i, 'WeChat'],
    [/\bFB_IAB|FBAN|FBAV/i, 'Facebook'],
    [/Instagram/i, 'Instagram'],
    [/\bLine\//i, 'LINE'],
    [/WhatsApp/i, 'WhatsApp'],
    [/TikTok|musical_ly|BytedanceWebview/i, 'TikTok'],
    [/\bQQ\//i, 'QQ'],
    [/DingTalk/i, 'DingTalk'],
  ];
  return apps.find(([pattern]) => pattern.test(userAgent))?.[1] ?? null;
}

/** Opens the address in Android's own browser; there is no such way on an iPhone. */
export function browserIntent({ host, pathname, hash, protocol }: Location): string {
  const scheme = protocol.replace(':', '');
  // What stands behind # would be the intent's: the secret goes as a search, which the page turns back.
  return `intent://${host}${pathname}?link=${hash.slice(1)}#Intent;scheme=${scheme};end`;
}

/** As people would say it, for the desk: Android · Chrome. */
export function phoneLabel(userAgent: string): string {
  const system = /iPhone|iPad/.test(userAgent)
    ? 'iPhone'
    : /Android/.test(userAgent)
      ? 'Android'
      : 'Computer';
  const browser =
    /EdgA?\//.exec(userAgent)?.[0] ??
    /(SamsungBrowser|Firefox|FxiOS|CriOS|UCBrowser|MiuiBrowser|Chrome|Safari)\//.exec(userAgent)?.[1] ??
    '';
  const names: Readonly<Record<string, string>> = {
    FxiOS: 'Firefox',
    CriOS: 'Chrome',
    'EdgA/': 'Edge',
    'Edg/': 'Edge',
  };
  return [system, names[browser] ?? browser].filter(Boolean).join(' · ');
}
