/**
 * Between columns and members: `amount_minor` is `amountMinor`. An instant or duration (`…Ms`) is a number,
 * every other int8 stays a bigint.
 */
export function columnOf(member: string): string {
  return member.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** `p.amount_minor AS "p.amountMinor", …` for `recordFrom`. */
export function selectList(members: readonly string[], alias: string): string {
  return members.map((member) => `${alias}.${columnOf(member)} AS "${alias}.${member}"`).join(', ');
}

/** The members that `selectList` asked for; undefined where an outer join found no row. */
export function recordFrom<Row extends object>(
  row: Readonly<Record<string, unknown>>,
  members: ReadonlyArray<keyof Row & string>,
  alias: string,
): Row | undefined {
  const record: Record<string, unknown> = {};
  let found = false;
  for (const member of members) {
    const value = row[`${alias}.${member}`] ?? null;
    if (value !== null) found = true;
    record[member] = member.endsWith('Ms') && typeof value === 'bigint' ? Number(value) : value;
  }
  return found ? (record as Row) : undefined;
}

/** `INSERT INTO table (…) VALUES (…)` for the members in their order. */
export function insertSql(table: string, members: readonly string[]): string {
  const places = members.map((_, index) => `$${index + 1}`);
  return `INSERT INTO ${table} (${members.map(columnOf).join(', ')}) VALUES (${places.join(', ')})`;
}

/** `UPDATE table SET … WHERE …`; the keys come first in the parameters. */
export function updateSql(table: string, keys: readonly string[], members: readonly string[]): string {
  const where = keys.map((key, index) => `${columnOf(key)} = $${index + 1}`);
  const set = members.map((member, index) => `${columnOf(member)} = $${keys.length + index + 1}`);
  return `UPDATE ${table} SET ${set.join(', ')} WHERE ${where.join(' AND ')}`;
}
