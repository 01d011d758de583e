import type { PaperLine } from './paper.ts';

const mark = 'TRAINING 培训';
const prefix = '培训 ';

/**
 * A paper of a till that trains: each line says so, so that no cut-off piece can pass for a receipt. Codes are left
 * out: nothing of it can be looked up.
 */
export function markTraining(lines: readonly PaperLine[]): PaperLine[] {
  return [{ kind: 'large', text: mark }, ...lines.flatMap(marked), { kind: 'large', text: mark }];
}

function marked(line: PaperLine): PaperLine[] {
  switch (line.kind) {
    case 'text':
      return [{ ...line, text: prefix + line.text }];
    case 'large':
      return [{ ...line, text: prefix + line.text }];
    case 'pair':
      return [{ ...line, left: prefix + line.left.trimStart() }];
    case 'rule':
      return [{ kind: 'text', text: `---- ${mark} ----`, align: 'center' }];
    case 'qr':
    case 'barcode':
      return [];
    case 'picture':
    case 'cut':
    case 'feed':
      return [line];
  }
}
