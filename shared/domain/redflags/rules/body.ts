// Breathing, chest, stroke, consciousness, bleeding, injury: rules 4b sends to an ambulance. Draft, not reviewed by a
// clinician.
import type { Concepts, Rule } from '../table.ts';

export const bodyConcepts: Concepts = {
  LIPS: 'lip|lips|fingertips|fingernails|nails|nail|skin|color|colour|face|mouth|tongue|fingers; around _2 mouth; he|she|baby|him|her|hes|shes turn|turned|turning|go|going|went|looks|look|looking|is|be; turn|turned|turning; around the lips',
  ARM_JAW_PAIN: `arm|jaw|shoulder|neck|teeth|back _4 @HURT|@NUMB|@PRESSURE; @HURT|@NUMB|@PRESSURE _4 arm|jaw|shoulder|neck|teeth`,
  UPPER_BELLY_ONLY: `upper _2 belly|stomach|abdomen|abdominal|tummy; upper belly|stomach|abdomen|abd|abdominal; top of _2 belly|stomach|tummy|abdomen; epigastric|epigastrium; pit of _2 stomach; up? high|up in|on _2 belly|stomach|abdomen|tummy; upper part of _2 stomach|belly|abdomen; below|under _2 breastbone|ribs|rib|breast|sternum; above _2 button|navel`,
  HEART_WILD:
    '@HEART _3 race|racing|pound|pounding|flutter|fluttering|fast|skip|skipping|thump|thumping|irregular|beat|wild|crazy|hammering|out|slow|#; palpitation|palpitations|afib|tachycardia|tachycardic|svt; @PULSE_FAST',
  HEART_WITH:
    '@FAINT; @LIGHTHEADED; @SWEAT; short|shortness of breath; can not breathe; chest; breath|breathe|breathing; confused; weak; shaky',
  LIMB_OR_SIDE:
    '@ARM_LEG; one|left|right|whole|half side|half; left|right sided|side; @FACE; side of _2 body|face',
  CONF_NEW:
    'new|sudden|suddenly|tonight|today|acute|now|all|just|worse|started|onset|since|morning|evening|afternoon|yesterday|happening|recently|hours|minutes|more|really|very|hospital|worried|scared|never; all of a sudden; out of nowhere; an hour|hours; usually sharp|fine|clear; not usual|normal|like; this morning',
  BLEED:
    'bleed|bleeding|blood|bled|nosebleed|nosebleeds|hemorrhage|gush|gushing|oozing|ooze|clot|spurt|dripping|drip; nose bleed|bleeding; cut|gash|wound|socket|incision|stitches|site|fistula',
  STOOL: 'stool|stools|poop|poo|bm|diaper|diarrhea|crap|feces|shit|rectum|bottom|toilet|bowel|turd|bowl',
  STOOL_BLACK: `@STOOL _4 black|tarry|tar|jet|maroon|dark; black|tarry|maroon|jet _3 @STOOL; melena`,
  SOAKED:
    'soaked|soaking|soak|drenched|saturated|filled|filling; through; went|gone|going through; bled through; ruined',
  HIT: 'hit|bang|banged|bump|bumped|smack|smacked|whack|whacked|crack|cracked|conk|conked|slam|slammed|struck|strike|knock|knocked|bonk|bonked|clunk|thump|smash|smashed|bash|bashed|clobbered|slipped|injury|injured|injure|hurt|trauma|kick|kicked|punched|clocked|dinged|fall|fell|landed|landing|blow|beaned|wrenched|twisted|jerked|split|broke|broken',
  HEAD_BACK:
    'head|skull|forehead|noggin|temple|headfirst|scalp|neck|spine|tailbone; back of _2 head; spinal cord; head first; lower back',
  AIR: 'breath|breathe|breathing|inhale|air|breaths|wind; take air; get air',
  BREATH_BAD: `hard|labored|laboured|heavy|shallow|fast|rapid|quick|funny|weird|bad|worse|rough|raspy|noisy|wrong|strange|irregular|ragged|agonal|erratic|off|not+right|tight|difficult|poor|noisily|tough|tired|trouble|difficulty|struggling|struggle|distress|gurgly|gurgling|panting|crackling|rattling|slow; not right|good|well|normal; too fast; hard time`,
  BLUE: 'blue|bluish|gray|grey|purple|dusky|cyanotic|white|ashen|ashy|grayish|greyish|blueish|violet',
  STROKE_NAME: 'stroke|tia|cva; mini stroke; strokes',
  NUMB: `numb|numbness|weak|weakness|paralyzed|paralysed|dead|tingling|tingly|tingle|limp|useless|floppy|hemiparesis|hemiplegia|drift|heavy|asleep|pins|gone; not feel|move|lift|working|work|moving; stopped|quit work|working|moving; pins and needles; will not work|move|do|lift; can not feel|move|lift|raise|use|grip|hold; give|giving|gave out|way; no strength|feeling|grip; lose|losing|lost feeling|strength|use|grip|movement; drop|dropping things|everything; like jello|rubber|lead; flop|flops|flopping|curled|clenched|clumsy|stuck|lifeless|droops|tremble|wont|weird|funny|heaviness|dangling; just hangs|hanging|hang; drift|drifts|drifting down|off; give out; not listen|cooperate|obey`,
  SPEECH: `speech|talk|talking|speak|speaking|words|word|sentence|sentences|voice`,
  SPEECH_BAD: `slur|slurred|slurry|garble|garbled|jumble|jumbled|gibberish|mumble|mumbling|thick|funny|weird|mixed|wrong|nonsense|backwards|gone|strange|scrambled|incoherent|drunk|off|muddled|aphasic|aphasia|mush|mushy|twisted|dysarthria; not make|making sense; not come|coming out; all messed up; not right`,
  FIT: `seizure|seize|seizing|seizures|convulse|convulsion|convulsing|convulsive|epileptic|status|grand+mal|tonic; fit|fits; grand mal; febrile seizure; shake|shaking|jerk|jerking|twitch|twitching all|whole over|body; body shake|shaking|jerk|jerking|twitching|convulsing|stiff; stiff|stiffened|rigid _3 jerk|jerking|shake|shaking|shook|eye|twitching; foam|foaming|froth|frothing at|from; eye roll|rolled|rolling back; eye go|went|gone back; eyes rolled; thrash|thrashing around; jerking movements; bite|bit|chewed tongue; jerking; had|have|having|has|took a? fit|fits|turn|spell; episode _3 shaking|staring|jerking; grand mal; whole body _2 shook|jerk|shake; twitching|jerking _3 side|arm|leg|face wont|not|stop; jerking|twitching on _2 side`,
};

