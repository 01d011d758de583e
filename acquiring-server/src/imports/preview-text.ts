/** A preview in words, for the command and for the wire. */
import { serverErrors } from '../errors.ts';
import type { ImportPreview } from './import-desk.ts';
import type { ImportFault } from './import-faults.ts';

export function previewText(preview: ImportPreview): string {
  const { rows, added, changed, removed, unchanged, badRows, encoding = 'neither UTF-8 nor GB18030' } = preview;
  return `${rows} rows (${encoding}): ${added} new, ${changed} changed, ${removed} removed, ${unchanged} as they were, ${badRows} bad`;
}

export function faultLine(fault: ImportFault): string {
  return `line ${fault.line}${fault.column ? `, ${fault.column}` : ''}: ${fault.code} ${faultText(fault)}`;
}

/** A person's sentence. Row and column stand beside it, so what names a setting is left out. */
export function faultText({ code, why }: ImportFault): string {
  if (code === 'HEADQUARTERS_NOT_YOURS') return `This is not yours to change: ${why}`;
  return serverErrors[code].message.replace('{at}: ', '').replace('{why}', why);
}
