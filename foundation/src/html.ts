/**
 * HTML made of text: what is put into a template is escaped, unless a template made it (HTML Living Standard,
 * 13.1.2.3 and 13.3). A page is made of small pieces that can be tested as texts.
 */

/** HTML that a template made. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  toString(): string {
    return this.text;
  }
}

/** `false`, `null` and `undefined` stand for nothing, a list for its pieces one after the other. */
export type HtmlPiece = Html | string | number | bigint | false | null | undefined | readonly HtmlPiece[];

export function html(parts: TemplateStringsArray, ...pieces: readonly HtmlPiece[]): Html {
  return new Html(parts.reduce((text, part, index) => text + textOf(pieces[index - 1]) + part));
}

function textOf(piece: HtmlPiece): string {
  if (piece === false || piece === null || piece === undefined) return '';
  if (piece instanceof Html) return piece.text;
  if (typeof piece === 'object') return piece.map(textOf).join('');
  return escapeHtml(String(piece));
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
