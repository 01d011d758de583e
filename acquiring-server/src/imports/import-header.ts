/** The header row: which cell is which column, and what is wrong with it. */
import type { ImportFault } from './import-faults.ts';
import type { ImportKind } from './import-kinds.ts';

export interface Header {
  /** Our names of the columns, in the order of the cells. */
  columns: string[];
  faults: ImportFault[];
}

export function readHeader(cells: readonly string[], columns: ImportKind['columns']): Header {
  const byName = new Map<string, string>();
  for (const [column, { names }] of Object.entries(columns)) {
    for (const name of [column, ...names]) if (!byName.has(name)) byName.set(name, column);
  }
  const found: string[] = [];
  const faults: ImportFault[] = [];
  const fault = (code: ImportFault['code'], why: string) => faults.push({ line: 1, column: why, code, why });
  for (const cell of cells) {
    const column = byName.get(
      cell
        .trim()
        .toLowerCase()
        .replace(/[\s-]+/g, '_'),
    );
    if (column === undefined) fault('IMPORT_COLUMN_UNKNOWN', cell.slice(0, 40));
    else if (found.includes(column)) fault('IMPORT_COLUMN_TWICE', column);
    found.push(column ?? '');
  }
  for (const [column, { required }] of Object.entries(columns)) {
    if (required && !found.includes(column)) fault('IMPORT_COLUMN_MISSING', column);
  }
  return { columns: found, faults };
}
