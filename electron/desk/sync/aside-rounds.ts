// How far each lane has asked what became of what was set aside: once a connection, from the start. What was asked on the
// connection before says nothing about this one, whenever its answer or its failure comes.
import { lanes, type Lane } from '#shared/domain/messages/lane.ts';

/** Where to go on asking; null = nothing to ask now. */
type Places = Record<Lane, number | null>;

export function createAsideRounds() {
  let places: Places = { urgent: null, normal: null };
  let failed: Partial<Places> = {};
  return {
    /** A connection is there, for the first time or again. */
    begin(): void {
      places = { urgent: 0, normal: 0 };
      failed = {};
    },
    /** Questions that failed are due again. */
    again(): void {
      Object.assign(places, failed);
      failed = {};
    },
    /** The next question, of a lane that may ask now; null when none is due. */
    next(rests: (lane: Lane) => boolean) {
      const lane = lanes.find((name) => places[name] !== null && !rests(name));
      if (lane === undefined) return null;
      const asked = places;
      const from = asked[lane] ?? 0;
      return {
        lane,
        from,
        /** `upto`: the last item that was asked about, null when none was left; `answer` null: the question failed. */
        answered(answer: { upto: number | null } | null): void {
          if (asked !== places) return;
          asked[lane] = answer?.upto ?? null;
          if (answer === null) failed[lane] = from;
        },
      };
    },
  };
}
