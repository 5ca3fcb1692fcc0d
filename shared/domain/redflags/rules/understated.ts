// Wordings by which people say little and mean much: goodbyes, counted tablets, a dose of insulin gone wrong, someone in the
// room, a small cut on blood thinners, someone who doesn't know where they are. Draft, not reviewed by a clinician.
import type { Concepts, Rule } from '../table.ts';

export const understatedConcepts: Concepts = {
  THINNER: `thinner|thinners|warfarin|coumadin|eliquis|xarelto|apixaban|rivaroxaban|pradaxa|heparin|lovenox|plavix|jantoven; blood thinner|thinners`,
  STILL_RUNS: `towel|towels|soaked|soaking|dripping|drips|running|oozing|ooze|gushing|trickling|puddle|spitting; through the gauze|bandage|towels|towel|tissue; # hour|hours; two|three|four|several hours; an hour; all day|night; will not stop|quit|clot; not stopping|slowing; keeps|still bleeding|going|coming|running; starts|started again; the whole box`,
  INSULIN_PEN: `insulin|humalog|novolog|lantus|lispro|glargine|levemir|tresiba|basaglar|novorapid; insulin pen; long|fast|short acting; her|his|my|the pen`,
  WRONG_DOSE: `twice; wrong _2 one|insulin|pen|number|dose|amount|kind; instead of; double|doubled; by mistake; too much|many; ten times; meant to be|give|take; supposed to be; should have been; read _3 wrong; a second time; mixed up; forgot _6 again; already took|had|given`,
};

