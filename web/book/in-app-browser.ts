/** Chat apps open links in a browser of their own, which keeps little and often has no service worker. */
const apps = [
  [/zalo/i, 'Zalo'],
  [/micromessenger/i, '微信'],
  [/fban|fbav|fb_iab/i, 'Facebook'],
  [/instagram/i, 'Instagram'],
  [/\bline\//i, 'LINE'],
  [/bytedance|musical_ly|tiktok/i, 'TikTok'],
  [/dingtalk/i, '钉钉'],
  [/whatsapp/i, 'WhatsApp'],
] as const;

/** The app whose browser this is; null: the phone's own. */
export function inAppBrowser(userAgent = navigator.userAgent): string | null {
  return apps.find(([sign]) => sign.test(userAgent))?.[1] ?? null;
}
