/** Minor units as text, by the currency's own digits; no floating point. Without a currency two digits. */
export function moneyText(amountMinor: string, currency: string): string {
  const exponent = currency === 'JPY' ? 0 : 2;
  const name = currency === '' ? '' : `${currency} `;
  if (exponent === 0) return `${name}${amountMinor}`;
  const digits = amountMinor.padStart(exponent + 1, '0');
  return `${name}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
}
