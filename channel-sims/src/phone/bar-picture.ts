/** A payment code as bars (Code 128), a picture for the page. */
import { code128Widths } from '@qiantai/foundation';

/** Ten modules of white on each side (ISO/IEC 15417, 4.3.2). */
const quietModules = 10;

/** @throws RangeError where the text is no digits */
export function barPicture(digits: string): string {
  const widths = code128Widths(digits);
  const total = widths.reduce((sum, width) => sum + width, 2 * quietModules);
  let x = quietModules;
  let path = '';
  for (const [place, width] of widths.entries()) {
    if (place % 2 === 0) path += `M${x} 0h${width}v10h-${width}z`;
    x += width;
  }
  const how = 'preserveAspectRatio="none" shape-rendering="crispEdges"';
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${total} 10" ${how}><path d="${path}"/></svg>`;
}
