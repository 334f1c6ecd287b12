import { useSyncExternalStore } from 'react';
import { matchLocale } from '#web/shared/i18n/locales.ts';
import { Icon } from '#web/shared/ui/icon.tsx';
import { useBook } from '../book-context.ts';

/** Says a text aloud in her language; where the phone has no voice for it, there is no button. */
export function SpeakButton({ text }: { text: string }) {
  const { t, locale } = useBook();
  const uri = useSyncExternalStore(onVoices, () => voiceOf(locale)?.voiceURI ?? null);
  if (uri === null) return null;
  const speak = () => {
    const spoken = new SpeechSynthesisUtterance(text);
    spoken.voice = voiceOf(locale) ?? null;
    spoken.lang = spoken.voice?.lang ?? locale;
    speechSynthesis.cancel();
    speechSynthesis.speak(spoken);
  };
  return (
    <button type="button" className="button icon" aria-label={t('speak')} onClick={speak}>
      <Icon name="speaker" />
    </button>
  );
}

const voiceOf = (locale: string) =>
  'speechSynthesis' in window
    ? speechSynthesis.getVoices().find(({ lang }) => matchLocale(lang.replace('_', '-')) === locale)
    : undefined;

/** Phones load their voices after the page. */
function onVoices(listener: () => void): () => void {
  if (!('speechSynthesis' in window)) return () => undefined;
  speechSynthesis.addEventListener('voiceschanged', listener);
  return () => speechSynthesis.removeEventListener('voiceschanged', listener);
}
