import { create } from 'qrcode';
import { useMemo } from 'react';

/** Modules of white around the code, as readers ask for (ISO/IEC 18004, 6.3.8). */
const quietZone = 4;

/** A QR code as one path; always black on white, in the dark too, because phones expect it. */
export function Qr({ text, label }: { text: string; label: string }) {
  const drawing = useMemo(() => {
    const { modules } = create(text, { errorCorrectionLevel: 'M' });
    let path = '';
    for (let row = 0; row < modules.size; row++) {
      for (let column = 0; column < modules.size; column++) {
        if (modules.get(row, column)) path += `M${column + quietZone} ${row + quietZone}h1v1h-1z`;
      }
    }
    return { path, side: modules.size + 2 * quietZone };
  }, [text]);
  return (
    <svg className="qr" viewBox={`0 0 ${drawing.side} ${drawing.side}`} shapeRendering="crispEdges" role="img">
      <title>{label}</title>
      <rect width={drawing.side} height={drawing.side} fill="#fff" />
      <path d={drawing.path} fill="#000" />
    </svg>
  );
}
