// English cue words. How a phrase is written: lexicon.ts.
import type { CueRow, CueTable } from './lexicon.ts';

const feelings: readonly CueRow[] = [
  [
    'afraid',
    'feel',
    3,
    'terrified|petrified|panick*|panicky|in a panic|freaking out|freaked out|scared to death|scared stiff|scared out of|so scared|really scared|beside myself|worried sick|sick with worry|fear the worst|fearing the worst|a nervous wreck|nervous wreck|having a meltdown|out of my mind with|hysterical',
  ],
  [
    'afraid',
    'feel',
    2,
    'scared|scary|frightened|frighten*|scares|scaring|afraid of|im afraid that|afraid its|afraid hes|afraid shes|afraid ill|afraid to|afraid they|afraid the|afraid something|so afraid|really afraid|worried|worry about|worry that|worries me|worry me|worrying|worrisome|worrier|fear|fears|dread|dreading|overwhelmed|anxious|nervous|on edge|alarmed|spooked|uneasy|fretting|paranoid|jittery|shaken|concerned|cause for concern',
  ],
  [
    'afraid',
    'event',
    3,
    'cant stop thinking|cant sleep ~ thinking|cant sleep for worry|keeps me up|keeping me up|heart is racing|hearts racing|heart is pounding|hands are shaking|hands wont stop shaking|hands keep shaking|shaking like|cant stop shaking|cant breathe thinking|what if its|what if it is|what if something|what if they|what if he|what if she|what if i|what if the|going to die|gonna die|dont want to die|dont wanna die|dont want to lose|dont let him|dont let her|am i dying|am i going to|is he going to be|is she going to be|is it cancer|is it serious|is that bad|is that dangerous|something terrible|something awful|something bad|googled|worst case|thinking the worst|think the worst|imagining the worst|mind goes|mind keeps going|mind is racing|minds racing|knot in my|stomach in knots|stomachs in knots|stomach dropped|anxiety is through|anxietys through|through the roof|hanging over|sick to my stomach|on pins and needles|climbing the walls|havent slept since|didnt sleep a wink|not slept|awake all night|up all night|lying awake|lie awake',
  ],
  [
    'afraid',
    'event',
    2,
    'dont know what ill do|dont know how ill|cant lose|its back|its come back|come back again|cant sleep|couldnt sleep|havent slept|cant eat|its spread|keep checking|keep thinking|keep imagining|on my mind|help me please|please hurry|please please|hurry|oh god|oh my god|omg|not sure i can handle|will he make it|will she make it|out of nowhere|not like him|not like her|not himself|not herself|cant cope|cant handle|losing my mind|going crazy with|cant calm down|calm myself|breathe|waiting for the results|waiting on the results|run out by|ran out and|without his|without her|without my medicine|without insulin|all alone with|jumpy|getting worse and|every time the phone',
  ],
  [
    'angry',
    'feel',
    3,
    'furious|livid|enraged|outraged|outrageous|pissed|pissed off|mad as hell|fuming|seething|infuriat*|incensed|irate|had it up to here|up to here|fed up|sick of|sick and tired|sick to death of|damn|damned|goddamn|bloody|hell is wrong|what the hell|the hell|bullshit|crap|wtf|ffs|screw you|idiot*|moron*|incompeten*|useless|pathetic|disgrac*|disgusting|ridiculous|absurd|insulting|unacceptable|inexcusable|appalling|shameful|lawyer|attorney|sue|suing|lawsuit|file a complaint|filing a complaint|formal complaint|report you|reporting you|make a complaint|lodge a complaint|bbb|better business|reported to',
  ],
  [
    'angry',
    'feel',
    2,
    'angry|mad|annoyed|annoying|irritat*|frustrat*|aggravat*|upset with|upset that|upset about the|pissy|ticked off|cross|had enough|had it with|had it|tired of|done with|losing patience|lost patience|out of patience|patience is|offended|resent*|cheated|ripped off|rip off|scam|lied to|lying to me|insult*|rude|rudely|disrespect*|nonsense|a joke|joke|laughable|unbelievable|unreal|not good enough|not acceptable|no excuse|stupid|dumb|lazy|garbage|rubbish|terrible service|awful service|worst|horrible service|mess|mess up|messed up|screwed up|screw up|botched|hostile|yelling|shouting|demands|demanding|swearing',
  ],
  [
    'angry',
    'event',
    3,
    'thanks for nothing|thanks a lot for|thank you ~ for losing|thank you ~ for nothing|thank you ~ for hanging|thank you ~ for canceling|thank you ~ for cancelling|thank you ~ for forgetting|thank you ~ for ignoring|thank you ~ for wasting|thank you ~ for making me|thank you ~ for ruining|thank you ~ for sending the wrong|thanks ~ for losing|thanks ~ for hanging|thanks ~ for canceling|thanks ~ for cancelling|thanks ~ for forgetting|thanks ~ for wasting|thanks ~ for ignoring|nobody called|no one called|nobody has called|no one has called|nobody ever|no one ever|nobody calls|no one calls|nobody bothered|no one bothered|nobody cares|no one cares|nobody does|dont care|doesnt care|dont even care|couldnt care less|hung up on me|hung up on|keep hanging up|hangs up|got cut off again|passed around|pass me around|passing me|passing the buck|bounced around|the runaround|run around|runaround|wasting my time|waste of time|waste my time|wasted my|how many times|how many more|how hard|how hard can|how difficult|third time|fourth time|fifth time|sixth time|second time|tenth time|for the last time|every single time|every time i call|each time i call|yet again|yet another|here we go again|not again|over and over|same story|same excuse|same thing every|explain again|repeat myself|repeating myself|want to speak to|want your supervisor|want a supervisor|want your manager|get me your|get me a manager|get me someone|give me your|your supervisor|a supervisor|a manager|your manager|the manager|whos in charge|take my business|going elsewhere|go elsewhere|switching|changing doctors|find another|find a new|leaving this practice|one star|bad review|leave a review|do your job|doing your job|done their job|doing their job|do their job|your job|you people|you guys keep|you lot|seriously|are you kidding|are you serious|you kidding me|is this a joke|what kind of|who do you think|dont tell me|dont you dare|dont give me|you told me|you said you|you promised|was promised|promised me|promised to|youre not listening|not listening|nobody listens|no one listens|listen to me|talk over me|stop transferring|stop putting me|stop telling me|stop asking|enough is enough|fix this|fix it now|sort it out|sort this out|get it together|unprofessional|what am i paying|what do i pay|i pay you|taking my money|money grab|charging me|charged me twice|charged twice|double charged|billed me|billed twice',
  ],
  [
    'angry',
    'event',
    2,
    'on hold for|been on hold|put on hold|put me on hold|holding for|hold for|waited ~ minutes|waited ~ hours|waiting for an hour|waiting ~ minutes|waited over|waited for|waiting over|transferred|transfer me|still waiting|still nothing|still no|still havent|still hasnt|still not|never called|never call|never called back|never got|never answer*|nobody answers|no one answers|nobody picks|no one picks|nobody told|no one told|nobody can|no one can|nobody knows|no one knows|keep getting|keeps getting|keep telling me|keep saying|keep asking|keeps saying|kept saying|kept telling|kept me|keep losing|lost my|lost it again|already told|already said|ive told you|i told you|i already|as i said|twice now|third call|fourth call|second call|3rd call|4th call|5th call|excuse|excuses|blame|fault|oh great|oh wonderful|oh lovely|oh perfect|oh fantastic|oh brilliant|oh good|just great|just wonderful|just perfect|just lovely|just fantastic|how convenient|how nice|how lovely|lucky me|sure you will|sure you are|right sure|real helpful|so helpful|very helpful ~ not|big help|what a surprise|what a joke|good job|nice job|great job ~ lost|bravo|congratulations|figures|of course you|whatever|forget it|never mind then|why should i|why do i have to|why is it so hard|why cant you|why cant anyone|why does it take|why dont you|how come|the nerve|on purpose|treated like|like a number|like dirt|like im stupid|like an idiot|talk down|talked down|brush me off|brushed off|fobbed off|blown off|blew me off|ignored|ignoring',
  ],
  [
    'sad',
    'feel',
    3,
    'heartbroken|heartbreaking|devastat*|grieving|griev*|grief|in mourning|mourning|bereaved|hopeless|no hope|lost hope|losing hope|given up hope|miserable|depressed since|inconsolable|brokenhearted|broken hearted|sobbing|weeping|crying|cried|cry|cries|in tears|tearful|tears|falling apart|fell apart|gutted|lonely|so alone|all alone|on my own now|crushed|ashamed|a burden|failure|failed him|failed her|failed them|let him down|let her down',
  ],
  [
    'sad',
    'feel',
    2,
    'sad|sadness|unhappy|down lately|feel down|feeling down|feel low|feeling low|so low|blue|disappoint*|let down|discouraged|disheartened|guilty|guilt|shame|embarrassed|humiliat*|regret|empty|numb|drained|worn out|worn down|exhausted|burnt out|burned out|run down|at the end of my rope|end of my rope|end of my tether|defeated|broken|upset|emotional|choked up|teary|lost without|homesick|left out|forgotten|unwanted|isolated|withdrawn|weary|heavy hearted|heavy heart|hurt my feelings|hurts my heart|breaks my heart|broke my heart|breaking my heart|broke me',
  ],
  [
    'sad',
    'event',
    3,
    'passed away|passed last|passed on|passed in|he passed|she passed|just died|died last|died this|died on|died yesterday|died in my|died two|died three|lost my husband|lost my wife|lost my mother|lost my mom|lost my mum|lost my father|lost my dad|lost my son|lost my daughter|lost my baby|lost our|lost the baby|lost her|lost him|we lost|i lost|miss him|miss her|miss them|miss my|missing him|missing her|the funeral|a funeral|buried|burying|funeral|miscarr*|widow|widower|since he died|since she died|since he passed|since she passed|the house is empty|house is so quiet|so quiet now|empty chair|without him|without her|hes gone|shes gone|theyre gone|is gone now|gone now|saying goodbye|say goodbye|put him down|put her down|hospice|nothing more they can|nothing they can do|cant go on like|whats the point|no point|point anymore|dont see the point|give up|giving up|gave up|given up|ive nobody|have nobody|no one left|nobody left|nobody visits|no one visits|nobody to talk|no one to talk|dont have anyone|have no one|doesnt know me|doesnt recognize me|doesnt recognise me|doesnt know who i am|forgot my name|forgets who i am',
  ],
  [
    'sad',
    'event',
    2,
    'cant do this anymore|cant do it anymore|cant take it anymore|cant do this any|should have been there|should have called|shouldve|if only|my fault|all my fault|blame myself|wasnt there|never got to|last time i saw|would have been|wouldve been|anniversary of|our anniversary|first christmas|used to love|used to be able|not coming back|never be the same|not the same|hard since|been hard|its hard|so hard|really hard|tough time|hard time|rough time|slipping away|fading|wasting away|negative again|didnt take|didnt work again|another failed|lost everything|nothing left|dont feel like anything|dont enjoy|just sit here|cant get out of bed|stay in bed|dont see anyone|i was hoping|had hoped|really hoped|got my hopes|waited so long for|set my heart|looking forward',
  ],
  [
    'confused',
    'feel',
    3,
    'confused|confusing|so lost|totally lost|completely lost|im lost|lost here|lost me|you lost me|baffled|bewildered|mixed up|muddled|all muddled|puzzled|perplexed|clueless|in the dark|over my head|head is spinning|heads spinning|going in circles|in circles|dont understand|do not understand|dont get it|dont get this|dont get why|dont get what|dont follow|not following|cant follow|didnt understand|didnt follow|didnt catch|didnt quite catch|dont quite get|makes no sense|doesnt make sense|doesnt make any sense|make no sense|not making sense|no sense to me|cant make sense|cant make head|make heads or|cant figure|cant work out|cant tell which|no idea what|no idea which|no idea how|no idea who|no idea where|no idea why|no clue|havent a clue|not a clue|at a loss|greek to me|double dutch|clear as mud|i forget which|cant keep track|lost track|lost the thread|lost count|cant keep up|too many|slow down',
  ],
  [
    'confused',
    'event',
    3,
    'one says|one said|the other says|the other said|other one says|two different|three different|different answers|different things|different dates|different story|contradict*|dont match|doesnt match|does not match|do not match|first you said|then you said|but you said|but now youre|but the letter says|but the website says|but the app says|but my card says|but it says|but the label|but the bottle|which one do i|which one is|which is it|which is right|whos right|who is right|who do i call|who do i ask|who do i talk to|who am i supposed|what am i supposed|where am i supposed|am i supposed to|supposed to do|do i or dont i|wait so|wait what|wait which|hold on so|so which|so is it|so am i|so do i|hang on|come again|say that again|explain that|explain it again|go over that|run that by me|in plain english|plain english|what does that mean|what does it mean|what do you mean|what that means|what it means|means what|what is that supposed|cant remember if|not sure if im|not sure which|not sure what|not sure who|not sure where|not sure how|not sure whether|dont know which|dont know what it|dont know what im|dont know what to|dont know who|dont know if im|dont know how to|dont know where|dont know whether|dont know anymore',
  ],
  [
    'confused',
    'event',
    2,
    'unsure|unclear|not clear|isnt clear|not sure|im not sure|huh|pardon|sorry what|is it me|am i missing|i thought|i thought you|i was told|they told me|was it|or was it|or is it|or the other|the same thing or|whats the difference|difference between|how does that work|how does this work|how do i even|all these forms|all these numbers|all these letters|so many|keeps changing|keep changing|changed again|tells me one|told me something|something else entirely|a maze|maze|jargon|abbreviation*|long words|big words|wrong number|right department|right number|right person|right place',
  ],
  [
    'in_pain',
    'feel',
    3,
    'agony|in agony|excruciating|unbearable|cant bear|cant stand the pain|cant take the pain|cant take this pain|in so much pain|so much pain|in a lot of pain|in terrible pain|terrible pain|horrible pain|awful pain|severe pain|worst pain|pain is killing|killing me|is killing me|pain is so|pain is too|pain is unreal|pain wont|pain is terrible|pain is awful|pain is getting worse|in constant pain|screaming in pain|screaming pain|crying from the pain|crying in pain|doubled over|doubled up|writhing|curled up|hurts so|hurts like hell|hurts like|hurts really|hurts too|hurts to breathe|hurts to move|hurts to walk|hurts to swallow|hurts to talk|hurts to sit|hurts when i breathe|hurts bad|hurting so|hurting bad|hurting really|really hurts|really hurting|it hurts|ow|oww|ouch|aah|ahh|argh|stabbing|ripping|tearing me|on fire|burning like|splitting|pounding|throbbing so|like a knife|like knives|like glass|like razor*|like being stabbed|ten out of ten|10 out of 10|nine out of ten|9 out of 10|a ten|10 10|10/10|off the scale|passing out from|passed out from|cant stand up|cant sit|cant lie|cant lay|cant walk|cant move|cant even move|cant get up|cant sleep from|cant sleep for the pain|cant put weight|cant put any weight|barely move|barely walk|barely talk|barely stand|barely breathe|hardly move|hardly walk|hardly talk|hardly breathe|make it stop|please make it|something for the pain|anything for the pain|nothing helps|nothing touches|nothings touching|nothing is touching|not touching it|isnt touching|doesnt touch|wont let up|wont ease|not letting up|doesnt let up|no relief|cant take much more|cant take any more',
  ],
  [
    'in_pain',
    'feel',
    2,
    'in pain|hurts|hurting|hurt so|painful|pain is|pains|aches all|aching|aches|sore all|killing|throbbing|throbs|burning|cramping|cramps|cramped up|sharp pain|shooting|shoots down|stings|stinging|migraine|tooth is|gasping|wincing|groaning|moaning|wakes me|woke me up|worse every|worse when i|every step|every breath|every move|every time i move|every time i breathe|kept me awake|up all night with|swollen and|cant chew|cant swallow|cant turn|cant bend|cant lift|cant straighten|cant concentrate|took three|took four|took everything|took two and',
  ],
  [
    'grateful',
    'feel',
    3,
    'couldnt be more grateful|couldnt be more thankful|couldnt be happier|cant be grateful enough|couldnt have been kinder|couldnt have been nicer|couldnt have asked for|so grateful|grateful|thankful|bless you|god bless|blessed|blessing|thank god|thank goodness|thank heavens|thank the lord|lifesaver|life saver|saved my life|saved his life|saved her life|saved my day|saved me|made my day|made my week|angel|an angel|a saint|godsend|a star|a gem|a treasure|so relieved|relieved|relief|such a relief|what a relief|weight off|load off|over the moon|thrilled|delighted|overjoyed|so happy|really happy|very happy|happy with|happy tears|tears of joy|crying happy|wonderful news|great news|best news|good news|amazing news|fantastic news|cant thank you enough|cant thank|thank you so much|thanks so much|thank you so so|thank you very much|thanks ever so|thanks a million|thanks a bunch|thanks a ton|thank you ever so|thank you thank you|many thanks|thank you for everything|thank you all|thank you for listening|thank you for being|thank you for taking|thank you for staying|thank you for your patience|thank you for your kindness|thank you for explaining|thank you for helping|thanks for everything|thanks for being|thanks for taking|thanks for listening|thanks for staying|thanks for explaining|thanks for helping|thanks for sorting|appreciate it so|really appreciate|appreciate you|appreciate that so|so appreciate|truly appreciate|greatly appreciate|much appreciated|appreciate everything|appreciate all|forever in your|i owe you|owe you one|means a lot|means so much|means the world|meant a lot|meant the world|meant so much|made all the difference|big difference|lovely of you|kind of you|so kind|very kind|too kind|youre kind|so helpful|very helpful|really helpful|extremely helpful|youve been great|youve been wonderful|youve been amazing|youve been so|youve been a|youve been very|been so patient|been so good|been so lovely|been so helpful|been wonderful|been amazing|been brilliant|been fantastic|you are wonderful|youre wonderful|youre amazing|youre the best|you are the best|youre the first|you are the first|first person who|first person to|only one who|only person who|best call|best service|excellent service|wonderful service|great service|pass on my thanks|pass along my|tell the nurse thank|tell her thank|tell him thank|tell dr|wanted to say thank|wanted to thank|want to say thank|want to thank|just called to thank|calling to thank|calling to say thank|calling to say how|compliment|commend|praise|shout out',
  ],
  [
    'grateful',
    'feel',
    2,
    'thank you|thanks|appreciate|appreciated|glad|happy|pleased|lovely|wonderful|fantastic|amazing|awesome|brilliant|great help|a big help|such a help|helped me|helped us|helped so|nice of you|good of you|sweet of you|youre a|hero|miracle|lucky|fortunate|phew|hooray|yay|hallelujah|praise god|praise the lord|amen|all clear|in remission|benign|came back clear|came back normal|came back negative|its gone|feel so much better|feeling so much better|so much better|much better now|sleeping again|walking again|back to himself|back to herself|finally someone|finally somebody|at last someone|someone finally|somebody finally|you listened|you fixed|you sorted|you remembered|you called back|called me back so|kindness|patience with me|patient with me|went above|above and beyond|extra mile|went out of your way|out of her way|out of his way|took the time|taking the time',
  ],
];