export const bodyRules: readonly Rule[] = [
  // breathing
  {
    id: 'breathing.cannot',
    group: 'breathing',
    how: 'insist',
    unless:
      'you only have to say|you only need to say|just have to say|all you have to say|all you need to say',
    say: `can|could not _3 breathe|breath; can|could not _2 get|catch|take|draw|suck|pull|finish _3 air|breath|oxygen|wind; unable _3 breathe|breath; not able _3 breathe|breath; can|could barely|hardly|scarcely _2 breathe|breath|talk|speak; barely|hardly breathe|breathing|breath; not breathe|breathing|breath; stop|stopped|stops|quit breathe|breathing|breath; not get|getting|moving|take _3 air|oxygen|breath; no air; forget to breathe; hardly any air; need|want air; need oxygen now; can not finish|say|get _3 sentence|words out; say|speak|talk|get only? # word|words _4 breath|stop|then|gasp; only say|speak|talk # word|words; word|words at a time; short|hungry|gasp|starved|gasping for|of air|breath; airless; fight|fighting|gulp|gulping|gasp|struggle|struggling|beg|starve|starving|hunger _1 for air|breath|oxygen; air hunger; struggle|struggling|fight|fighting|work|working _4 breathe|breath|breathing; suffocate|suffocating|smother|smothering|asphyxiat; drown|drowning _5 breath|breathe|gurgle|gurgling|fluid|phlegm|spit; gurgle|gurgling _4 drown|breath|breathe|breathing|throat; like|feel|sound _3 drown|drowning|suffocate|smothering|straw; breathing through a straw; respiratory|resp distress|arrest|failure; gasp|gasping|agonal; heave|heaving _3 breath|air; turn|turning color|colors|colour; sounds like darth; can not breathe; can not _3 lie|lay flat _4 breath|breathe; accessory muscle|muscles; use|using his|her|accessory muscles; pursed lip; nostrils|nose flare|flaring; stridor; wind|winded _4 walk|room|bathroom|rest|sit|talk|bed|chair|nothing|worse|new|few; wind|winded|panting do|doing|just|sit|lie|nothing; lung|lungs not working|collapsed|filling|fill|full; fluid in _2 lungs|lung; throat|airway close|closing|blocked; pant|panting like|hard|fast; pant|panting _5 sentence|talk|grey|blue|blow; huff|puff|huffing|puffing _4 sit|sitting|rest|lie|bed|just|chair; rib|ribs|chest suck|sucking|pull|pulling in; tripod|tripoding; run|running out of air|breath; get|getting winded|breathless; oxygen|o2|sats|sat|pulse ox|spo2 drop|dropping|low|down|falling|fell|crash; desat|desatting; @SAT_LOW; @BREATHS_FAST; choke|choking to death; blue from not breathing; passing out from not breathing; sat|sit|sitting bolt upright`,
  },
  {
    id: 'breathing.hard',
    group: 'breathing',
    say: `breathing|breath|breathe _3 @BREATH_BAD; hard|harder|labored|heavy|heavily|shallow|rapid|noisy|trouble|difficulty|difficult|distressed|agonal|weird|funny|fast|raspy|painful|irregular|rattly|rattling|ragged _2 breath|breathing|breathe|respirations|breaths; work|working|fight|struggle|struggling _3 breath|breathe|breathing|breaths; winded _4 now|today|tonight|worse|easy|easily|new; wheeze|wheezing; whistle|whistling _4 breath|breathe|breathing; whistling chest|lungs; breath|breathing get|gets|getting|gotten|got worse|bad|harder|hard; air|breathing _2 through|thru _1 mud|water|syrup|cotton|straw|wet|cloth|sponge|glue|molasses; pillow|hand|plastic|bag over _1 face|mouth; chest|ribs|belly|stomach _2 caving|cave|pulling|sucking|sinking|heaving _4 ; asthma attack|flare|acting|bad|kicking|out|wont|not|is; inhaler|nebulizer|neb|rescue|puffs|albuterol not|isnt|no|isn _3 ; inhaler|nebulizer|neb|albuterol|puffer|nebs _3 not|no|nothing; not breathing; trouble|problem|issue|issues|difficulty _2 breath|breathe|breathing|breaths; breath|breathing trouble|problem|problems|difficulty|difficulties|issue|issues; croup|barky|barking cough; breathing is off|bad|tight|tough|rough; rattle|rattling|crackle|gurgle _4 breath|breathe|breathing|chest|lungs; chest|lungs rattle|rattling|gurgling; dyspnea|dyspneic|tachypneic|tachypnea|hypoxic|hypoxia; short|shortness|out|loss|run of breath|wind|air; short winded; shortwinded; copd|emphysema flare|worse|bad|exacerbation|acting; oxygen turned|cranked|turn all|up; breath|breathing _4 straw|mud|water|cotton; lung|lungs burn|burning|tight|hurt; pneumonia _4 worse|breath; no room _3 lungs; lungs|lung _3 full|heavy|tight|wet|shutting|giving|failing|bad|worse|rattling|filling; sleep|sleeping|sleeps _3 sitting|upright|chair|recliner _6 breath|breathe|drown|drowns|drowning|smother|lay|lie; lay|laying|lie|lying|lays _3 drown|drowns|drowning|smother|smothers|suffocates; tug|tugging _4 ; breaths _3 short|fast|tiny; stop|stops|pause|rest _3 after|every|between _3 word|words|step|steps; puffing _3 all|evening|and|hard|away; pulmonary edema; breath|breathing _3 # times|a|per; oxygen _4 not|isn help|helping|enough|working|doing; air _3 not going|getting|moving; whistle|whistling|squeaky|squeaking _5 breath|breathe|breathes|breathing; chest _2 heaving|retracting; gets no air; catch|catching|get _2 breath _6 talk|talking|sitting|lying|resting|words|now; hungry for air; breathing|breathes like _5 running|run|marathon|dog|fish|train|race; breathing _3 like shes|hes|he|she; lips|lip look|looks _4 blueberries|blueberry|dusky|ink|smurf; breathing|breath|breathes _2 stop|stops|pauses|quits|starts _3 ; sound|sounds|sounding like a? seal|frog|darth|train|coffee|bubbling|bag; suck|sucking in at|around _3 neck|ribs|throat; grunting|grunts _4 breath|breathe|breathing; breath|breaths in|into _2 gasps|gulps|spurts; can not _3 walk|talk|eat _6 breath|wind|air; out of breath _3 sitting|resting|lying|doing|just|walking|talking; breathing|breath _4 worry|worries|worried|scaring|scares; neck muscles; belly breathing; panting; hard time|trouble|difficulty|struggle|struggling _3 get|getting|catching|moving|pulling _2 air|breath|wind; wheezy; can|could not _2 lay|lie flat|down|back; huff|huffing|puffing|panting _4 ran|mile|bed|sitting|stairs|nothing|lying; breathless|breathlessness`,
    unless:
      'your stairs|stairs at your|your building|supply|supplies|machine|test|exercise|treatment|class|refill|mask|cpap|school|coach|technique|mints|easy|fine|normal|normally|okay|well|better_',
  },
  {
    id: 'breathing.blue',
    group: 'breathing',
    unless: 'blanket|eyes|shirt|office|form|paint|shield|cross|dress',
    near: ['LIPS', 'BLUE'],
    within: 5,
  },
  {
    id: 'breathing.choke',
    group: 'breathing',
    say: `choke|choking; stuck|lodge|lodged|in|halfway|down _3 throat|windpipe|airway|pipe; food|steak|meat|pill|bone|grape|hotdog|dog|chicken|candy|something|coin|toy|meatball|bread _4 stuck|lodged|pipe|blocking; go|went down wrong|the; go|went down _2 wrong way|pipe|tube; eat|eating _6 stuck; heimlich; inhaled|aspirated _4 coin|bead|toy|peanut|food|popcorn|lego|bead|vomit; clutch|clutching|grab|grabbing|holding|hold his|her|at throat|neck; gag|gagging|gagged _5 red|blue|purple|swallowed|on|throat; swallow|swallowed _4 dentures|bone|denture|coin|cap|toothpick _6 ; something in|stuck _3 throat; can not swallow _4 ; can not cough it up; aspirated|aspirating|aspiration _3`,
    unless: 'hazard|on me|prevent|cuff|me last|strangle|husband|boyfriend',
  },
  // chest
  {
    id: 'chest.pain',
    group: 'chest',
    how: 'mention',
    say: `@CHEST _4 @HURT; @CHEST _3 @PRESSURE; @HURT|@PRESSURE _5 @CHEST; chest feel|feels|felt _3 ; chest kill|killing; coal|coals|fire _4 chest|breastbone; chest|breastbone _8 coal|coals|fire|burning|burns; angina|anginal; chest _2 acting|bothering|bother; chest # ; hold|holding|clutch|clutching|grab|grabbing|rubbing|rub|gripping _2 chest|heart; chest|heart attack symptom; nitro|nitros|nitroglycerin _8 still|not|no|isnt|hurts|relief|pain|third|three|help|working; took|taken|had _2 nitro|nitros|nitroglycerin; pressure|pain|tight|heavy _5 in|right middle|center|centre; pressure right here; left side hurts|pain _3 ; pain in|on _2 left side _3 ; chest _3 full|fullness|bad|wrong|different|strange|heavy; something wrong _3 heart; heart _2 bothering|hurting|acting|attack again; grab|grabbed|grabs|clutched|clutching|held|holds|holding|rub|rubs|rubbing _2 chest|heart|breastbone; my|his|her|the chest be|feel|feels|felt|has|got|is|keeps|does|doing; in|across|inside|through|over|on|around my|his|her chest; heart be|feels|feel in|like|squeezed|hurting|giving|failing; heart _4 fist|vice|squeeze|squeezed|stab|stabbed|knife; chest _3 again|now|today|tonight|since; between _2 shoulder blades _6 ; under|below|beneath _2 left|right breast; poker|knife|dagger|needle|needles _6 chest|breast|heart; kicked me in the chest; chest _5 stent|attack|bypass|before`,
    unless:
      'heart is broken|heart broken|mucus|phlegm|tattoo|mole|lotion|patch|monitor|scan|cold|congestion|xray|tube|hair|cough_ |cedar|freezer|drawer|implant|waxing|rash',
  },
  {
    id: 'chest.weight',
    group: 'chest',
    say: `elephant|truck|anvil|boulder|gorilla|brick|bricks|cinder|weight|car|ton|piano|cow|horse|house|safe|rock|sumo|sandbag|fridge|refrigerator _4 on|sitting|standing|parked|sat _3 me|chest|him|her|heart; man|person|somebody|someone|something|dog|kid|people|weight _2 sit|sitting|standing|sat|pressing|pushing|parked _3 me|chest|him|her|heart; belt|band|vice|vise|strap|rope|corset|clamp|fist|hand|wire|girdle _4 chest|heart|ribs|sternum|breast; squeeze|squeezing|gripping|crush|crushing|wringing _3 heart|chest|me; elephant on; tight round|around chest|ribs|middle|heart`,
  },
  { id: 'chest.arm_jaw', group: 'chest', near: ['ARM_JAW_PAIN', 'SWEAT'], within: 16 },
  {
    id: 'chest.arm_jaw_spread',
    group: 'chest',
    say: `radiate|radiating|spread|spreading|shoot|shooting|travel|travels|travelling|traveling|run|running|go|going|goes|move|moving|down|up|into|in _3 left? arm|jaw|neck _3 and|jaw|arm|back|shoulder; pain|hurt|ache|numb|tingling|heavy down|in _2 left arm; left arm _3 hurt|pain|ache|achy|aching|heavy; left arm and jaw|chest|neck; jaw and|down|to left? arm; arm and jaw; jaw and chest; between _2 shoulder blade|blades _8 sweat|clammy|sick|chest|pale|breath; bad|sharp|terrible|pain _4 between _2 shoulder blade|blades`,
  },
  {
    id: 'chest.upper_belly',
    group: 'chest',
    say: `@UPPER_BELLY|@BELLY _3 @HURT|@PRESSURE _8 under|below|top|upper|high|breast; @HURT|@PRESSURE _6 @UPPER_BELLY_ONLY; @UPPER_BELLY_ONLY _4 @HURT|@PRESSURE|burning; indigestion|heartburn|reflux|gas _10 @SWEAT|sweating|arm|jaw|worst|worse|wont|shoulder|chest|pass|grey|hours|hour; indigestion|heartburn|antacid|tums|reflux _6 not help|helping|work|working|touch|touching|touched|doing|go|going|better|relief|ease|easing|nothing; worst|bad|terrible|horrible|severe heartburn|indigestion|reflux; burn|burning _4 chest; chest burn|burning`,
  },
  {
    id: 'chest.collapse',
    group: 'chest',
    say: `collapse|collapsed|collapsing|collapses; go|went down like|hard|on|like|in a|the|sack|his|her; drop|dropped|fell|fall to|over|like|hit the|floor|ground|sack|floor|deck|ton|rock|stone _4 not|no|unresponsive|stone|potatoes|brick|bricks; drop|dropped like; crumpled|crumple to|on|in|down; dropped to|on _2 floor|ground|knees; fell|fall over and; go|went down like; keeled over; keel over; no pulse|heartbeat; cpr; heart stop|stopped|stops; cardiac|heart arrest|attack; code blue; defib|defibrillator|aed|icd shock|shocked|fired|went|gave; shock|shocked|shocks by|from|me|him|her defibrillator|icd|pacemaker; pacemaker|icd|defibrillator|life+vest _3 shock|shocked|fired|went|go|going|beep`,
    unless: 'lung collapsed|stroller|tent|chair|table|arch|collapsible',
    how: 'mention',
  },
  {
    id: 'chest.attack_now',
    group: 'chest',
    how: 'insist',
    say: `think|believe|know|feel|sure|afraid|scared|worried|might|could|maybe|like|swear _4 have|having|had _2 heart attack|mi; have|having _1 heart attack|mi|coronary; be this|it|that|i|he|she _3 heart attack; could this|it|that _3 heart attack; massive heart attack; having a coronary; stemi|nstemi; heart attack _12 feel|feels|feeling _2 same|like|again; feels|feel _3 last|other heart attack; like when i had _2 heart attack; just like _2 heart attack; same as _4 heart attack`,
    unless: 'class|program|bill|price|screening|history|signs|family',
  },
  { id: 'chest.heart_race', group: 'chest', near: ['HEART_WILD', 'HEART_WITH'], within: 14 },
  {
    id: 'chest.heart_wild',
    group: 'chest',
    say: `@HEART _3 go|going|beat|beating|pound|pounding|racing|race|flutter|thump|thumping|skip|jump|flip|flopping|hammer|hammering|run|running _2 crazy|wild|fast|hard|out|nuts|mile|million|rapid|rapidly|irregular|bananas|haywire|through|weird|funny|stop; @HEART race|racing _3 ; @PULSE_FAST; afib|a fib|svt|vtach|tachy|tachycardia|tachycardic _3 ; heart _2 flip|flopping|flip|jumping|skipping|hammering|galloping|quivering|pounding|pound|racing|race|thump|thumping|fluttering; palpitation|palpitations; heart out of rhythm; heart keep|keeps skip|skipping|stop|stopping|jump|flutter; pulse _3 fast|racing|high|thready|weak|irregular|all; heart rate _3 high|fast|up|irregular|low|jumping|through; @HEART _3 stop|stopping|stops|starting|quit|going crazy|jumping|pounding; @HEART _4 out of my|his|her chest; @HEART going #; chest pounding; @HEART all over the place; can feel my heart _5; ticker _6 stopping|starting|stops|crazy|jumping; heart|ticker feel|feels _4 stopping|stop|stops|exploding|jumping|pounding|beating|racing`,
    unless:
      'caffeine|medication|scan|app|watch|monitor|test|follow|history|cuff|love|good|horse|fitness|pen|resting',
    how: 'mention',
  },
  // stroke
  {
    id: 'stroke.face',
    group: 'stroke',
    say: `@FACE _4 droop|drooping|droopy|drooped|droops|lopsided|crooked|sag|sagging|saggy|slant|slanted|melt|melting|uneven|fall|fallen|twisted|numb|paralyzed|hanging|hang|hangs|slack|asymmetric|asymmetrical|sideways|slid|slide|sliding|pulled|drawn|weird|frozen|tingling|tingly|lop; droop|drooping|droopy|crooked|lopsided|uneven|sagging|numb|twisted|asymmetrical|slack _3 @FACE; facial droop|weakness|asymmetry|numbness|palsy; half|side of _2 face|mouth|smile; smile _6 half|side|crooked|even|uneven|lopsided|one; only|one half|side _4 smile|face|mouth|go|moves|move|went; drool|drooling _4 corner|side|mouth|one|out; not smile|close|move _5 side|eye|half|right|evenly; face not move|moving|right|even|match|working|same|symmetrical; face fell|fallen|fall; bells palsy; one eye|eyelid droop|drooping|lower|shut|down; mouth _3 pull|pulled|pulling|to one|side|left|right|the; can not close|blink one|his|her|my|left|right|the eye; face _3 stroke; eyebrow|lip|cheek|eye|mouth|lips _4 sag|sagging|droop|lower|uneven; one pupil; pupils _3 different|uneven|unequal|bigger|blown; face _2 lopsided|crooked|off|funny|different; one side of _1 smile`,
    unless: 'novocaine|dental|novacaine|photo|cream|mask|botox|facelift|filler|surgery_|cream',
  },
  {
    id: 'stroke.limb',
    group: 'stroke',
    say: `@LIMB_OR_SIDE _5 @NUMB; @NUMB _4 @LIMB_OR_SIDE; @SIDE _3 @NUMB; @NUMB _4 @SIDE; can|could|will not _2 lift|raise|move|feel|use|grip|hold|hold up _3 arm|leg|hand|foot|side|fingers|fork|cup|pen|spoon|glass; unable|trouble|difficulty _2 lift|raise|move|feel|use|moving|lifting|raising|using _3 arm|leg|hand|side; leg|legs|arm|hand _3 gave|giving|give|wont|not|buckle|buckled|buckling|drag|dragging|drags; leg|arm|hand _2 not hold|work|working|move|moving|respond|responding|do|function; drag|dragging|drags _2 leg|foot|right|left; weak|weakness on|in|of|down _2 left|right|one|side; one|left|right sided _2 weak|weakness|numb|numbness; drop|dropped|dropping _3 cup|coffee|fork|spoon|phone|glass|things|stuff|plate|mug|everything|pen _6 arm|hand|numb|weak|grip; arm|hand went|go dead|numb|limp|weak|useless|asleep; hemiplegia|hemiparesis; arm drift; arm|hand fell asleep; one|left|right side _4 not|dead|gone|stopped|useless|feel; can|could|will not _3 get|bring|hold|pick|lift|button|grab|squeeze|write|hold _3 spoon|fork|cup|pen|shirt|mouth|phone; arm|hand|leg _3 drift|drifts|drifting|curl|curled|flop|flops; weaker|weak on|in _1 one|left|right; one _1 arm|leg _3 weaker|heavier|lower; fingers|hand _2 wont|will not|not grip|close|open|squeeze|work; can|could|will not _2 hold|grip|lift|grasp|button|write _5 sudden|suddenly|all; sudden|suddenly|now _6 not _2 hold|grip|lift|grasp|write; side all? weak|numb|heavy|dead; weak|numb all? down|on; arm|leg|hand _4 not _2 hers|his|mine|there|attached; does not belong|feel like mine`,
    unless:
      'carpal|cast|dentist|novocaine|lidocaine|shot|nerve block|epidural|slept|brace|physical|keep still|stay still|stop shaking|stop trembling',
  },
  {
    id: 'stroke.speech',
    group: 'stroke',
    say: `@SPEECH _4 @SPEECH_BAD; slur|slurring|slurred|slurry; garble|garbled|garbling _3 ; @SPEECH_BAD _2 @SPEECH; can|could not _3 talk|speak|get|find|say|form|put|string|come _4 word|words|sentence|sentences|right|out|anything|name|straight|together|properly|right; can|could not talk|speak|say; can not _2 talk|speak; not _3 string _3 sentence|words; mouth full of marbles|cotton|mush; sound|sounds|sounding|talk|talking|talks|sounded _2 like? drunk|funny|weird|gibberish|nonsense|garbled|strange|slurred|thick|garbage|jibberish|backward|backwards|marbles|mush|robot|gobbledygook|baby|foreign; talk|talking|speaking|say|saying|speak|use|using _3 gibberish|nonsense|wrong|jibberish|mush|gobbledygook|garbled|jumbled; wrong word|words|things|names; words|word _3 wrong|mix|mixed|jumbled|scrambled|garbled|out|come|coming|backwards|mush|salad|stuck|funny; lose|lost _2 speech|words|voice suddenly; aphasia|aphasic|dysarthria|jibberish|gibberish|mumble|mumbling; lose _1 ability to speak|talk; not understand _4 say|saying|talk|talking|what; tongue tied|twisted|heavy; forget|forgot|remember|know how to talk|speak; calling|calls everything|everyone|things _2 wrong; not remember _2 how _1 talk|speak; words _2 stuck|gone|disappear|disappeared; trouble|hard|difficulty _2 talking|speaking|finding|getting|forming _3 words|word|out|; talk|talking|speech _2 like drunk|mush; opened|opens mouth _4 nothing; sentences _3 sense; talking backwards`,
    unless:
      'therapy|therapist|delay|slow|mute|laryngitis|hoarse|cold|doctor|message|interpreter|english|recording|lawyer|anyone|someone|somebody|a nurse|to the|to a|to my doctor|to him|billing|representative|insurance|class|afford|app|louder|talk loud|talk long',
  },
  {
    id: 'stroke.sight',
    group: 'stroke',
    say: `vision|sight|eyesight _4 gone|go|went|blurry|blurred|double|loss|lost|lose|dim|dark|black|out|half|tunnel|gray|grey|fuzzy|foggy|disappeared|cut; lose|lost|losing|loss|blurred|blurry|double|tunnel|blurring|fuzzy of? vision|sight|eyesight|eye; see|seeing|sees double|two|half|black; can|could not see|focus _6 eye|half|side|suddenly|out|left|right|anything; go|went|gone blind; blind in|on _2 eye|side; blind suddenly; half _3 vision|see|world|page|blind`,
    unless:
      'glasses|contacts|new prescription|cataract|years|insurance|plan|benefit|exam|dilated|screen|booked|portal|website|form|test results|record|dilation',
  },
  {
    id: 'stroke.balance',
    group: 'stroke',
    say: `lose|lost|losing|no|off|loss of? balance|coordination; balance _3 gone|off|terrible|bad|lost|shot; can|could not walk|stand|stay|keep _4 straight|right|balance|line|upright|steady|up|falling|without; veer|veering|list|listing|lean|leaning|lurch|lurching|stagger|staggering|tilting|drifting|pull|pulled|tip|tipping to|over|like|around|into|sideways|left|right; fall|falls|falling|fell to|over|toward _2 one|left|right|side|sideways; keep|keeps fall|falling|veer|stumble|stumbling|lean|bumping|tip; walk|walking like|as _3 drunk|sideways|boat; stumble|stumbling around|like|into|and|all; room _2 spin|spinning _8 walk|stand|fall|falling|speech|vision|vomit; spin|spinning|dizzy|dizziness|vertigo _8 walk|stand|double|fall|falling|speech|weak|numb|headache|slur|talk|vomit|confused; sudden|suddenly dizzy|dizziness|vertigo|unsteady|clumsy; uncoordinated|clumsy|unsteady|ataxic|ataxia|wobbly suddenly|today|tonight|all|now|since; walk|walking _3 drunk; fell to|on one side; can not stand|walk; not walk straight|right; lean|leaning|leans _3 one|left|right|side; wobbly|wobbling|staggering _3 ; double vision and; sudden|suddenly _2 double|off balance; not steady|balance; feet|legs not _3 under; can not straighten|stay up; tilt|tilts|tilting`,
    unless: 'balance due|physical therapy|crutches|boot|cast|sprain|ankle_|knee_|wheelchair',
    how: 'mention',
  },
  {
    id: 'stroke.name',
    group: 'stroke',
    how: 'insist',
    say: `think|believe|know|feel|sure|afraid|scared|worried|might|could|maybe|like|swear|suspect|wonder|wondering|looks|look _5 @STROKE_NAME; have|having _2 @STROKE_NAME; be this|it|that|he|she|i _3 @STROKE_NAME; could this|it|that|he|she _3 @STROKE_NAME; stroke sign|signs|symptom|symptoms _1 now|again|this|today|tonight|came|just; have|having|has|show|showing|shows _1 stroke sign|signs|symptom|symptoms|alert; code stroke|fast; fast positive; lkw|lkn; last know|seen|known|knew well|normal; just had|have _1 @STROKE_NAME; another @STROKE_NAME; sign of|like a? stroke now|here; lvo; mini stroke today|again|this|last|yesterday|just`,
    unless:
      'last year|ago|history|class|leaflet|article|rehab|year|group|clinic|risk|if|refill|appointment|heat',
  },
  // consciousness
  {
    id: 'consciousness.wake',
    group: 'consciousness',
    how: 'insist',
    say: `will|can|could|would|does|do not _5 wake|wakes|waking|wakeup|rouse|arouse|roused|awaken|come to|come round|come around|stir; wake|rouse|arouse him|her|them? not; can not _3 wake; not wake|wakening|rouse|arouse|waking; will not open _2 eye; not come|coming to|round|around; unable _2 wake|rouse|arouse; trouble|difficulty|hard|difficult|tough|impossible _2 wake|waking|rouse|arouse|awake; can not keep|stay|get _4 awake|up; not stay awake; keep|keeps|kept nod|nodding|fall|falling|drift|drifting|dozing|slipping|going _2 off|asleep|out|under|away; nod|nodding off mid|in|while|during|sitting; not arousable|rousable; unresponsive|unconscious|comatose|coma|obtunded|unrousable|unarousable|nonresponsive; not respond|responding|responsive|react|reacting|answer|answering|move|moving; no response|reaction|responding from|to|when|at; no response; can not get _4 open|opens _2 eye; not open|opening _3 eye; can not tell me _4 day|year|name|where|who|month|time|his|her; can not _3 get a|any reaction|response|answer|word; barely|hardly|not|minimally respond|responding|responsive|conscious|awake|alert|there; out cold; dead|out to the world; out like a light; slump|slumped|slumps|slumping; limp|lifeless and|on|in|eyes; in and out of it|consciousness|sleep; go|going|went in and out; lights are on; not conscious|awake|alert; go|went|goes limp|unresponsive|blank|stiff; stare|stares|staring _2 at|off|into|through|blank|space|blankly|and|not; just stare|stares|staring; glazed|glassy eye|over|look; shake|shaking|shook _3 nothing|no|not _3 ; sternal rub; gcs; awake but not; not there; can not find a pulse; vegetable like; not all there tonight|today|now; can not get _4 awake|up|to wake|respond|answer|come|around; not respond|responding|react _4 pinch|pain|voice|touch|name|me; out for _3 second|seconds|sec|minute|minutes|min; be out _1 for _3 second|seconds|sec|minute|minutes|min; he|she be gone and _2 wake|respond|answer|breathe|breathing|move|moving; gone limp; no response; hard|harder to? rouse|wake|arouse; sleep|sleeping so|too hard|deep|deeply; nobody home; eyes _3 open but; went|gone vacant|blank|unresponsive; going under; limp and _3 ; barely there; not with us; checked out _3 ; passed out and; on the floor _5 not|out|unconscious; snoring _4 wake|rouse`,
    unless:
      'deaf|text him|voicemail|emails|text|texts|email|phone|call|calls|message|portal|nurse station|button|callback|referral|machine|line|survey|school|letter|office|doctor|treatment|medication|voicemail|insurance|antibiotic|company|alarm clock',
  },
  {
    id: 'consciousness.faint',
    group: 'consciousness',
    say: `@FAINT; pass|passed|passing|passes out; come|came to on|in|and|with; woke|wake up on _2 floor|ground|bathroom|kitchen; wake up _3 floor|ground; find|found _4 on _2 floor|ground|bathroom _10 ; find|found _5 unresponsive|unconscious|passed|floor; lose|lost|losing|loss of? consciousness|conscious; knocked out|cold; hit the deck|floor; fell out; about|going|gonna|feel|close|nearly|almost _4 pass|black out; pass out; faint; everything|vision went|goes black|dark`,
    unless: 'smell|line|odor|hope|praise|heart murmur|test|copy|forms|form|tired_|blanket',
    how: 'mention',
  },
  { id: 'consciousness.confused', group: 'consciousness', near: ['CONFUSED', 'CONF_NEW'], within: 14 },
  {
    id: 'consciousness.confused_plain',
    group: 'consciousness',
    say: `not make|making _2 sense; make|making|makes no|zero sense; not know who|where _3 be|is|i|we|he|she|are; not know _2 own name|name; not recognize|recognise|know me|us|her|his|him|wife|husband|daughter|son|own|anyone|family; talk|talking to people|someone|wall|somebody|things|dead; see|seeing|sees things|people|bugs|stuff|spiders _3 ; not there; hallucinate|hallucinating|hallucinations|delirious|delirium|disoriented|incoherent; confused|confusion about where|who|what day|time; put|putting|puts _4 in the oven|fridge|freezer|toilet|microwave|stove|dishwasher|trash; altered|change|changes _2 mental; mental status; very|so|really|extremely|suddenly|completely confused|disoriented|foggy; confused and|all|today|tonight|now|since|this|suddenly|new; talk|talking|speak|spouting|babbling|talks crazy|nonsense|gibberish|out of _2 head; out of _2 head; not think|thinking straight|clear|clearly; think|thinks it is 19|nineteen; think|thinks i am his|her mother|mom|sister|dad; combative|agitated _4 sudden|suddenly|new|tonight|today|now|confused; not himself|herself|themselves; act|acting _2 drunk|strange|weird|odd|confused|funny|bizarre|loopy; forget|forgot|forgotten who|where|how|our|my|his|her; not remember who|where|my|his|her|how|anything; wander|wandering around|outside|off _3 confused|naked|night; nobody home; think|thinks it be @YEAR; think|thinks it be _2 morning|night|war|christmas; talk|talking|talks rubbish|garbage|gibberish; act|acting|acts _2 goofy|loopy|stoned|high|drunk; confusion _3 started|sudden|tonight|today|worse|new; suddenly|sudden confused|confusion; calls|calling me by _3 name; he|she|dad|mom|mum|father|mother|husband|wife|grandma|grandpa|patient|pt|uncle|aunt|son|daughter|brother|sister does not know _2 is|was; not know where|who|what day; no idea who|where; not have _1 clue who|where; not remember|recognize our|us|me|his|her; thinks im|we`,
    unless:
      'coffee|bill|invoice|statement|form|bus|portal|instruction|instructions|insurance|policy|letter|appointment|website|plan|medicare|directions|about the|which|schedule|paperwork|me_|charge|label|eob|math|computer|phone tree|price|dementia baseline|usual|coverage|claim|code|test',
    how: 'mention',
  },
  {
    id: 'consciousness.fit',
    group: 'consciousness',
    how: 'mention',
    say: `@FIT; have|having|has|had|took|another|third|second|first a? fit|fits|spell; dizzy spell and; shake|shaking|shook _5 minute|minutes|min|uncontrollably|violently; convulsing; on the|my? floor|ground shaking|twitching|jerking|seizing|foaming|convulsing; twitching _3 all|whole|body|uncontrollably|and; # fit|fits|seizures today|now; fit|fits today|this|since|again; absence|petit seizure; wet|peed himself|herself and|while|during|after; postictal; diastat|midazolam given`,
    unless: 'throw|laugh|tantrum|fit over|pen|shape|tuck|dress|shoe|mask|helmet',
  },
  // bleeding
  { id: 'bleeding.stop', group: 'bleeding', near: ['BLEED', 'WONT_STOP'], within: 9 },
  {
    id: 'bleeding.heavy',
    group: 'bleeding',
    say: `bleed|bleeding|blood|bled _4 everywhere|heavily|heavy|badly|bad|profuse|profusely|lots|lot|pouring|pour|gush|gushing|spurting|squirting|spraying|dripping|soaked|soaking|pool|puddle|freely|nonstop|uncontrolled|uncontrollably|streaming; bleed|bleeding|blood out|through|all|like|again|over|running|down; nick|nicked|hit|cut _2 artery|vein;  heavy|heavily|bad|badly|severe|massive|uncontrolled|profuse|serious|major|arterial|active|actively|internal|excessive|so+much|profusely|really|lot _3 bleed|bleeding|blood|hemorrhage; so|too much blood; lot|lots|ton|tons|bunch|cup|cups|pint|bucket|quart|gallon|pool|puddle|loads|bowl|handful of _3 blood|clots; blood all over; blood|gush|gushing|spurt|spurting|squirt|squirting|spray|spraying|pour|pouring|pump|pumping|drip|dripping|stream|streaming|leak|leaking|shooting _4 out|from|down|everywhere|blood|arm|leg|of|through|over|hand|nose|head|like|onto|since; gush|gushing|spurt|spurting|squirt|squirting; hemorrhage; @SOAKED _5 towel|towels|pad|pads|rag|rags|bandage|bandages|gauze|dressing|dressings|sheet|sheets|blood|pillow|shirt|tissue|tissues|washcloths; towel|towels|rag|rags _6 soak|soaked|blood|coming; fistula|graft|shunt|access|dialysis arm _4 bleed|bleeding|blood|burst; varicose _3 burst|bleed|bleeding|popped; vein burst|popped|blew; bleed|bleeding out; bleed|bleeding to death; will|can not clot|stop; can not stop|get _4 bleed|bleeding|blood; toilet|bowl|commode _3 full|red|blood|bloody; blood _4 toilet|bowl|commode|bath; bleed|bleeding from _4 ear|ears|eye|eyes|rectum|bottom|butt|everywhere|mouth|gums|penis|down|behind; rectal bleed|bleeding; hold|holding|held|apply|applying|put|putting pressure _6 still|bleed|bleeding|not|hour|minutes; bleed|bleeding _5 eliquis|warfarin|coumadin|xarelto|thinner|plavix|thinners|lovenox; eliquis|warfarin|coumadin|xarelto|thinner|plavix|thinners|lovenox|pradaxa _8 bleed|bleeding|blood|bruised; bleed|bleeding bad|so; # towel|towels|rag|pads|washcloths; nose|nosebleed|gums|mouth|cut|wound|socket|leg|head _3 gush|gushing|pour|pouring|faucet|wont; like a faucet|fountain|hose|tap; soak|soaked|soaking|going|go|went|bleeding|bled|filling _3 super|tampon|tampons|pad|pads|overnight _5 hour|minutes|every|hours; period _3 heavy|gushing|flooding _5 dizzy|soak|soaking|clots|faint|hour|pads; flooding; blood everywhere|gushing; pumping|pump|pulsing out|blood; cut|gash|wound _6 pumping|pulsing|spurting|gushing; stuck pig; red everywhere; pool of blood; bleed|bleeding|blood like _3 ; bleed|bleeding _3 everywhere|heavy; clots _3 size|big|huge|coming|golf|fist; still|started|starts|keeps|start bleed|bleeding|bled; bleed|bleeding again|now|still|since|real|really|fast|constantly|steady; all|nothing|mostly|pure|just|fresh|bright|dark blood; blood when|every|each|come|coming|came|comes|on _3 ; blood _3 wipe|wiped|everywhere|running|towel|pillow|bed|floor; soaked _2 red|through|again; soak|soaked|soaking bandage|dressing|gauze|towel|pad|shirt; nosebleed|nosebleeds _8 hour|hours|minutes|stop|since|still|quit|long; nosebleed _4 start|started|began _2 # ; bandage|dressing _4 soaked|red|third|full|changing; times changing; bloody nose|mouth|stool|diarrhea|urine|discharge|mess; lost|losing|loss _3 blood; vessel|vein|artery burst|popped|cut|spurting; bleeding|bleeds _3 a lot|bad|heavy|hard; clot|clots size|as|like|keep|big; stitches|wound|cut|incision _3 bleed|bleeding; bleeding`,
    unless:
      'gave blood|donated blood|donate|minor|stopped bleeding|heavy periods for|blood sugar|blood count|blood clot disorder|blood bank|blood drive|bleeding risk|bleeding time|bleeding disorder|bleeding edge|quit bleeding|has stopped bleeding|nosebleed stopped|bleeding stopped after|bleeding stopped on its|wants to know when|gums when|all blood work|bleeding me|when brushing|period is due|next period|bled a little|little when|small spot|tiny|flossed|card replacement|donate|bank|drive|blood test|blood work|bloodwork|draw|blood pressure|disorder|thinner refill|mary|type|sugar_|period normal|type|clean',
    how: 'mention',
  },
  {
    id: 'bleeding.vomit',
    group: 'bleeding',
    say: `@THROW_UP|cough|coughing|hack|hacking|spit|spitting|spat|puke|barf|heave|gag up? _5 blood|bloody|clot|clots|red|coffee; bloody vomit|emesis|puke|sputum|phlegm|spit; blood in|when|with _3 vomit|puke|sputum|phlegm|spit|throw|cough|mucus|throwing; coffee ground|grounds; @THROW_UP _3 dark|black|red; swallow|swallowing blood; blood _3 mouth|throat come|coming|pour|pouring; hematemesis|hemoptysis; blood come|comes|coming|came up|out of _2 mouth; red stuff|vomit|puke; @THROW_UP|cough|spit _2 looks|look like _3 blood|coffee|red; blood|red in _3 vomit|puke|sputum|spit|phlegm|throw; red _2 vomit|puke|throw; theres red`,
  },
  { id: 'bleeding.stool', group: 'bleeding', near: ['STOOL_BLACK', 'LIGHTHEADED'], within: 20 },
  {
    id: 'bleeding.stool_plain',
    group: 'bleeding',
    say: `@STOOL_BLACK; @STOOL _4 blood|bloody|red|clots|maroon; pee|peeing|urine|urinating|pissing|piss|catheter|foley _3 blood|bloody|clots|red|coke|cola; pass|passing|pooping|peeing|pooped|peed _3 clots|clot|blood; blood|bloody|clots _4 stool|poop|urine|pee|diaper|wipe|wiped|colostomy|catheter|foley; melena`,
    how: 'mention',
    unless: 'iron|pepto|test|kit|card|sample|beet|beets|cologuard|licorice',
  },
  // injury
  {
    id: 'injury.head',
    group: 'injury',
    how: 'mention',
    near: ['HIT', 'HEAD_BACK'],
    within: 6,
    unless: 'acting normal|nail on|pillow|hay|that|news',
  },
  {
    id: 'injury.head_plain',
    group: 'injury',
    how: 'mention',
    say: `head|skull|spinal|spine|neck|brain|back trauma; head|neck|spinal|spine|eye injury _4 now|today|tonight|fall|fell|just|vomit|from|after; concussion|concussed; knot|goose|lump|bump|gash|dent|bruise|egg|hematoma _3 on _3 head|forehead|skull|eye; goose egg; split|cracked|bust|busted|gashed|split|cut|smash|smashed|opened _3 head|skull|forehead|face|scalp|noggin; head _2 split|cracked|bust|busted|gash|bleeding|cut open; knocked _2 silly|out|cold|unconscious|senseless; neck|back|spine _3 broke|broken|snapped|crack|cracked|popped _4 ; can not _1 move|feel _3 leg|legs|toes|neck|arms|feet; break|broke|broken|fracture|fractured|crush|crushed|snapped _3 neck|back|skull|hip|pelvis|femur|leg|ribs|spine|jaw|arm|ankle|wrist|thigh; unwitnessed fall; fall with|unwitnessed; found|find on floor; fell|fall|fallen|falls _4 off|from|out|down|through _3 ladder|roof|stairs|steps|bed|tree|horse|bunk|bike|truck|wheelchair|chair|window|crib|counter|balcony|deck|porch|scaffold|loft|table|bridge|toilet|shower|highchair|trampoline|slide|swing|stairwell|escalator|bridge|hayloft|couch|attic|story|feet|floor; fell|fall # feet|foot|stories|steps|stairs|story; tumble|tumbled down|off|out|from; took a tumble|spill|header|fall|nosedive; fell|fall|fallen|landed|land _4 on|onto _2 head|neck|back|face|hip|concrete|pavement|spine|skull|stomach; nasty|bad|hard|terrible fall|spill|crash|tumble|wreck; fell|fall hard|badly|bad; neck|back _2 hurt|hurts|pain|stiff|sore _5 crash|wreck|accident|fall|fell|dive|diving; whiplash; dive|dove|diving into|in _3 shallow; diving accident; fall _8 warfarin|eliquis|plavix|thinner|thinners|coumadin|xarelto; resident fell|fall; shelf|tree|tv|branch|brick|box|rock|ball|ladder|something _3 fell|landed|hit on|onto|in _3 head|neck|face|toddler|baby|him|her|back; hip _4 turned|broken|out|rotated|shorter|pop; can not get up _4 ; fell|fallen|fall _6 can not|hip|head|get up|hurt|hurts|neck|back|blood|thinner|thinners; fell|fallen _2 again|and|hard|down|out; year|yo|old fell|fallen; hit his|her|my|its head; leg|hip|arm shorter|turned|bent|deformed; acting|act goofy|strange _4 hit|fall; tripped|slipped|slip|trip _8 head|hit|whacked|back|hip|face|hurt|neck|hard|broke|floor; hit|hits|hitting|struck _3 windshield|windscreen|dashboard|steering|pavement|concrete|curb|sidewalk|floor|tub|counter|table|nightstand|corner|doorframe|wall _4 head|forehead|face|hard|; came off|flew off|thrown|went over _3 bike|horse|atv|scooter|motorcycle|handlebars|board|skateboard; no helmet; not wearing _2 helmet|belt; can not move _3 hip|leg|neck|arm; can not bear|put weight; slipped|slip on _2 ice|floor|wet|steps|tile _8 ; face planted|faceplant; hit head; fell|fall|falling|landed|dropped|went _2 headfirst; head first _3 ; fell|fall|fallen|falls off|out _3 cart|slide|wagon|stroller|truck|horse|trailer|car|dock|wall|fence|cliff|highchair|crib`,
    unless:
      'off my list|slip my|slipped my|no bruise no pain|wants work note|is healed|boot return|has healed|cord|button|hair fell|in love|behind|asleep|tooth fell|tooth|schedule|scab|lice|fell off the list|football|will i|op note|years|screening|prevention|risk|class|program|clearance|clinic|protocol|season|form|report',
  },
  {
    id: 'injury.crash',
    group: 'injury',
    how: 'mention',
    say: `hit|struck|run|ran|knocked|clipped by|over|down _4 car|truck|bus|van|suv|train|driver|tractor|motorcycle|golf|forklift|bike|bull|horse|mower|vehicle|atv; car|motorcycle|bike|bicycle|atv|scooter|truck|auto|vehicle|motorbike|skiing|snowmobile|ski|quad|boat|dirtbike|fourwheeler|rollover|quad|tractor|golf|train wreck|crash|accident|wrecked|crashed|collision|rolled|flipped; in a|bad|horrible _2 wreck|crash|accident|collision; rear|t ended|boned; wreck|wrecked|crash|crashed|flipped|rolled|rollover|totaled _3 car|truck|motorcycle|bike|atv|quad|tractor|van|scooter|four|golf|him|her; thrown|ejected from|off; kick|kicked|trampled|stepped|bucked|thrown|gored|stomped by|off|from|in _3 horse|cow|bull|head|face; roll|rolled _4 atv|tractor|mower|quad|on; pinned|trapped|crushed|caught|stuck|crush under|by|between|beneath|in _3 car|tractor|truck|machine|tree|press|auger|door|forklift|atv|dresser|tv|wheel|gear|belt|baler; tree|dresser|tv|shelf|wall|ceiling|beam|engine|jack|car|cabinet|bookcase|fridge _2 fell|fall|landed|collapsed on|onto _2 him|her|me|them|head|foot|leg; gunshot; shot _2 in|himself|herself|with _4 leg|arm|chest|head|stomach|foot|gun|back|face|hand|shoulder; stab|stabbed; been|got|was|be shot|stabbed; gsw; mower|lawnmower|chainsaw|saw|grinder|blender|snowblower|axe|machete|hatchet|auger|tiller _8 foot|leg|hand|finger|fingers|toe|toes|arm|face|blade|cut|got|thigh|knee; explosion|exploded|blew|blast|firework|fireworks|firecracker _6 hand|face|eye|fingers|burn|him|her|me|up`,
    unless:
      'years|claim|lawyer|attorney|adjuster|settlement|insurance|website|computer|wipers|flu|covid|dinner|photo|hair',
  },
  {
    id: 'injury.deep',
    group: 'injury',
    how: 'mention',
    say: `deep|gaping|huge|big|nasty|massive|serious|open|long|ugly|wide|jagged _2 cut|gash|wound|slice|laceration|puncture|lac|bite; cut|gash|wound|laceration|slice|lac|bite _4 deep|open|gaping|bone|gape|huge|wide|muscle|fat|tendon|apart|stitches|bad; see|seeing|show|showing|sticking|exposed|poking|coming|stick|through _4 bone|fat|muscle|tendon|guts|tendons|white; bone _3 out|sticking|through|exposed|showing|poking; cut|sliced|chopped|sawed|tore|ripped|took|take|lopped|bit|sever|severed|amputated|lost|shear|sheared|chop|slice|cutting|crushed|smashed _4 off? _3 finger|fingers|thumb|toe|toes|hand|fingertip|tip|ear|leg|foot|arm|nose; finger|thumb|toe|tip|hand|ear _3 off|severed|hanging|amputated|gone|missing; impaled|impale; knife|nail|glass|screwdriver|pole|stick|blade|hook|arrow|rebar|fork|pitchfork|fence|needle|scissors _3 go|went|gone|stuck|deep|through|in|into|embedded|is|lodged _3 through|deep|into|in|him|her|leg|hand|arm|foot|knee|his|wrist|eye|chest|neck|thigh|head|finger|palm|stomach|back; nail gun _4 knee|hand|foot|finger|leg|through|thumb|thigh; cut|cutting|slice|sliced|slit|slash _3 throat|neck|artery|wrist|vein|thigh; attacked|mauled|bitten _3 by _2 dog|dogs|bear|pit; dog|pit|pitbull bite|bit|mauled|attacked|tore|got; snake|rattlesnake|copperhead bite|bit|got|strike; bit|bitten by _2 snake|rattler|rattlesnake|copperhead|bat|raccoon; arrow|bullet; bent|facing|pointing|twisted _3 wrong way|direction|backwards; bone|wrist|ankle|arm|leg|finger|knee _3 crooked|deformed|mangled|sideways|dislocated|popped; dislocated|deformed|mangled _3 ; wrist|arm|leg|ankle|knee|finger|elbow|shoulder|hip _4 wrong way|direction; finger|thumb|toe|ear|tip _6 ice|ziploc|bag|cooler; hook|fishhook|fish _4 through|in|stuck _3 eyelid|lip|hand|finger|face|eye; cut to the bone; down to the bone; see the bone|fat; sliced|slice|cut _4 open|deep|bad|badly|artery|tendon|wrist|palm|to; hand|arm|foot|finger|fingers|leg|hair|sleeve|thumb|toe _4 in|into|through|under _2 snowblower|mower|saw|machine|blender|press|gears|grinder|auger|lawnmower|fan|disposal|tiller|baler|door|chain|window|wheel|belt|slicer; tore|torn|ripped|shredded|mangled|sliced|mauled|chewed|degloved _3 face|hand|arm|leg|lip|ear|skin|finger|scalp|cheek|foot; dog|pitbull|cat|animal|pit bull tore|ripped|bit|attacked|mauled|got; hole in|through _2 head|chest|leg|arm|hand|stomach|foot; put _2 hand|arm|foot|fist through _3 window|glass|blade`,
    unless: 'healed|years|removal|insurance|appointment|paper|follow',
  },
  {
    id: 'injury.burn',
    group: 'injury',
    how: 'mention',
    say: `boiling|scalding|hot _1 water|oil|soup|coffee|tea|grease|wax|liquid|broth|sugar|tar|syrup|noodles|fat|ramen _6 on|over|all|herself|himself|down|face|arm|arms|leg|legs|chest|lap|spilled|me; spill|spilled|pour|poured|dump|dumped|splash|splashed|pulled|knocked|splattered _6 boiling|hot|scalding|grease|coffee|oil|soup|tea|kettle; burn|burned|burnt|scald|scalded|burning _5 face|arm|arms|chest|hand|hands|leg|legs|body|back|neck|stomach|feet|bad|badly|blistering|blister|charred|all|deep|third|second|skin|himself|herself|grill|gas|stove|airway|genitals|bottom; burn|burns over|covering|all|on|to _3 face|body|chest|arms|hands|legs|percent|half|arm|back|head|neck|most; second|third degree; caught|on|catch|set fire; hair|clothes|shirt|sleeve|robe|pajamas _3 fire; house|grease|kitchen|camp|bonfire fire _5 burn|burned|face|hand|smoke|him|her|inhal; severe|major|bad|huge|large|chemical|electrical|steam|acid|radiator burn|burns; burn _4 blister|blisters|blistered|charred|white|black|peeling; skin _3 peel|peeling|coming|sliding|fell|melted|off; smoke inhalation; inhaled|breathed|breathing _3 smoke|fumes; gasoline|grill|firepit exploded|flared|blew|explosion; soup|coffee|tea|grease|kettle|oil|ramen|noodles|wax|pot|iron|stove|water _5 all|down|over|onto over|on|his|her|my _4 belly|arm|arms|leg|legs|chest|face|hand|lap|body|back|himself|herself|him|neck|foot|feet|skin; burned|burnt himself|herself|myself; scalded|scald _4; acid|battery acid|lye|bleach|chemical|chemicals _4 splashed|spilled|all|burned|on _3 arm|arms|face|skin|hand|hands|leg|legs|chest`,
    unless:
      'urination|pee|heartburn|sun cream|healed|sunburn mild|urinate|stomach acid|reflux|cream|fat|calories',
  },
  {
    id: 'injury.water',
    group: 'injury',
    say: `near|nearly|almost drown|drowned|drowning; drown|drowned|drowning _4 pool|tub|bath|lake|pond|ocean|water|river|bathtub|almost|hot; pull|pulled|fish|fished|drag|dragged|got|get _4 out|from _3 pool|water|tub|lake|river|pond|ocean|bath|bathtub|hot; underwater _3 tub|pool|bath|lake|minute|when|pond|for|found; under|underwater _2 water|the _4 minute|minutes|second|seconds|while|long|too|maybe|few|about; face|facedown down? in _2 pool|tub|water|bath|lake|pond; found _3 pool|tub|pond|bottom; bottom of the pool; inhaled|swallowed|sucked|breathed _3 water|pool _6 ; fell|fall in|into _3 pool|lake|pond|river|hot|canal _6 ; fell through the ice; water in his|her lungs; go|went under _3 pool|lake|water|minute`,
    unless: 'paperwork|bills|debt|aerobics|schedule|class|pill|toilet|swimming lessons|work',
  },
  {
    id: 'injury.shock',
    group: 'injury',
    say: `electric|electrical|electricity|electrocute|electrocuted|electrocution _3 ; zapped|zap|shocked|jolted|jolt _4 outlet|wire|dryer|socket|plug|fence|line|breaker|microwave|panel|cord|electric|electricity|volts|toaster|light|switch|appliance; outlet|wire|socket|fence|breaker|cord|plug|toaster|dryer|panel|line _4 zap|zapped|shock|shocked|bit|threw|jolt|jolted|electrocuted; live|power|downed|bare wire|line|cable|wires; grab|grabbed|touch|touched|stuck|put _6 live|outlet|socket|wire|powerline|fence|electric; struck|hit by lightning; lightning struck|hit; # volts|volt; taser|tased`,
    unless:
      'bill|heated|blanket|company|wheelchair|scooter|toothbrush|bed|car|chair|stimulation|outage|power|test|usual|razor',
  },
];
