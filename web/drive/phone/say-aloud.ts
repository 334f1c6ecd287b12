/** Words, and the language they are in. */
export interface Spoken {
  readonly text: string;
  readonly language: string;
}

/** Says it aloud, one after the other, in place of what is being said. False where the phone has no voice for it. */
export function sayAloud(all: readonly Spoken[]): boolean {
  const voices = speechSynthesis.getVoices().map(({ lang }) => primaryOf(lang));
  speechSynthesis.cancel();
  for (const { text, language } of all) {
    const words = new SpeechSynthesisUtterance(text);
    words.lang = language;
    speechSynthesis.speak(words);
  }
  // A browser that has not read its voices yet names none, and may have one all the same.
  return voices.length === 0 || all.every(({ language }) => voices.includes(primaryOf(language)));
}

/** `vi-VN`, and `vi_VN` as some phones write it. */
const primaryOf = (language: string): string => language.toLowerCase().split(/[-_]/)[0] ?? '';
