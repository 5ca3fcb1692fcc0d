// Allergy, poison, severe pain with eyes and limbs, sepsis. Draft, not reviewed by a clinician.
import type { Concepts, Rule } from '../table.ts';

export const harmConcepts: Concepts = {
  DRUG_BOTTLE: 'medicine|medication|medications|meds|pills|pill|insulin|patch|patches|heart|blood',
  HIVES:
    'hives|welts|rash|itch|itching|itchy|red|blotchy|flushed|bumps|urticaria; broke|break out; broken out',
  ALLERGY_WITH:
    '@ALLERGY_BREATH; @FAINT; @LIGHTHEADED; @THROW_UP; @ALLERGY_PART _3 @SWELL; throat tight; lip|lips|tongue|throat itch|itchy|tingle|tingling|tingly|burning; swell; can not breathe',
  ALLERGY_BREATH:
    'wheeze|wheezing|wheezy|breathe|breath|breathing|cough|coughing|air|gasping|gasp|throat|swell|swollen|swelling|faint|hoarse|collapse|collapsed|choking; chest tight|tightness; pass|passed out; puff|puffed|puffy; can not swallow; drool|drooling',
  GOT_INTO:
    'get|got|gotten|gets|been in|into|ahold|hold; ate|eat|swallowed|swallow|chewed|drank; found _4 mouth; kid|toddler|baby|child|son|daughter|grandson|granddaughter took; open|opened',
  HEAD_SUDDEN:
    '@SUDDEN; worst|thunderclap|explode|exploding|explosive; worst _4 life|ever|had; worst of my life; stiff neck; never _4 like this; like nothing; @SEVERE _6 @THROW_UP; vision; confused; passed out; blinding; hit with a; hammer|bat|axe',
  PAIN_BAD:
    '@PAIN_WORD; pain|pains|hurting|cramp|cramps|ache; ripping|tearing|stabbing; doubled; hurt|hurts; migraine|headache',
  SUDDEN_PAIN: '@SUDDEN; out of nowhere; came on',
  SEPTIC_BAD: `breathing|breathes like; @CONFUSED; @SLEEPY; shake|shaking|shaky; rattle|rattling; mottled|clammy|blotchy|marbled|purple; breathing|breath fast|rapid|hard|#|super; @BREATHS_FAST; @PULSE_FAST; @BP_LOW; heart _3 race|racing|pound|pounding; weak|stand; can not stand|walk|move|get|stay; streak|streaks|streaking; stiff neck; neck stiff|hurt|stiffness; shake|shaking chill|chills; @CHILLS; not peed|pee|urinated; not pee; worse; pass|passed out; @FAINT; crash|crashing|crashed; never _4 this sick; rash; spots; catheter|picc|port; confused|drowsy|limp|delirious; out of it; barely; @BP_LOW; yellow`,
  ALLERGY_PART: 'face|tongue|lip|lips|throat|eye|eyes|mouth|cheeks|neck|eyelid|airway|gums|uvula|head',
  TRIGGER: `bee|wasp|hornet|yellowjacket|ant|ants|sting|stung|peanut|peanuts|nut|nuts|cashew|walnut|almond|shrimp|shellfish|crab|lobster|fish|egg|milk|sesame|kiwi|strawberry|mango|soy|dye|contrast|antibiotic|amoxicillin|penicillin|bactrim|ibuprofen|medicine|medication|med|pill|shot|vaccine|injection|food|eat|eating|lunch|dinner|lisinopril|sulfa|latex|bite|bit|infusion|cephalexin|keflex|drug|dose|butter|snack|bug; new pill|medicine|lotion; iv`,
  TOO_MUCH: `whole bottle|pack|box|packet|sheet|jar; too many|much; handful|fistful|bunch|mouthful|bottle|bottles|gulp of; all his|her|my|of|the pills|meds|medicine|medications|pill|bottle|at; all _3 at once; all my|his|her|their pills|meds|medication|medicine|insulin; double|twice|triple|two|three|extra|wrong dose|doses|amount|pills|medicine|medication|med|insulin; twice; # times|x the|as; extra dose|pill|insulin; wrong medicine|pills|meds|dose|pill|insulin|medication|bottle; half|rest|entire the bottle|box|bottle; a lot of _2 pills|medicine; so many`,
  DRUG: `pill|pills|painkiller|painkillers|tabs|tablet|capsule|sertraline|prozac|lexapro|buspirone|hydroxyzine|atenolol|carvedilol|amlodipine|oxycontin|hydrocodone|codeine|sleeper|sleepers|sleeping+pills|pain+pills|pill+box|pillbox|med|meds|medicine|medication|medications|tylenol|acetaminophen|ibuprofen|advil|aspirin|insulin|morphine|oxycodone|oxy|percocet|xanax|ambien|benadryl|dose|doses|fentanyl|heroin|methadone|opioid|narcotic|gummies|gummy|edible|edibles|iron|vitamins|adderall|sleeping|metoprolol|warfarin|eliquis|coumadin|digoxin|lithium|seroquel|gabapentin|tramadol|norco|vicodin|suboxone|klonopin|valium|lorazepam|ativan|lisinopril|metformin|patch|patches|capsules|tablets|drops|syrup|nyquil|melatonin|meth|cocaine|pressure+pills|glipizide|diltiazem|antidepressant|antidepressants|zoloft|trazodone|levothyroxine|clonidine|propranolol`,
  TOXIN: `bleach|antifreeze|detergent|pod|pods|cleaner|lysol|ammonia|gasoline|gas|kerosene|lighter|lamp+oil|oil|sanitizer|peroxide|poison|pesticide|roundup|weed+killer|paint|thinner|turpentine|turpentine|windex|drano|lye|bait|antiseptic|polish|remover|mothball|mothballs|mushroom|mushrooms|berries|berry|oleander|foxglove|plant|nightshade|mercury|battery|batteries|acid|rat bait|poison; dish|laundry soap|pod|detergent; hand sanitizer; rubbing alcohol; nail polish; lighter fluid; tide pod; pine sol|pinesol; motor oil; essential oil|oils; mouthwash|perfume|cologne; lead|glue; fertilizer; chlorine|tablets; vape juice|liquid; nicotine; isopropyl; methanol; moonshine; under the sink; toilet cleaner|bowl; mr clean; cleaning stuff|product|products|fluid|solution|spray; chemical|chemicals; dishwasher; laundry+pod|pods; flea|tick+stuff|drops|medicine|killer; rat+stuff|poison|pellets; ant+bait|traps; weed|bug+killer|spray; lamp|torch+fluid; drain+opener|cleaner|stuff; floor+cleaner|wax; oven+cleaner; hair+dye; windshield+fluid; washer+fluid; pool+chemicals|tablets; lava+lamp; citronella; charcoal+fluid; bath+salts; deodorizer; disinfectant; varnish; petrol; diesel; solvent; slug+pellets; toadstool|toadstools; hemlock; castor; yew; leaf|leaves _2 oleander|foxglove|plant`,
  SWALLOWED: `swallow|swallowed|swallows|drink|drank|drunk|bit|bitten|chomped|slurped|nibbled|licking|chewing|chewed|drinking|eating|eat|ate|ingest|ingested|lick|licked|chew|chewed|sip|sipped|gulp|gulped|chug|chugged|taste|tasted|munch|munched|bite|down; drank; got|get|gotten into|ahold|hold; mistook; put _3 in _2 mouth; into his|her mouth; mixed up; took|take; suck|sucked|sucking|mouthful|siphon|siphoning|inhaled|sprayed|put`,
  EYE: 'eye|eyes|eyeball|eyeballs|cornea|eyelid',
  EYE_BAD: `chemical|chemicals|bleach|cleaner|acid|lye|drano|lime|ammonia|glue|superglue|gorilla|metal|nail|glass|shard|splinter|wood|hook|fishhook|dart|bb|pellet|stick|branch|pencil|scissors|knife|shaving|shavings|splash|splashed|sprayed|spray|squirted|poked|stabbed|punctured|scratched|pierced|cement|concrete|gasoline|paint|battery|spark|sparks|welding|pepper|mace|detergent|pod|alkali|toilet|oven|peroxide|hot|grease|firework|ball|punched|jabbed|sand|pool|sanitizer|alcohol|perfume|wd40|brake|solvent|thinner; hit in; stuck in; foreign body; embedded; nail polish`,
  COLD_BLUE: `marble|stone|corpse; ice|icy|cold|blue|bluish|purple|white|black|gray|grey|pale|pulseless|cool|mottled|discolored|colder|dusky|numb|ashen|dead|violet; no pulse; turned|turning|went|going color|colour|blue|white|purple|black|cold; changed color; no blood flow|circulation; lost circulation`,
  INFECTION: `infection|infected|uti|pneumonia|cellulitis|abscess|sepsis|septic|flu|covid|pyelonephritis|strep|bronchitis|kidney|bladder|ulcer|wound|catheter|sore|bedsore|picc|port|tooth|gallbladder|appendicitis|diverticulitis|meningitis|boil|mrsa|antibiotics|antibiotic|influenza|bug|cut|urinary|sinus|shingles|incision|foley|osteomyelitis|staph|colitis|line|lung; on antibiotics; bed sore|sores; sick a|for|all _2 week|days|day; been sick; bed sores; pressure sore; feeding tube`,
  SEPTIC_SIGN: `cold _1 clammy|sweaty; cold and; mumble|mumbling; limp; gray|grey|ashen; fever _4 breathing|fast|heart; swollen|swelling jaw|neck|tongue; @CONFUSED; @CHILLS; @SLEEPY; @TEMP_HIGH; breathing|breathe|breath fast|rapid|quick|hard|#|super|really|shallow; @BREATHS_FAST; @PULSE_FAST; @BP_LOW; hypotensive|tachycardic|tachypneic|mottled|clammy|blotchy|purple|marbled|splotchy; streak|streaks|streaking; red line|lines|streak|streaks; suddenly|much|lot|way|getting|gotten worse; downhill|crashed|crashing|tanked|tanking|declined|declining|deteriorating|deteriorated; worse by the; by the hour; spread|spreading|climbing|creeping|crawling up|to|fast|into|quick|quickly|by|past|rapidly; heart _3 race|racing|pound|pounding|#|fast; not peed|pee|peeing|urinated; hardly|barely|no urine|peed|peeing|pee; so|too weak; can not stand|walk|get|move; going downhill; gone downhill; faint|fainting|dizzy|pass|passed; low blood; bp|pressure low|dropping|#; cold|clammy skin|and|hands|feet|sweaty; really really|very sick; doesnt know|not know; pale`,
};

