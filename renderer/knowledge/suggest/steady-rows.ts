// Rows that don't jump under a reader: while the list is pointed at or has the focus it stays, and takes what is better when it
// is left. Pure.

/** What is drawn next: `shown` stays while it is held, unless it shows nothing. */
export const settleRows = <Row>(
  shown: readonly Row[],
  wanted: readonly Row[],
  held: boolean,
): readonly Row[] => (held && shown.length > 0 ? shown : wanted);
