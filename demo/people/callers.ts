// Who may ring: every patient of the sample EHR as the demo's telephony, scenarios and tests need them, so that nobody
// types a patient's name or number a second time.
import type { Patient } from '@medplum/fhirtypes';
import { parsePhoneNumberWithError } from 'libphonenumber-js';
import { readStored } from '../ehr/load.ts';

export interface DemoCaller {
  /** FHIR id, the same at every start. */
  patientId: string;
  givenName: string;
  familyName: string;
  /** What the caller says to be called; the given name when the record has nothing else. */
  preferredName: string;
  /** E.164, as a carrier announces it. The record may hold another form of the same number. */
  phone: string;
  /** YYYY-MM-DD, never shifted. */
  birthDate: string;
  /** BCP 47 as recorded: "es", "en-US". */
  language: string;
  /** Street line and town, for callers who are asked for their address. */
  address: string;
  deceased: boolean;
  /** The record as a whole carries confidentiality R. */
  restricted: boolean;
  /** Alive, not restricted and of age at the latest in 2026: a person who can ring for themselves. */
  ringsForSelf: boolean;
}

const ofAgeIfBornBefore = '2008-01-01';

function caller(p: Patient): DemoCaller {
  const legal = p.name?.find((n) => n.use === 'official') ?? p.name?.[0];
  const home = p.address?.[0];
  const deceased = Boolean(p.deceasedDateTime ?? p.deceasedBoolean);
  const restricted = p.meta?.security?.some((s) => s.code === 'R') ?? false;
  const givenName = legal?.given?.join(' ') ?? '';
  return {
    patientId: p.id ?? '',
    givenName,
    familyName: legal?.family ?? '',
    preferredName: p.name?.find((n) => n.use === 'usual')?.given?.[0] ?? givenName,
    phone: parsePhoneNumberWithError(p.telecom?.[0]?.value ?? '', 'US').number,
    birthDate: p.birthDate ?? '',
    language: p.communication?.[0]?.language?.coding?.[0]?.code ?? 'en-US',
    address: [home?.line?.[0], home?.city].filter(Boolean).join(', '),
    deceased,
    restricted,
    ringsForSelf: !deceased && !restricted && (p.birthDate ?? '') < ofAgeIfBornBefore,
  };
}

/** Every patient of the sample EHR, in the order of their ids. */
export async function loadCallers(): Promise<DemoCaller[]> {
  const stored = await readStored();
  return stored
    .map((s) => s.resource)
    .filter((r) => r.resourceType === 'Patient')
    .map(caller)
    .toSorted((a, b) => (a.patientId < b.patientId ? -1 : 1));
}

/** The same caller for the same seed (any integer): one who can ring for themselves. Throws when nobody can. */
export function pickCaller(callers: readonly DemoCaller[], seed: number): DemoCaller {
  const able = callers.filter((c) => c.ringsForSelf);
  // A multiplier scatters neighbouring seeds; >>> 0 keeps the product a positive integer.
  const picked = able[(Math.imul(seed, 2_654_435_761) >>> 0) % able.length];
  if (!picked) throw new Error('no caller to pick from');
  return picked;
}

/** Patients whose record shares this caller's number, the caller included: a family, a chooser and never a match. */
export const sharingPhone = (callers: readonly DemoCaller[], caller: DemoCaller): DemoCaller[] =>
  callers.filter((c) => c.phone === caller.phone);
