// C26, first form: what is withheld from everyone in this version. By the record's own security labels first; by codes
// and words too, because many servers label nothing. It only ever withholds more.

export interface Coding {
  system?: string | undefined;
  code?: string | undefined;
  display?: string | undefined;
}

/** v3-Confidentiality: restricted, very restricted. */
const confidential = new Set(['R', 'V']);
/** v3-ActCode categories of sensitive information. */
const categories = new Set(
  (
    'ETH ETHUD OPIOIDUD SUD 42CFRPart2 HIV PSY PSYTHPN MH BH BHH SDV DV IPV SEX STD REPRODUCT ABORTION GDIS ' +
    'SICKLE VIO TABOO CEL VIP'
  ).split(' '),
);
/** SNOMED CT and ICD-10-CM, by kind. */
const codes = new Set(
  [
    '86406008 165816005 62479008 111880001 B20 Z21 R75', // HIV and AIDS
    '55680006 6525002 5602001 75544000 66590003 7200002 361055000 15167005', // drugs and alcohol
    '706893006 424393004', // violence
    '57797005 386639001', // termination of pregnancy
  ].flatMap((line) => line.split(' ')),
);
const icd = /^(F1[0-9]|O04|Z33\.2|Z72\.5|T74|T76)/;
const stems = [
  'hiv|human immunodeficiency|acquired immun\\w+|antiretroviral\\w*',
  'opioid|opiate|heroin|cocaine|methamphetamine|drug (overdose|abuse|dependen\\w+)|dependent drug abuse',
  'alcoholi[sc]\\w*|alcohol (use|dependen\\w+|abuse)|substance (use|abuse|misuse)',
  'buprenorphine|methadone|naltrexone|disulfiram',
  'abortion|termination of pregnancy|mifepristone',
  '(domestic|partner) (abuse|violence)|sexual (abuse|assault)|rape|chlamydia\\w*|gonorrh\\w+|syphilis',
  'emtricitabine|tenofovir|lamivudine|abacavir|dolutegravir|bictegravir|ritonavir|efavirenz|raltegravir',
  'zidovudine|darunavir|atazanavir|rilpivirine|nevirapine',
];
const words = new RegExp(`\\b(${stems.join('|')})\\b`, 'i');
/** In capitals only: hearing aids are not withheld. */
const aids = /\bAIDS\b/;
const tells = (text: string): boolean => words.test(text) || aids.test(text);

/** A resource with such a label is withheld whole. */
export const labelled = (security: readonly Coding[]): boolean =>
  security.some((c) => c.code !== undefined && (confidential.has(c.code) || categories.has(c.code)));

/** A condition, medicine or flag that says by its code or its words what it is about. */
export const tellsSensitive = (codings: readonly Coding[], text: string): boolean =>
  tells(text) ||
  codings.some(
    (c) =>
      (c.code !== undefined && (codes.has(c.code) || icd.test(c.code))) ||
      (c.display !== undefined && tells(c.display)),
  );