const traps: readonly CueRow[] = [
  [
    'trap',
    'event',
    1,
    'terrible cough|terrible cold|terrible rash|terrible headache|horrible cough|awful cough|nasty cough|nasty cold|worst of the weather|angry rash|angry red|angry skin|angry looking|looks angry|dying to know|dying to hear|dying to see|killing time|time to kill|sorry to bother|sorry to trouble|sorry for the trouble|im afraid not|im afraid hes not|im afraid shes not|im afraid hes in|im afraid he is|im afraid i cant|im afraid i dont|im afraid i have|im afraid i wont|im afraid i need|im afraid ill have to|im afraid ill be|im afraid we|im afraid the number|im afraid thats|im afraid thats all|anger management|fear of flying|afraid of needles ha|scared of needles ha|pain medicine|pain medication|pain meds|pain pills|pain management|pain clinic|pain doctor|pain relief|pain reliever|pain killers|painkiller*|pain scale|pain free|pain specialist|pain patch*|pain cream|no pain|pain in the neck|panic attack*|panic disorder|panic button|anxiety medicine|anxiety medication|anxiety meds|anxiety pills|for anxiety|anxiety disorder|anxiety clinic|crying baby|sad to say|happy to|happy to wait|happy to hold|happy to help|happy with that time|be happy to|no thanks|no thank you|thanks bye|ok thanks|okay thanks|thanks anyway|thank you bye|thanks in advance|thank you in advance|alright thanks|im good thanks|fine thanks|fine thank you|good thanks|well thanks|well thank you|to death|burning question|mad about the|crazy about|worried about traffic|not to worry|told me not to worry|told us not to worry|said not to worry|says not to worry|no worries|dont worry about it|dont worry|no need to worry|nothing to worry|nothing to fear|killer deal|bloody nose|bloody stool*|bloody show|bloody urine|bloody cough|bloody diarrhea|blood sugar|hell of a good|cross street|cross blue|blue cross|cross the|red cross|crossed off|a burning sensation when|mad cow|grief counsel*|grief group|grief support|depression screening|depression medication|sad song|lost and found|lost my card|lost my insurance card|lost my id|lost my password|lost my pin|lost the number|lost the letter|lost weight|lost a few|lost signal|lost you for|lost connection|mixed up with another|in a lot of pain or|hurts or|hurt or|see again|call again|try again|say it again|once again|thanks again|thank you again|good again|back again on|again please|spell it again|come back again next|start again|start over|check again|its just again',
  ],
];

const list = (words: string): readonly string[] => words.split(' ');

export const lexiconEn: CueTable = {
  rows: [...feelings, ...traps],
  deny: list(
    'no not never without hardly neither nor none dont doesnt didnt isnt arent wasnt werent wont wouldnt aint cannot cant couldnt havent hasnt hadnt nothing nobody zero stopped denies',
  ),
  over: list('anymore longer more now'),
  self: list('i im ive iwill iwould me my myself we weve weare us our mine'),
  others: list(
    'he hes she shes they theyre him her his hers them their husband wife mother mom mum father dad son daughter kid kids child brother sister nurse doctor dr lady neighbor neighbour boss friend grandma grandpa patient guy everyone people aunt uncle roommate partner boyfriend girlfriend coworker dog cat',
  ),
  past: list('was were had used yesterday earlier before ago then'),
  ifs: list('if unless whether would might could in_case'),
  more: list(
    'so very really extremely terribly absolutely completely totally incredibly such too beyond super awfully',
  ),
  less: list('bit little slightly somewhat kinda sorta mildly kind sort tad'),
  turns: list('but however although though because so now except yet just still and please'),
  fine: list('fine ok okay alright good better'),
};
