/** Finds rows by their line's number, at first where it would stand: most rows of two carts stand in the same places. */
export function finderByLine<Row extends { lineNo: number }>(
  rows: readonly Row[],
): (lineNo: number, place: number) => Row | undefined {
  let byNumber: ReadonlyMap<number, Row> | undefined;
  return (lineNo, place) => {
    const there = rows[place];
    if (there?.lineNo === lineNo) return there;
    byNumber ??= new Map(rows.map((row) => [row.lineNo, row]));
    return byNumber.get(lineNo);
  };
}
