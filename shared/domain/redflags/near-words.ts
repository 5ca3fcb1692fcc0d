// Words of the language that look like a word of the lexicon and mean something else: taken from the words of the
// starter articles and other English prose by asking the typing rule which words it would change. Stems.
const list = `
  abort abortion academic accessva accidental activity advic advis alcoholic alloc among anger angl
  aplastic appl appli arteritis attach atypical audit awar bacteria bacterial bacterium barley becam began
  belief bench bind bing blak breastf breed brian brows bully bursa cach canker caron cary certain chain
  chapter chdir checkout chees chlorid christian chunk clang classnam claus click clinical closer closest
  cloud collection colon commander commonj commonly compiler compulsion compulsiv conditional congestiv
  congress connectiv consultant consumer cont content contraception contractor controller convention
  conversion cook cooky cooperativ coordinator corneal correctly cortisol county court coverall cradl
  creat creation crohn crop crowd crust cultural curs cush customiz daemon dangerous dawn ddisorder decay
  deceas decod decre deduction defibrillation defin delusion demo denial depth dest detection devastat
  developer devic didn differently difficil diffusion digestion digestiv directly director distanc
  diverticulosis division doaction doctoral doesn draft duration dusk earliest eastern ebenefit
  educational effectiv effusion eight election electrolyt electron electronic elevation emulation enter
  eruption exclusion exclusiv execution exertion exit expansion experian expert explicit explor expr
  factory fatal feeling fellow femal fertiliz filter financ finder flood fort forth fraction friction
  fruit functional functool fuzz gallston gambl gargl generation gestational gland gost graduation grain
  grant greasy great greek handy harden harry hasn hast haven healthy heath hello hemorrhagic herein
  herniat historic hobby holder homeless hospitaliz hypertensiv identifi identify immobiliz impl
  incidental infectious infectiv infest influenc informal injector insect insertion inspection instanc
  institut insulation insur integrat intend intensiv intent interactiv intercept interfac interfer
  interment internally interpol interpret interval intestinal intoleranc invocation irritation join
  lactation laser later latter layer lesion lessen license licensor lifelong listener litter location
  logger logic logon loop magic magnetic margin marginal mari martin master material medal media medicaid
  medically medio meta minus multi multiply munition musl narrower nasal naval nearby necrosis neonatal
  newer nois normaliz novell older operational operator overactiv overdo oversight overweight pager
  painless paralysis particl patchy patent path patienc penil percentag perfectly persona personal
  physically physician piec pierr pino placement pneumonic pocket poder pointer polic position postgr
  postnasal postur pouch powder pprint preemy prenatal prep prepend present president preventiv primordial
  produc productiv prop property prospectiv prostatic protect protection proto protozoa pyproject quic
  ratio readiness readm rebas receiver recovery redact reduction reflex regain regent regional regularly
  regulat relevant reliev reliever renal render reporter representation researcher residenc resolver
  resort responder responsibl restoration retain reus reviewby reviewer root safely salivary salud saving
  scaby scaly sedation selection sell semver separator servicer setter seven severely severity shall shar
  sheep shift shouldn shrink sickness simpl singl skill sling small smart snell snor snuff sooth soreness
  sort south span spars specializ speck speed spent spina splint sport spous sqlit squar stabl stack stain
  stal stat statur stem studi stuffy stump subclass sugary suppli supportiv surgically survival swig swin
  systemic tabset tabulation taller tambien thank theater thicker thin though thread thrush tick topic
  toxin trac tract trail trait tran transform translat traveler trial tropical trunk typically undef union
  usaf util vaccinat variation venomous vital waist waiter waterway weaken weigh wellness wing withdraw
  withdrawn
`;
export const nearWords: ReadonlySet<string> = new Set(list.split(/\s+/).filter((w) => w !== ''));
