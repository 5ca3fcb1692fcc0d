// Which concepts name a complaint or harm by themselves. The others (a body part, a person, a diagnosis, a time, a word
// family) only say something beside one of these.
const bare = new Set(
  (
    'CANT NOT HEART CHEST UPPER_BELLY BELLY LIMB ARM_LEG LIMB_OR_SIDE SIDE FACE THROAT HEAD SUDDEN PREG PREG_NOW ' +
    'POSTPARTUM SURGERY SURGERY_RECENT CHEMO INFANT KID DIABETIC ATTACKER NOW RESOLVED HYPO_CLAUSE HYPO_NOT PET_NOT ' +
    'IDIOM OLD ADMIN HYPOTHETICAL OTHER_PEOPLE PET HARMLESS_NOT BABY_WORD SHE_HE SHE_HE_BABY INFANT_OR_BABY ' +
    'DIAPER DIAPER_TIME METER CLOT_RISK DIALYSIS DRUG DRUG_BOTTLE WANT OTHERS EYE CALF LESS STOOL VICTIM ' +
    'BABY_INSIDE TRIGGER MISSED LIPS HEAD_BACK GOT_INTO SINCE_BIRTH SPEECH ' +
    'CONF_NEW DIAPER_DRY WONT_STOP HIT_VERB HARM BREATH_BAD SPEECH_BAD ' +
    'AGE_BARE AGE_TINY AGE_BABY AGE_CHILD AGE_ADULT WEEKS_BARE DUE_WEEKS YEAR CLOCK AGO_LONG RASH_WITH'
  ).split(' '),
);
/** Of the bare ones those that say where or what fails: enough beside words that no rule knows, never enough alone. */
const placed = new Set(
  (
    'CANT WONT_STOP HEART CHEST UPPER_BELLY BELLY LIMB ARM_LEG LIMB_OR_SIDE FACE THROAT HEAD SUDDEN PREG PREG_NOW ' +
    'POSTPARTUM SURGERY SURGERY_RECENT CHEMO EYE CALF LESS STOOL VICTIM GOT_INTO MISSED LIPS HEAD_BACK BABY_INSIDE ' +
    'DRUG DRUG_BOTTLE HIT_VERB DIAPER_DRY DIALYSIS FRAME_LOST_POWER FRAME_FLOWING FRAME_PAIN_MUCH'
  ).split(' '),
);

/** A complaint or harm, not its place, its person or its time. */
export const happeningConcept = (name: string): boolean =>
  /^[A-Z_]+$/.test(name) && !bare.has(name) && !name.startsWith('FRAME_');
/** What a marked wording must rest on: the same, or the place or failing that it speaks of. */
export const tellingConcept = (name: string): boolean => happeningConcept(name) || placed.has(name);
