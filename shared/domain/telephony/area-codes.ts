// Where a number of the North American plan belongs: area code to state or province, and the time zones that lie in it.
// The phone-number library knows countries only. A moved mobile number keeps its code, so this is a hint about a person's
// place, never a fact: callers of these functions take the strictest of everything that is known (C22, C23).

/** When this table was last gone through; codes opened later are not placed, which is treated as strictly as can be. */
export const areaCodesDate = '2026-11-22';

const codes: Readonly<Record<string, string>> = {
  'US-AL': '205 251 256 334 659 938',
  'US-AK': '907',
  'US-AZ': '480 520 602 623 928',
  'US-AR': '327 479 501 870',
  'US-CA':
    '209 213 279 310 323 341 350 357 369 408 415 424 442 510 530 559 562 619 626 628 650 657 661 669 707 714 738 747 760 805 818 820 831 837 840 858 909 916 925 949 951',
  'US-CO': '303 719 720 748 970 983',
  'US-CT': '203 475 860 959',
  'US-DC': '202 771',
  'US-DE': '302',
  'US-FL': '239 305 321 324 352 386 407 448 561 645 656 689 727 728 754 772 786 813 850 863 904 941 954',
  'US-GA': '229 404 470 478 678 706 762 770 912 943',
  'US-HI': '808',
  'US-IA': '319 515 563 641 712',
  'US-ID': '208 986',
  'US-IL': '217 224 309 312 331 447 464 618 630 708 730 773 779 815 847 861 872',
  'US-IN': '219 260 317 463 574 765 812 930',
  'US-KS': '316 620 785 913',
  'US-KY': '270 364 502 606 859',
  'US-LA': '225 318 337 457 504 985',
  'US-MA': '339 351 413 508 617 774 781 857 978',
  'US-MD': '227 240 301 410 443 667',
  'US-ME': '207',
  'US-MI': '231 248 269 313 517 586 616 679 734 810 906 947 989',
  'US-MN': '218 320 507 612 651 763 924 952',
  'US-MO': '235 314 417 557 573 636 660 816 975',
  'US-MS': '228 471 601 662 769',
  'US-MT': '406',
  'US-NC': '252 336 472 704 743 828 910 919 980 984',
  'US-ND': '701',
  'US-NE': '308 402 531',
  'US-NH': '603',
  'US-NJ': '201 551 609 640 732 848 856 862 908 973',
  'US-NM': '505 575',
  'US-NV': '702 725 775',
  'US-NY': '212 315 329 332 347 363 465 516 518 585 607 624 631 646 680 716 718 838 845 914 917 929 934',
  'US-OH': '216 220 234 283 326 330 380 419 436 440 513 567 614 740 937',
  'US-OK': '405 539 572 580 918',
  'US-OR': '458 503 541 971',
  'US-PA': '215 223 267 272 412 445 484 570 582 610 717 724 814 835 878',
  'US-RI': '401',
  'US-SC': '803 821 839 843 854 864',
  'US-SD': '605',
  'US-TN': '423 615 629 731 865 901 931',
  'US-TX':
    '210 214 254 281 325 346 361 409 430 432 469 512 621 682 713 726 737 806 817 830 832 903 915 936 940 945 956 972 979',
  'US-UT': '385 435 801',
  'US-VA': '276 434 540 571 686 703 757 804 826 948',
  'US-VT': '802',
  'US-WA': '206 253 360 425 509 564',
  'US-WI': '262 274 353 414 534 608 715 920',
  'US-WV': '304 681',
  'US-WY': '307',
  'US-PR': '787 939',
  'US-VI': '340',
  'US-GU': '671',
  'US-MP': '670',
  'US-AS': '684',
  'CA-AB': '368 403 587 780 825',
  'CA-BC': '236 250 257 604 672 778',
  'CA-MB': '204 431 584',
  'CA-NB': '428 506',
  'CA-NL': '709 879',
  'CA-NS': '782 902',
  'CA-ON': '226 249 289 343 365 382 387 416 437 519 548 613 647 683 705 742 753 807 905 942',
  'CA-QC': '263 354 367 418 438 450 468 514 579 581 819 873',
  'CA-SK': '306 474 639',
  'CA-NT': '867',
  AG: '268',
  AI: '264',
  BB: '246',
  BM: '441',
  BS: '242',
  DM: '767',
  DO: '809 829 849',
  GD: '473',
  JM: '658 876',
  KN: '869',
  KY: '345',
  LC: '758',
  MS: '664',
  SX: '721',
  TC: '649',
  TT: '868',
  VC: '784',
  VG: '284',
};

