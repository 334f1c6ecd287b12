import { useEffect, useState } from 'react';
import { useWords } from '../i18n.tsx';
import type { DayTools } from '../pages/day.tsx';

/** How a place looks; a tap makes it larger, and small again. Nothing where it is not on the phone. */
export function PlacePhoto({ tools: { log, view }, photo }: { tools: DayTools; photo: string }) {
  const { t } = useWords();
  const [url, setUrl] = useState<string | null>(null);
  const [isLarge, setIsLarge] = useState(false);
  const isThere = view.signal === 'there';
  useEffect(() => {
    let made: string | null = null;
    let isGone = false;
    const show = (bytes: Blob | null): void => {
      if (bytes === null || isGone) return;
      made = URL.createObjectURL(bytes);
      setUrl(made);
    };
    log.photo(photo, isThere).then(show, () => undefined);
    return () => {
      isGone = true;
      if (made !== null) URL.revokeObjectURL(made);
    };
  }, [log, photo, isThere]);
  if (url === null) return null;
  return (
    <button
      type="button"
      className="place-photo"
      aria-expanded={isLarge}
      onClick={() => setIsLarge(!isLarge)}
    >
      <img src={url} alt={t('stop.photo')} />
    </button>
  );
}
