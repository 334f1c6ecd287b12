import { useState } from 'react';
import { Icon } from '#web/shared/ui/icon.tsx';
import { useBook } from '../book-context.ts';

/** Copies a text for any chat; where the browser may not, it is shown to be copied by hand. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const { t } = useBook();
  const [state, setState] = useState<'idle' | 'copied' | 'refused'>('idle');
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setState('copied');
    } catch {
      setState('refused');
    }
  };
  return (
    <>
      <button type="button" className="button" onClick={() => void copy()}>
        <Icon name={state === 'copied' ? 'check' : 'copy'} />
        {state === 'copied' ? t('copied') : label}
      </button>
      {state === 'refused' && <textarea readOnly aria-label={label} value={text} rows={4} />}
    </>
  );
}
