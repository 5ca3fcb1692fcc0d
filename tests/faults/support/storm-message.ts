// A message as a desk would send it, for desks that have no form: synthetic, complete enough for the backend's own checks.

/** `schema` 1 as older desks have it, 2 as today's. */
export function stormMessage(id: string, words: string, lane: 'urgent' | 'normal', schema: 1 | 2): object {
  return {
    schema,
    id,
    fields: {
      accountId: 'harbor',
      dnis: '+16175550110',
      greeting: 'Good evening',
      receivedAt: '2026-11-22T02:58:00.000Z',
      zone: 'America/New_York',
      origin: { kind: 'other-phone', why: 'storm' },
      callerName: 'Imogen Invented',
      callerNameSpelled: true,
      callerRefusedName: false,
      callerIs: 'self',
      callback: { number: '+16175550188', extension: '', second: '', readBack: true },
      leaveWord: 'yes',
      reachableUntil: '',
      patientName: 'Imogen Invented',
      patientBirthDate: '1961-03-04',
      patientRef: '',
      usualProvider: '',
      practice: 'Harbor',
      locationNow: 'At home',
      reasonCode: 'reschedule',
      underlyingWhy: '',
      verbatim: words,
      urgency: lane === 'urgent' ? 'urgent-clinical' : 'routine-clinical',
      emergency: [],
      quotes: [],
    },
    takenBy: { personId: 'ada-after', name: 'Ada After (synthetic)' },
    savedAt: '2026-11-22T03:00:00.000Z',
    clockOffsetMs: null,
  };
}
