/** Numbers of identity documents as their standards make them, and how people's particulars are shown. Pure. */

/**
 * A resident identity number: 17 digits (region, day of birth, sequence) and a check character by ISO 7064
 * MOD 11-2 (GB 11643-1999). It finds every single wrong digit and every exchange of two digits.
 */
export function isResidentNumber(text: string): boolean {
  return /^[1-9][0-9]{16}[0-9X]$/.test(text) && isDay(text.slice(6, 14)) && text[17] === residentCheck(text);
}

/** The check character of the first 17 digits. */
export function residentCheck(digits: string): string {
  let sum = 0;
  for (let place = 0; place < 17; place++) sum += Number(digits[place]) * (2 ** (17 - place) % 11);
  return '10X98765432'[sum % 11] as string;
}

function isDay(text: string): boolean {
  const iso = `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`;
  const day = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().slice(0, 10) === iso && iso > '1850';
}

/** No I, O, S, V, Z: they are too easily misread (GB 32100-2015, table 1). */
const creditCodeCharacters = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** A unified social credit code of 18 characters, the last one a check character (GB 32100-2015, 4.2). */
export function isCreditCode(text: string): boolean {
  return /^[0-9A-HJ-NPQRTUWXY]{18}$/.test(text) && text[17] === creditCodeCheck(text);
}

/** The check character of the first 17 characters. */
export function creditCodeCheck(body: string): string {
  let sum = 0;
  let weight = 1;
  for (let place = 0; place < 17; place++) {
    sum += creditCodeCharacters.indexOf(body[place] as string) * weight;
    weight = (weight * 3) % 31;
  }
  return creditCodeCharacters[(31 - (sum % 31)) % 31] as string;
}

/** `+` and 6 to 15 digits (E.164), or a mobile number of the mainland. */
export function isPhone(text: string): boolean {
  return /^(1[3-9][0-9]{9}|\+[1-9][0-9]{5,14})$/.test(text);
}

/** Good enough to be written to: something, an at sign, a domain with a dot. */
export function isMail(text: string): boolean {
  return text.length <= 254 && /^[^\s@]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/.test(text);
}

/** `110***********1234`-like: the first three and the last two characters. */
export function maskDocument(text: string): string {
  return text.length < 8 ? '*'.repeat(text.length) : text.slice(0, 3) + '*'.repeat(text.length - 5) + text.slice(-2);
}

export function maskPhone(text: string): string {
  return text === '' ? '' : `${text.slice(0, 3)}****${text.slice(-4)}`;
}

export function maskMail(text: string): string {
  const at = text.lastIndexOf('@');
  return at < 1 ? '' : `${text.slice(0, 1)}***${text.slice(at)}`;
}