export const understatedRules: readonly Rule[] = [
  {
    id: 'mental_health.farewell',
    group: 'mental_health',
    how: 'insist',
    say: `not be around|here|alive to|for|on|by|come|next|anymore|much; not going to be around|here|alive; not plan|planning on? _2 be|being here|around|alive; fine|happier|easier|better off? without me; no|any|single reason|point to|in wake|waking|live|living|go|going|get|getting|keep|keeping; nobody has|needs to worry about me; said|saying|made my goodbyes|goodbye|peace; text|texted|wrote|posted|mailed _4 goodbye; goodbye to everyone|everybody; hear a person|voice; i want it quiet; a burden; way out; tired of waking|living|being here|being alive; stop being one; keys and _4 watch; sold _2 tools; reason to wake; do not belong; nothing keeping me; think|thinking|thought about|of it|dying every|each|most night|nights|day|hour; never|not said|told _3 out loud; not tell|promise|know _4 later; later _2 not know|promise`,
    unless:
      'appointment|results|surgery|scan|travel|travelling|traveling|vacation|trip|moving|moved|office|town|work|refill|portal|insurance|nurse|nurses|hold|company|website|bill|invoice|cruise|out of state|ticket|fasting|coffee',
  },
  {
    id: 'mental_health.means',
    group: 'mental_health',
    how: 'insist',
    say: `count|counting|counted _6 pills|tablets|cabinet|bottles; pills|tablets _2 lined up|out; lined up _4 pills|tablets|counter; gun|pistol|shotgun|rifle|knife|rope|razor|noose _4 out|lap|hand|ready|loaded; got|get|took the? rope|gun|shotgun|pistol|knife out; on the bridge|ledge|roof|overpass|tracks|railing|rail|platform; off the bridge|platform|balcony|roof; front of a|the|that? train|truck|bus|traffic|car; enough|many pills|tablets to not? wake|die|sleep|finish; how high a bridge`,
    unless:
      'refill|refills|pill count|organizer|permit|lease|party|nail gun|glue gun|roofer|game|card|dentist|cards',
  },
  {
    id: 'poison.insulin_error',
    group: 'poison',
    how: 'insist',
    near: ['INSULIN_PEN', 'WRONG_DOSE'],
    within: 14,
    unless:
      'refill|sent|ordered|delivered|shipped|pharmacy|charged|billed|prescribed|twice daily|a day|every day|per day|syringes|expire|expires|form|chart|letter|travel',
  },
  {
    id: 'poison.units',
    group: 'poison',
    how: 'insist',
    say: `# units _3 instead of; units instead of; # units _2 twice|each time|already; dialed|dialled _5 supposed|instead|should|wrong; fifty|sixty|forty|hundred|eighty units _4 instead|twice|supposed|meant; wrong number on _2 pen; # of the? fast|short|insulin _6 meant|instead|supposed|should`,
    unless: 'refill|label|charged|billed|shipped|delivered|storage',
  },
  {
    id: 'poison.wrong_person',
    group: 'poison',
    how: 'insist',
    say: `somebody|someone|another else pills|meds|medicine|medication|dose|shot|tablets; another _3 pills|meds|medicine|medication|insulin|shot|injection; took|taken|take|gave|given|swallowed _3 husband|wife|brother|sister|mother|roommate|grandma|grandpa|dad|mom _4 pills|meds|medicine|medication|tablets|pill|dose; filled|labelled|labeled|dispensed|gave|given _6 wrong|daily _3 weekly|strength|dose|medicine|drops|strong; took|taken|gave|given _4 ten times|double|triple _3 dose|amount|strong; week _2 box|pills _3 empty|gone; whole|entire week _4 pills|tablets|meds; box for the? _2 week _3 empty`,
    unless: 'with me|to the|ordered|picked up|bring|refill|bag|drop off|dropped off|sent',
  },
  {
    id: 'abuse_violence.listening',
    group: 'abuse_violence',
    how: 'insist',
    say: `pretend|pretending|act|talk|talking like|this|its|it|youre|im|that|to _6 pizza|bank|dentist|prescription|salesman|wrong|friend|order|insurance|pharmacy; yes or|and no questions|answers|things; answer _2 with yes|no; things _3 answer _3 yes; he|shes|hes|she is? listening|right behind me|behind me|watching|in the next|other room; checks|reads|goes through my phone|mail|texts|messages; do not call _4 he checks|looks|reads|answers; hands|hand _3 round|around my|her _2 neck|throat; holds|keeps|took|takes my|our|her passport|passports|pills|phone|cheques|checks|keys; let me|her _2 leave|see anyone|out of the|alone with; chair _4 doorknob|door`,
    unless: 'network|in network|book|kid|toddler|game|speaker|cardiology|voicemail|lost|mailbox|school play',
  },
  {
    id: 'bleeding.thinner',
    group: 'bleeding',
    how: 'insist',
    near: ['THINNER', 'STILL_RUNS'],
    within: 24,
    unless: 'refill|dentist|next draw|hold the|before surgery|brochure|did not|quit already|stopped already',
  },
  {
    id: 'consciousness.knows_not',
    group: 'consciousness',
    how: 'insist',
    say: `does not|dont|doesnt|didnt|did not|not know|recognize|recognise _1 who|me|us|her|his _4 ; not know _3 year|month|day|house|children|name|where he|she; not tell me _4 month|year|day; looks right? through me; asking|asks|asked _2 same _1 question|thing|questions _4 minute|minutes|time|over|times|since; call|calls|called|calling me|staff|us by? her|his|mother|mama|mom _2 name|brother|mother|sister|mama; see|sees|seeing spiders|bugs|men|people|children|things|animals on|in|that _6 ; talk|talking|talks to people|dead|someone _4 there|corner|sister|husband|mother; picking|plucking|grabbing at _2 air|nothing|blanket|sheets|blankets; keys|shoes|clothes|phone in the? freezer|oven|fridge|toilet|microwave; pinch|pinched|shake|shook|rub|rubbed|slapped|cold cloth|ice _8 nothing|groan|groans|moan|moans|flutter|wake|back under; nobody|no one home|behind; answers|answered every|each question with`,
    unless:
      'years same|for years|dementia for|same as ever|no change|movie|film|password|doctor is|price|website|portal|years old photo|vacation',
  },
  {
    id: 'pregnancy_postpartum.quiet_baby',
    group: 'pregnancy_postpartum',
    how: 'insist',
    say: `kicked|moved|move|kick|movement|kicks only? once|twice|less _4 ; only _2 kicked|moved|kicks|felt _2 once|twice|one|two; quiet|still in there|inside; so quiet|still _2 in there; not felt him|her|it|the|any|baby _4 move|kick|since|today; have not felt _4 move|kick|today; pains|contractions every # minutes; pains every three|four|five|two minutes; cord _4 hanging|out|coming; baby|head is coming _4 `,
    unless: 'fifteen weeks|first feel|first kicks|class|normally|all night|footballer',
    given: ['PREG', 'BABY_INSIDE', 'POSTPARTUM'],
  },
  {
    id: 'something_wrong.no_answer',
    group: 'something_wrong',
    how: 'insist',
    say: `has|have not picked|answering|answered|picking up|door|phone _8 alone|days|day|never; not picking up; papers|newspapers|mail|mailbox|box _4 full|piled|three|days; through the window|glass|gap|curtains _8 chair|floor|slippers|moving|slumped; wrong|bad|terrible|awful|funny shade|color|colour; color|colour of|is|gone _4 wax|putty|ash|paper|off|bad|clay|candle; like|looks? death warmed; not getting up _6 ; slipping|slips away|from|every; rang|phoned|called _6 worse|weaker|nobody; worse _2 every|by hour|hours|the; retired nurse; nursed him|her _4 ; know my body|husband|wife|mother|child|kid|son|daughter`,
    unless:
      'prescription|invoice|portal|order|lens|receipt|survey|photo|paint|shirt|website|bill|parking|printer|computer|glasses',
  },
];
