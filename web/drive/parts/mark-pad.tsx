import { type PointerEvent, useRef, useState } from 'react';
import { useWords } from '../i18n.tsx';

const size = { width: 600, height: 240 };

/** Where somebody draws a mark with a finger. */
export function MarkPad({ onMark }: { onMark: (picture: Blob) => Promise<void> }) {
  const { t } = useWords();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [hasMark, setHasMark] = useState(false);
  const draw = (event: PointerEvent<HTMLCanvasElement>): void => {
    const pad = event.currentTarget;
    const context = pad.getContext('2d');
    if (!context || (event.type === 'pointermove' && event.buttons === 0)) return;
    const box = pad.getBoundingClientRect();
    const x = ((event.clientX - box.left) / box.width) * size.width;
    const y = ((event.clientY - box.top) / box.height) * size.height;
    if (event.type === 'pointerdown') {
      pad.setPointerCapture(event.pointerId);
      context.lineWidth = 5;
      context.lineCap = 'round';
      context.beginPath();
      context.moveTo(x, y);
    }
    context.lineTo(x, y);
    context.stroke();
    setHasMark(true);
  };
  const save = (): void =>
    canvas.current?.toBlob((blob) => {
      if (blob) void onMark(blob);
    }, 'image/png');
  return (
    <div className="stack">
      <canvas
        ref={canvas}
        className="mark-pad"
        {...size}
        aria-label={t('proof.mark')}
        onPointerDown={draw}
        onPointerMove={draw}
      />
      <button type="button" className="button big" disabled={!hasMark} onClick={save}>
        {t('proof.mark-done')}
      </button>
    </div>
  );
}
