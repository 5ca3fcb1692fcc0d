// Whether a typed name is one of the trainer's list. Pure.
export interface Known {
  id: string;
  name: string;
}
const plainest = (name: string): string => name.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase();

/** Everybody of the list who is written like that. */
export const alike = (people: readonly Known[], name: string): Known[] =>
  people.filter((one) => plainest(one.name) === plainest(name));
