// Words of the language that look like a word of the lexicon and mean something else: taken from the words of the
// starter articles and other English prose by asking the typing rule which words it would change. Stems.
const list = `
  abort abortion accessva accidental activity advic advis alcoholic alloc among anger angl aplastic appli
  bacteria bacterial bacterium barley battl beach belief bench bind bing blak bleak blend boast braid
  breach breastf breed brian brood brows bully bursa cach canker caron cary centro certain chant chapter
  charm chdir cheat chees chess chlorid choir christian chunk clang classnam click clinical closer closest
  cloud colon commander compulsion compulsiv conditional consultant consumer cont contraception contractor
  controller conversion cook cooperativ coordinator corneal corp county court cradl creation crest crohn
  crop crowd crust cush cystoscop daemon dangerous dawn deceas decod decre defibrillation defin demo depth
  dest detection devastat devic didn differently difficil diffusion digestion diner director
  diverticulosis doctoral doesn draft dusk earliest effusion election electrolyt electron electronic enter
  eruption exclusion exclusiv execution exertion exit expansion expert explicit explor fatal feeling feint
  fellow femal fertiliz financ finder flint forth fraction friction fruit functional functool fuzz
  gallston gambl gargl generation gestational gland goggl gost graduation grain grant grass greasy greek
  guaranteed guaranty handy harden harry hasn hast haven hearth hello hemorrhagic herein herniat hobby
  homeless hospitaliz hypertensiv immobiliz impl infectious infectiv infest influenc informal injector
  insect insertion inspection instanc institut insulation insur integrat intend intensiv intent interactiv
  intercept interfac interment internally interpol interval intestinal intoleranc join lactation later
  latter listener litter location logger loop magic magnetic marginal master material medal medicaid meta
  minus multi multiply musl narrower nasal naval nearby necrosis neonatal newer nois normaliz older
  operational operator overactiv overdo oversight overweight painless paralysis patchy patent path patienc
  penil percentag persona personal physically physician piec pierr pino placement pneumonic pocket poder
  position postnasal pouch president primordial produc productiv property prospectiv prostatic protection
  quic ratio readiness readm rebas receiver recovery redact reduction reflex regent regional regularly
  regulat relevant reliev render residenc resolver responder responsibl restoration reus roost root rumbl
  safely salivary salud saving scaby scaly scarf scout sedation selection sell semver separator setter
  seven severely shar shark sheep shift shor shorten shout shrink sickness singl skill sling smart snell
  snuff sooth soreness sort south span spars speck speed spent spina spiral spongy sport spous sqlit stabl
  stack stain stal stat statur steel stem stok stork stuffy stump sugary surgically survival swig swin
  systemic tabset tabulation taller tambien thank theater thicker thin though thread thrush tick toast
  topic toxin trac tract trail trait tran translat traveler trial trunk undef union usaf util vaccinat
  venomous waist waiter waterway weaken weigh wellness wing withdraw withdrawn
`;
export const nearWords: ReadonlySet<string> = new Set(list.split(/\s+/).filter((w) => w !== ''));
