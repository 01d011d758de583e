import { type Columns, type PaperLine, presetFormat, widthOf } from './paper.ts';

const mark = 'TRAINING 培训';
const prefix = '培训 ';

/**
 * A paper of a till that trains: each line says so, so that no cut-off piece can pass for a receipt. Codes are left
 * out: nothing of it can be looked up.
 */
export function markTraining(lines: readonly PaperLine[], columns: Columns = presetFormat.columns): PaperLine[] {
  return [
    { kind: 'large', text: mark },
    ...lines.flatMap((line) => marked(line, columns)),
    { kind: 'large', text: mark },
  ];
}

function marked(line: PaperLine, columns: Columns): PaperLine[] {
  switch (line.kind) {
    case 'text':
      return [{ ...line, text: prefix + line.text }];
    case 'large':
      return [{ kind: 'large', text: prefix + line.text }];
    case 'pair':
      return [{ ...line, left: prefix + line.left.trimStart() }];
    case 'rule': {
      const dashes = Math.floor((columns - widthOf(mark) - 2) / 2);
      return [{ kind: 'text', text: `${'-'.repeat(dashes)} ${mark} ${'-'.repeat(dashes)}` }];
    }
    case 'qr':
    case 'barcode':
      return [];
    case 'picture':
    case 'cut':
    case 'feed':
      return [line];
  }
}