const eastern = 'America/New_York';
const central = 'America/Chicago';
const mountain = 'America/Denver';
const pacific = 'America/Los_Angeles';
const atlantic = 'America/Puerto_Rico';
const zonesByPlace: readonly (readonly [readonly string[], string])[] = [
  [
    [eastern],
    'US-CT US-DC US-DE US-FL US-GA US-MA US-MD US-ME US-NC US-NH US-NJ US-NY US-OH US-PA US-RI US-SC US-VA US-VT US-WV',
  ],
  [['America/Detroit'], 'US-MI'],
  [['America/Indiana/Indianapolis'], 'US-IN'],
  [['America/Kentucky/Louisville'], 'US-KY'],
  [[central], 'US-AL US-AR US-IA US-IL US-KS US-LA US-MN US-MO US-MS US-NE US-OK US-TN US-TX US-WI'],
  [[central, mountain], 'US-ND US-SD'],
  [[mountain], 'US-CO US-MT US-NM US-UT US-WY'],
  [['America/Boise', pacific], 'US-ID'],
  [['America/Phoenix'], 'US-AZ'],
  [[pacific], 'US-CA US-NV US-OR US-WA'],
  [['America/Anchorage', 'America/Adak'], 'US-AK'],
  [['Pacific/Honolulu'], 'US-HI'],
  [[atlantic], 'US-PR US-VI AG AI BB DM DO GD KN LC MS SX TT VC VG'],
  [['Pacific/Guam'], 'US-GU US-MP'],
  [['Pacific/Pago_Pago'], 'US-AS'],
  [['America/Edmonton'], 'CA-AB'],
  [['America/Vancouver', 'America/Edmonton'], 'CA-BC'],
  [['America/Winnipeg'], 'CA-MB'],
  [['America/Halifax'], 'CA-NB CA-NS'],
  [['America/St_Johns', 'America/Halifax'], 'CA-NL'],
  [['America/Toronto'], 'CA-ON CA-QC'],
  [['America/Regina', 'America/Edmonton'], 'CA-SK'],
  [['America/Whitehorse', 'America/Edmonton', 'America/Winnipeg', 'America/Toronto'], 'CA-NT'],
  [['Atlantic/Bermuda'], 'BM'],
  [['America/Nassau'], 'BS'],
  [['America/Jamaica'], 'JM'],
  [['America/Cayman'], 'KY'],
  [['America/Grand_Turk'], 'TC'],
];
/** Codes that lie in other zones than the rest of their state, or in two. */
const zonesByCode: readonly (readonly [readonly string[], string])[] = [
  [[eastern, central], '850 448 423 931'],
  [[eastern], '865'],
  [['America/Detroit', central], '906'],
  [[central], '219'],
  [['America/Indiana/Indianapolis', central], '574 812 930'],
  [['America/Kentucky/Louisville', central], '270 364 606'],
  [[central, mountain], '620 785 308 432'],
  [[mountain], '915'],
  [['America/Phoenix', mountain], '928'],
  [[pacific, 'America/Boise'], '541 458'],
  [[pacific, mountain], '775'],
  [['America/Vancouver'], '604'],
  [['America/Toronto', 'America/Winnipeg'], '807'],
  [['America/Toronto', 'America/Halifax'], '418 581 367'],
];

const split = (list: string): string[] => list.split(' ');
const placeByCode = new Map(
  Object.entries(codes).flatMap(([place, list]) => split(list).map((code) => [code, place] as const)),
);
const spread = (table: readonly (readonly [readonly string[], string])[]) =>
  new Map(table.flatMap(([zones, list]) => split(list).map((key) => [key, zones] as const)));
const byPlace = spread(zonesByPlace);
const byCode = spread(zonesByCode);

/** Area code of `+1` and ten digits; null = another country, or no whole number. */
export const areaCodeOf = (number: string): string | null =>
  /^\+1([2-9]\d{2})\d{7}$/.exec(number)?.[1] ?? null;

/** `US-CA`, `CA-ON`, `JM`; null = not of this plan, toll-free, or a code that the table doesn't know. `number` is E.164. */
export function placeOf(number: string): string | null {
  const code = areaCodeOf(number);
  return code === null ? null : (placeByCode.get(code) ?? null);
}

/** Every zone that the number's area lies in; empty = not known. `number` is E.164. */
export function zonesOf(number: string): readonly string[] {
  const code = areaCodeOf(number);
  if (code === null) return [];
  return byCode.get(code) ?? byPlace.get(placeByCode.get(code) ?? '') ?? [];
}

/** The places that can be stated; for a picker and for tests. */
export const knownPlaces: readonly string[] = Object.keys(codes);
