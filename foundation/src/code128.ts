/** A number as bars: Code 128 (ISO/IEC 15417). */

/** Symbols 0 to 105, each eleven modules wide; 105 is "start C". */
const patterns = [
  '212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231 113222',
  '123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 322112 322211 212123 212321',
  '232121 111323 131123 131321 112313 132113 132311 211313 231113 231311 112133 112331 132131 113123 113321 133121',
  '313121 211331 231131 213113 213311 213131 311123 311321 331121 312113 312311 332111 314111 221411 431111 111224',
  '111422 121124 121421 141122 141221 112214 112412 122114 122411 142112 142211 241211 221114 413111 241112 134111',
  '111242 121142 121241 114212 124112 124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113',
  '114311 411113 411311 113141 114131 311141 411131 211412 211214 211232',
]
  .join(' ')
  .split(' ');
const stopPattern = '2331112';
const startC = 105;
const switchToB = 100;
/** The value of `0` in code set B. */
const zeroInB = 16;

/**
 * Widths of bars and spaces in turn, in modules, beginning with a bar. Two digits to a symbol (code set C); the last
 * of an odd number of digits stands alone in code set B.
 * @throws RangeError where the text is no digits.
 */
export function code128Widths(digits: string): number[] {
  if (!/^\d{2,}$/.test(digits)) throw new RangeError('at least two digits make bars');
  const symbols = (digits.match(/\d\d/g) ?? []).map(Number);
  if (digits.length % 2 === 1) symbols.push(switchToB, zeroInB + Number(digits.at(-1)));
  const check = symbols.reduce((sum, symbol, index) => sum + symbol * (index + 1), startC) % 103;
  const bars = [startC, ...symbols, check].map((symbol) => patterns[symbol] ?? '');
  return [...bars.join(''), ...stopPattern].map(Number);
}
