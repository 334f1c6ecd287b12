import { useMemo } from 'react';
import { qrCode } from './qr-code.ts';

const quietZone = 4;

interface QrPictureProps {
  readonly text: string;
  /** What it leads to, in words. */
  readonly label: string;
}

/** A text to be read by a phone's camera: dark on white whatever the theme, with its quiet zone. */
export function QrPicture({ text, label }: QrPictureProps) {
  const code = useMemo(() => qrCode(text), [text]);
  const size = code.length + 2 * quietZone;
  const path = code
    .flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x + quietZone} ${y + quietZone}h1v1h-1z` : '')))
    .join('');
  return (
    <svg className="qr-picture" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label}>
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" shapeRendering="crispEdges" />
    </svg>
  );
}
