// What a script may name. A template with another field fails the content test, so that a typo can't turn into a gap
// while somebody speaks.

export const scriptFields = [
  'agent.name',
  'practice.name',
  'practice.address',
  'practice.hoursToday',
  'practice.lineLabel',
  'caller.preferredName',
  'patient.preferredName',
  'appointment.next.when',
  'appointment.next.with',
  'appointment.next.where',
  'appointment.next.bring',
  'callback.number',
  'callback.minutes',
  'callback.by',
  'department.name',
  'department.hours',
  'emergency.ambulance',
  'emergency.poison',
  'emergency.crisis',
] as const;
export type ScriptField = (typeof scriptFields)[number];
export const isScriptField = (name: string): name is ScriptField =>
  (scriptFields as readonly string[]).includes(name);

/** Absent, null or blank = missing, and shown as missing. */
export type ScriptFacts = Partial<Record<ScriptField, string | null>>;

/** Stands where the value would: the plain word for what is not known. */
export const fieldLabels: Record<ScriptField, string> = {
  'agent.name': 'your name',
  'practice.name': 'practice name',
  'practice.address': 'practice address',
  'practice.hoursToday': 'opening hours today',
  'practice.lineLabel': 'line',
  'caller.preferredName': 'caller’s name',
  'patient.preferredName': 'patient’s name',
  'appointment.next.when': 'date and time of the appointment',
  'appointment.next.with': 'who the appointment is with',
  'appointment.next.where': 'where the appointment is',
  'appointment.next.bring': 'what to bring',
  'callback.number': 'callback number',
  'callback.minutes': 'minutes until the call back',
  'callback.by': 'time of the call back',
  'department.name': 'department',
  'department.hours': 'department hours',
  'emergency.ambulance': 'emergency number',
  'emergency.poison': 'poison help number',
  'emergency.crisis': 'crisis line number',
};