export const harmRules: readonly Rule[] = [
  // allergy
  {
    id: 'allergy.swelling',
    group: 'allergy',
    say: `@ALLERGY_PART _4 @SWELL; @SWELL _3 @ALLERGY_PART; @ALLERGY_PART _3 get|getting|got|grow|growing|feel|feels big|bigger|fat|thick|huge|tight|swollen; tongue|throat|lip|lips|mouth _4 tingle|tingling|tingly|thick|fat|big|itchy|itching|funny|numb|tight|burning _6 @TRIGGER; @TRIGGER _10 tongue|throat|lip|lips|mouth _4 tingle|tingling|tingly|thick|fat|itchy|itching|funny|tight|weird|burn|burning|itches|scratchy; tongue|lip|lips feel|feels _3 thick|fat|big|huge; lip|lips|tongue _2 fat|huge|thick|balloon|blew; fat lip|tongue; tongue|lip|lips|throat|face _3 tingle|tingling|tingly|itchy|itching|closing|swelling|swells; tongue _3 too|big|heavy|thick|filling; eyes _2 swelling|swollen|puffing shut|closed|up; face _3 tight|puffy|puffed|ballooning|huge|blowing; swallow right; broke|broken|breaking out _4 swallow|breath|breathe|throat|tongue|face|lips`,
    unless:
      'dentist|crown|wisdom|tooth|punched|bunion|mosquito on|stye|crying|pink|pinkeye|allergies seasonal|bump on',
  },
  {
    id: 'allergy.throat',
    group: 'allergy',
    say: `@THROAT _4 close|closing|closed|tight|tightening|tightens|tighten|swell|swollen|swelling|closes|shut|shutting|lump|constrict|constricting|narrow|narrowing|itch|itchy|scratchy|hoarse; close|closing|tight|tightening|tightness|swelling|lump|something _4 throat; stung|sting _3 mouth|throat|tongue|lip|neck; can not swallow _3 own|spit|saliva|or|anything; hard to swallow|breathe _6 @TRIGGER; trouble|hard|difficulty swallow|swallowing _5 eat|eating|shot|sting|pill|spit|saliva|itchy; voice _4 hoarse|funny|weird|raspy|squeaky|strange|muffled; throat|tongue feel|feels|feeling|is _2 tight|thick|swollen|closing|funny _3 after|since|from|now|today`,
    unless: 'strep|cold|sore|laryngitis|cough drop|singing|culture|frog|mail',
  },
  {
    id: 'allergy.reaction',
    group: 'allergy',
    how: 'mention',
    say: `anaphylaxis|anaphylactic|anaphylaxing; allergic|alergic|allergy reaction _2 ; bad|severe|serious|major|terrible|awful|having|have|think|into allergic? reaction|rxn; reaction to _4 ; use|used|using|gave|give|given|jabbed|stuck|injected|hit _4 epipen|epi|epinephrine|auviq|auvi; epipen|epi pen|just|already|used|given|gave|minutes|did|not; epi pen _4 used|given|wearing|coming|not|ago; rebound|second reaction; stung|sting|stings _2 # ; stung|stings _3 times|multiple|many|lots|dozens|swarm|nest|all; swarm|swarmed; # stings`,
    unless:
      'refill|expired|testing|tested|list|history|years|as a child|chart|penicillin please|mild|training|school|prescription|form|order|price|cost|two pack|needs|expire|new one|coupon|bracelet',
  },
  { id: 'allergy.hives', group: 'allergy', unless: 'crying', near: ['HIVES', 'ALLERGY_WITH'], within: 18 },
  {
    id: 'allergy.hives_all',
    group: 'allergy',
    say: `hives|welts|rash|itch|itching|itchy|bumps|splotches all over|head; head to toe hives|rash|welts|itching|itchy; covered|broke|break|broken|breaking out? _2 hives|welts|rash|bumps; hives everywhere|spreading|all; hives _3 spreading|everywhere|worse|fast|body; hives and; itching|itchy|hives|rash|welts _3 all|everywhere|spreading|over|head; itching all; hives _2 and`,
    how: 'mention',
    unless: 'poison ivy|eczema|weeks|months|chronic|zyrtec|cream',
  },
  { id: 'allergy.wheeze', group: 'allergy', near: ['TRIGGER', 'ALLERGY_BREATH'], within: 9 },
  // poison
  {
    id: 'poison.overdose',
    group: 'poison',
    how: 'mention',
    say: `overdose|overdosed|overdosing|overdoses; narcan|naloxone _3 ; o d; think _3 overdose; tried to od; shot|shoot|shooting up; shot up _8 ; did|took|take|smoked|snorted|using|used|shot _3 fentanyl|heroin|meth|crack|cocaine|coke|dope|molly|bath|ketamine|acid|pcp|spice|k2|fent|ecstasy|percs|kratom; nodding off _6 fentanyl|heroin|pills|drugs|methadone; bad trip; laced; @TOO_MUCH _4 drink|alcohol|booze|vodka|whiskey; drunk|drank too much|way; alcohol|drinking|drunk _10 wake|rouse|breathing|respond|unresponsive|arouse|passed; withdrawal|dts|withdrawals; did too much; too high; greened out; edible|edibles|gummies|brownie|brownies|weed _6 sick|freaking|panic|wake|heart|sheet|whole|ate|dying|bad`,
    unless: 'awareness|class|event|program|training|refill|vitamin|kit|lockbox|prescription',
  },
  {
    id: 'poison.too_much',
    group: 'poison',
    say: `take|took|taken|taking|swallow|swallowed|ate|eat|gave|give|given|had|got|have|downed|inject|injected|popped|pop|used|put|chugged|drank|drunk|administer|administered|received|ingested|wearing|wear|on _4 @TOO_MUCH; take|took|taken|swallow|swallowed|popped|downed|ate|gave|give|given|inject|injected|had _3 # _2 @DRUG; take|took|taken|swallow|swallowed|popped|downed|gave _3 like|about|around|at? #|least|hundred|dozen _3 @DRUG|of; @DRUG|@TOO_MUCH _4 twice|double|overdosed; @DRUG _3 by mistake|accident|accidentally; by mistake|accident _5 @DRUG|@TOO_MUCH|took|gave|drank|swallowed; accident|accidentally|mistakenly _2 take|took|gave|drank|swallowed|ate|give|injected|drink|swallow|ingested|doubled|double; mix|mixed|mixing up _3 @DRUG; take|took|gave|given|got|receive|received|give _4 wrong|someone|somebody|resident|roommate|husband|wife|mother|mom|dad|brother|sister|dog|cat|else|patient|kids|grandma|grandpa|grandmother|grandfather|my|her|his|son|daughter|neighbor|uncle _4 @DRUG_BOTTLE; drunk|drank|drink _3 whole|entire|bottle|fifth|handle; snort|snorted|smoked|huffed|injected|inhaled something|some|stuff|powder|duster|aerosol; took|taken|take|swallowed|ate all|everything _3 ; pills and alcohol|vodka|booze|wine; took|swallowed|downed a bunch|handful|bottle|ton; double|doubled|tripled|doubling|twice|triple up? _4 dose|dosed|@DRUG|insulin|his|her|my; double dose; extra dose|insulin|pill; pill|pills|medicine|meds bottle|bottles|pack _3 empty|gone|open|opened; empty pill|medicine|tylenol|prescription? bottle|bottles|blister|packs|packets; bottle|bottles _2 empty; # _3 gone missing; dose|dosing error; med error; medication error; took too much|many; too much|many _2 @DRUG|insulin; whole bottle; took everything _2 cabinet|bottle|box; double|doubled|doubling|tripled _2 up _4 ; # units _8 instead|rather|not|of|by|mistake; instead of|rather than # ; gave|give|gives|took|take|inject|injected _4 # unit|units|mg|milligrams|tablets|tabs|capsules|pills|puffs|patches; units _4 rather|instead; did too much; whole|full|entire sheet|pack|bag|bottle|box|jar|pan|tray _3 gummies|pills|brownies|edibles|tylenol|weed; took|take|ate|eat|swallowed|got _3 dad|dads|mom|moms|grandma|grandmas|grandpa|grandpas|brother|brothers|sister|sisters|husband|husbands|wife|wifes _3 pills|pill|meds|medicine|medication|insulin; wrong pill|pills|dose|insulin|medicine|medication|meds|bottle`,
    unless:
      'be taken with|do i take|with milk|ok to take|as told|colonoscopy prep|feels well|can she have|can he have|how many|antibiotics|as prescribed|already|go over|refill|morning pills|needs refill|usual|did not miss|finished|vitamin d|salt|work|stress|vacation|time_|classes|years ago|water|notes|rest|days off|photos|per day as|break|directed|responsibility|forms|responsibilities|pharmacist to review|usual|overtime|calls|clients|wait|hold',
  },
  {
    id: 'poison.swallowed',
    group: 'poison',
    near: ['SWALLOWED', 'TOXIN'],
    within: 7,
    unless: 'remover coupon|oil change|olive|fish oil|vegetable|coconut',
  },
  { id: 'poison.child_meds', group: 'poison', near: ['GOT_INTO', 'DRUG'], within: 8 },
  {
    id: 'poison.swallow_thing',
    group: 'poison',
    say: `swallow|swallowed|ingested|ate|drank|drink|drinks|chewed|chew _3 something|somthing|plant|coin|battery|magnet|magnets|unknown|chemical|chemicals|cleaner|poison|pesticide|detergent|pods|pod|soap|penny|quarter|nickel|screw|nail|marble|bead|glass|needle|pin|toy|lego|earring|ring|tack|crystals|stuff; got|gotten|get|getting|gets|been in|into|ahold|hold _5 pills|pill|medicine|meds|medication|cabinet|cleaner|cleaning|edibles|gummies|poison|bleach|vitamins|bag|purse|sink|stash|drugs|medications|pods|tylenol|paint|garage|shed|rat|weed; poisoned by|with; been|was|got|getting poisoned; carbon poisoning; drank|ate|drink poison|antifreeze|bleach|gasoline|cleaner; mushroom|mushrooms|berries _4 yard|wild|woods|ate|eat; toadstool; poison|poisonous|toxic _2 plant|mushroom|berry|berries|berries|fumes|gas|leaf|leaves; poison control told|said|sent; rat|roach|mouse poison|bait`,
    unless: 'food poisoning|ivy|pride|hold music|magnet for|number please|lead test|soap opera',
  },
  {
    id: 'poison.gas',
    group: 'poison',
    how: 'mention',
    say: `carbon|monoxide; co alarm|detector|poisoning|exposure|monitor|levels|leak|2; co beeping|going; gas leak|smell|fumes|leaking; smell|smelling|smells _2 gas|fumes|exhaust; furnace|generator|exhaust|heater|grill|stove|car|boiler _6 headache|headaches|fumes|sick|smell|smells|garage|running|inside|dizzy; mix|mixed|mixing|combined _3 bleach|ammonia|cleaners|chemicals|vinegar; breathe|breathed|breathing|inhaled|inhaling|inhale|huffing|huffed|sniffed|sniffing _3 fumes|gas|bleach|chemical|chemicals|exhaust|ammonia|paint|chlorine|glue|aerosol|smoke|duster; fumes _5 ; whole family|everyone|everybody|all of us _3 sick|headache|headaches|dizzy|throwing|nauseous; sprayed|exposed _4 pesticide|pesticides|chemical|chemicals|toxic|fumes`,
    unless:
      'insurance|pay for one|price|coupon|battery|gas card|mileage|gas money|reimbursement|bloated|passing gas|stomach',
  },
  // severe pain, eyes, limbs
  {
    id: 'severe_pain_eye_limb.headache',
    group: 'severe_pain_eye_limb',
    near: ['HEADACHE', 'HEAD_SUDDEN'],
    within: 10,
  },
  {
    id: 'severe_pain_eye_limb.sudden',
    group: 'severe_pain_eye_limb',
    near: ['PAIN_BAD', 'SUDDEN_PAIN'],
    within: 9,
  },
  {
    id: 'severe_pain_eye_limb.severe',
    group: 'severe_pain_eye_limb',
    how: 'mention',
    say: `worst|severe|excruciating|unbearable|horrible|horrific|agonizing|agonising|intolerable|extreme|insane|blinding|tearing|ripping|terrible|crazy|intense|unreal|violent|ungodly|horrendous|incredible|stabbing|awful|vicious _3 pain|ache|headache|cramp|cramps|pains|agony; pain|hurt|hurts|hurting|ache|pains _5 unbearable|excruciating|worst|severe|agonizing|intolerable|crazy|insane|terrible|horrible|extreme|10|ten|stand|bear|awful|unreal|tearing|ripping; 10 out; 10 10; @PAIN_SCORE; pain|hurt|hurting _5 can not|hardly|barely|unable _3 move|walk|stand|sit|sleep|straighten|breathe|talk|think|take|bear|touch; hurt|hurts|hurting|pain _2 so|that? bad|badly|much|intense; so|such much? pain; in agony; agony; scream|screaming|writhing|crying|howling|rolling|sobbing|wailing|yelling|moaning|doubled|curled _4 in|from|with|over|his|her|on pain|agony|belly|stomach|floor|his|her; scream|screaming|writhing|howling|crying|screams _5 pain|hurts|hurt|agony|stomach|back|belly|head; double|doubled|bent over|up; roll|rolling|writhing|curled _4 floor|bed|ball|fetal; worst pain|headache; can not stop|quit scream|screaming|crying|moaning _8 hurt|hurts|pain|belly|stomach|back|head; passing a? kidney stone; testicle|testicles|balls|nuts|scrotum|testicular|nut|ball|nutsack _5 pain|hurt|hurts|twisted|swollen|hard|purple|swell|torsion|sore|killing|turned|agony; pain|hurt|ache _3 testicle|testicles|balls|scrotum; rock hard|rigid belly|stomach|abdomen; belly|stomach|abdomen _3 rock|rigid|board; ripping|tearing _3 back|chest|belly|side; pain # # ; appendix|appendicitis _3 burst|ruptured|hurt|think|pain; worse than labor|childbirth; erection _5 hours; pain|hurt|hurts|hurting _4 that|so bad|badly|much; gut|belly|stomach|back|side|head|leg|groin hurts|hurt|killing _3 that|so|bad|stand|walk|straight; can not _3 stand|straighten|move|walk _8 pain|hurts|hurt|belly|stomach|gut|back; crying|cries|cry|screaming|moaning|sobbing _4 pain|hurts|hurt|ache; never cries; pain _4 climbing|rising|spreading|worsening|level; bomb _5 head|skull; head|skull _5 bomb|exploded|popped|snapped; something popped|burst|snapped in _2 head; felt|feel like _3 bomb|explosion|gunshot|popped _5 head|skull; so|too tender|sore|painful _6 touch|scream|screams|move|walk; scream|screams|cries|crying|yells _3 if|when|every _3 touch|move|moves|touched; head _2 exploded|explodes|exploding|split|burst; exploded with pain; like _3 being ripped|torn|stabbed|cut|sawed|split; ripped|torn in _1 two|half; stabbing|tearing|ripping _3 pain|back|belly|chest|side; pain|hurt _6 never had|felt anything|this|like`,
    unless:
      'service|customer|wait|hold|handwriting|bill|website|stubbed|period usual|rating for|scale form|hours to reach',
  },
  {
    id: 'severe_pain_eye_limb.eye',
    group: 'severe_pain_eye_limb',
    near: ['EYE', 'EYE_BAD'],
    within: 8,
    unless: 'drops|allergy|glasses|exam|cold|rain|sunglasses|hot compress|red eye flight|compress',
  },
  {
    id: 'severe_pain_eye_limb.in_eye',
    group: 'severe_pain_eye_limb',
    say: `in|into|got my|his|her|both|one|the|each eye|eyes; opener|cleaner|liquid|stuff|something|bug|dirt|spray|powder|soap|fluid|dye _5 eye|eyes|eyeball; eye|eyes _3 burn|burning|burns|burned|stinging|pouring; rinse|rinsing|flush|flushing|flushed _3 eye|eyes; only see half; see half of; can see only|half; eye|eyes _3 black|dark|gone then|for|few|went`,
    how: 'mention',
    unless:
      'drops|look in|twinkle|contacts|allergy|allergies|sleep in|glasses|pollen|tears in|apple|mascara|catch|see eye|eye exam|both eyes today|pressure check|makeup|twitch|light in|lenses|surgery in|cataract|floaters|shadow|screen',
  },
  {
    id: 'severe_pain_eye_limb.sight',
    group: 'severe_pain_eye_limb',
    say: `lose|lost|losing|loss|gone of? _3 vision|sight|eyesight; vision|sight|eyesight _4 gone|lost|go|went|goes|black|dark|out|disappeared|half|dim|loss|suddenly|grey|gray|blurry|blurred|double; can|could not see _8 eye|eyes|anything|suddenly|all|side|half|nothing|out; see|seeing nothing|black|only; go|went|going|gone|suddenly blind; curtain|veil|shade|shadow|blackness _6 eye|vision|sight|down|side|over; flash|flashes|flashing|floaters|floater|sparks|zigzag _4 light|lights|eye|floaters|sudden|suddenly|vision|shadow|all|new; eye _4 agony|excruciating|severe|unbearable|killing|bulging|popped|out|burst|bleeding|ruptured|punctured|cloudy|halos; halos _3 lights|light; severe|bad|terrible|awful|sudden eye pain; eye pain _6 vomit|vomiting|halo|halos|blurry|red|nausea; detached retina; retinal detachment; dark|black spot|spots _5 vision|eye; eyeball|eye _3 stuck|embedded|cut|scratched|gouged|poked; blind _4 eye|suddenly|minutes|all`,
    unless:
      'glasses|new prescription|insurance|benefit|portal|website|form|on the form|exam|message|screen|font|pregnant_|drops refill|cataract|years ago|dilated',
    how: 'mention',
  },
  {
    id: 'severe_pain_eye_limb.limb',
    group: 'severe_pain_eye_limb',
    near: ['LIMB', 'COLD_BLUE'],
    within: 6,
    unless:
      'raynaud|winter|always|nail polish|ice pack|pack|hot and cold|toe nail|shoe|glove|socks|cold pack|card|cross|outside|brace|claim|bruise|tag',
  },
  // sepsis
  {
    id: 'sepsis.infection',
    group: 'sepsis',
    near: ['INFECTION', 'SEPTIC_SIGN'],
    within: 22,
    unless: 'is better|feels well|back to work|bill|better now|improving|sinus infection better',
  },
  { id: 'sepsis.fever_bad', group: 'sepsis', near: ['FEVER', 'SEPTIC_BAD'], within: 16 },
  {
    id: 'sepsis.chills',
    group: 'sepsis',
    say: `shake|shaking|bed|violent|uncontrollable|teeth|tooth|hard|bad|severe _3 chill|chills|chatter|chattering|rigors|shiver|shivering; rigor|rigors; tooth _2 rattle|rattling|clacking|chatter|chattering; chills _6 shake|shaking|shakes|bed|hard|violent|uncontrollable|teeth; shiver|shivering|shaking _4 can not|uncontrollably|violently|stop|catheter|chills|hard|teeth|warm|cold|burning|fever; can not stop _2 shiver|shivering|shaking; can not get|stay|warm _2 warm; uncontrol shiver|shivering|shaking; uncontrollable shiver|shivering|shaking; fever and? chills _2 ; chills and? fever`,
    unless: 'movie|gave me|flu shot|talk|story|netflix|nervous',
  },
  {
    id: 'sepsis.dying',
    group: 'sepsis',
    how: 'insist',
    say: `feel|feels|feeling|felt|think|thinks|thought|convinced|sure|swear|honestly|says _4 going to|gonna? die|dying; feel|feels|feeling like|as|im|i _5 die|dying|death; i be die|dying; i be going to die; go|going to die|dying tonight|here|now; death|deaths door; deathly ill|sick; sickest; never _4 this sick|ill; sick as _1 been|ever; so|really|very|deathly|violently|desperately sick|ill _4 stand|move|up|talk|scared|tonight|burning|fever; like death; look|looks|looking _3 dying|die|death; feel like dying; worse than _3 ever _2 felt|been; body _3 shutting|shut|giving|failing; shutting down; organs; feel _4 shutting; never felt worse|so|this; worst i _2 ever felt; going|gonna to? die; not going to make it; wont make it; will not make it; not make it through; call|get the priest; actively dying`,
    unless:
      'know|laugh|bored|hear|see|embarrassed|hungry|starving|shopping|curious|wants to die|want to die|myself|to meet|coffee',
  },
  {
    id: 'sepsis.name',
    group: 'sepsis',
    how: 'mention',
    say: `septic; sepsis; septicemia; blood poisoning|infection; meningitis; necrotizing; flesh eating; toxic shock; urosepsis; gangrene`,
    unless:
      'class|covered|survivor|group|flyer|tank|discharge|years|system|arthritis|summary|bundle|training|vaccine|shot',
  },
  {
    id: 'sepsis.vitals',
    group: 'sepsis',
    say: `@BP_LOW; hypotensive; mottled|mottling; skin _4 mottled|blotchy|clammy|marbled|splotchy|purple|gray|grey|cold; @TEMP_HIGH _8 ; fever|temp _2 of? 104|105|106; not peed|urinated|pee|peeing|urinate _4 today|since|hours|all|day|yesterday|night; no urine|pee|output; bp|pressure _2 dropping|dropped|tanking|crashing|bottomed|low; blood pressure _4 low|dropped|dropping|tanking|bottomed`,
    unless: 'medication|log|refill|cuff|monitor|slightly|potassium|ok|fine',
  },
];
