// The short reference by which a call, a message, a person or a report is named between people: never a name or a number.

/** The last six letters of an id, as two people can say them to each other. */
export const shortRef = (id: string): string =>
  id
    .replaceAll(/[^0-9a-z]/gi, '')
    .slice(-6)
    .toUpperCase();
