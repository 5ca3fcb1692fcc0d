// What part of a topic is asked for ("signs of", "who pays"), and which part an article is, by the words of its section or
// its title. General words of a health desk; an article whose section is not among them is simply of no part.

interface Part {
  name: string;
  /** In a question. */
  asked: RegExp;
  /** In the name of a section or in a title. */
  is: RegExp;
}

const parts: readonly Part[] = [
  {
    name: 'symptoms',
    asked: /\b(symptoms?|signs?|feels?|feeling|look like|present)\b/,
    is: /\b(symptoms?|signs?)\b/,
  },
  {
    name: 'treatment',
    asked:
      /\b(treat\w*|cure[sd]?|therap\w+|manag\w+|remed\w+|medications? for|medicine for|relie\w+|heal\w*|fix|get rid)\b/,
    is: /\b(treat\w*|therap\w+|cure)\b/,
  },
  { name: 'causes', asked: /\b(caus\w+|why|reasons?|comes? from|due to)\b/, is: /\b(causes?)\b/ },
  {
    name: 'outlook',
    asked:
      /\b(outlook|prognos\w+|expectanc\w+|surviv\w+|life ?span|how long .*\b(live|last)|fatal|die|deadly|chances?)\b/,
    is: /\b(outlook|prognosis)\b/,
  },
  {
    name: 'tests',
    asked: /\b(tests?|tested|testing|diagnos\w+|exams?|detect\w*|scan|screen\w*)\b/,
    is: /\b(exams?|tests?|diagnos\w+)\b/,
  },
  {
    name: 'inheritance',
    asked: /\b(inherit\w*|genetic\w*|hereditary|heredity|runs? in|famil\w+|passed?|carrier)\b/,
    is: /\b(inheritance|hereditary)\b/,
  },
  { name: 'genes', asked: /\b(genes?|genetic\w*|chromosom\w+|mutations?|dna)\b/, is: /\bgenetic changes\b/ },
  {
    name: 'frequency',
    asked: /\b(how (common|many|often|rare|frequent)|common|frequen\w+|prevalen\w+|rare|incidence)\b/,
    is: /\b(frequency|how common|statistics)\b/,
  },
  { name: 'prevention', asked: /\b(prevent\w*|avoid\w*|stop getting|protect\w*)\b/, is: /\bprevent\w*\b/ },
  { name: 'complications', asked: /\b(complicat\w+|lead to|long term effects?)\b/, is: /\bcomplications?\b/ },
  {
    name: 'risk',
    asked: /\b(risks?|who gets?|suscept\w+|likely|at risk|contagious|catch)\b/,
    is: /\b(susceptibility|risk)\b/,
  },
  {
    name: 'contact',
    asked:
      /\b(see (a|the|my) (doctor|dr)|when to (call|see|go)|need to see|go to the (doctor|dr|er)|contact|necessary to)\b/,
    is: /\bwhen to contact\b/,
  },
  { name: 'research', asked: /\b(research|studies|clinical trials?|trials?)\b/, is: /\bresearch\b/ },
  {
    name: 'support',
    asked: /\b(support|groups?|association|organi[sz]ations?)\b/,
    is: /\bsupport groups?\b/,
  },
  { name: 'stages', asked: /\b(stages?|staging|grade)\b/, is: /\bstages?\b/ },
  {
    name: 'side effects',
    asked: /\b(side effects?|adverse|reactions?)\b/,
    is: /\b(side effects?|adverse reactions?)\b/,
  },
  {
    name: 'storage',
    asked: /\b(stor(e|ed|ing|age)|dispos\w*|keep|refrigerat\w*|expire[sd]?)\b/,
    is: /\b(storage|stored)\b/,
  },
  { name: 'forgot', asked: /\b(forg[eo]t\w*|miss(ed|ing)?)\b/, is: /\bforget\b/ },
  { name: 'brands', asked: /\b(brands?|generic|trade names?|other names?)\b/, is: /\bbrand names?\b/ },
  { name: 'overdose', asked: /\b(overdos\w*|too much|poison\w*|emergency)\b/, is: /\boverdos\w*\b/ },
  {
    name: 'usage',
    asked:
      /\b(how (to|do you|do i|should i|often|is) .*\b(take|taken|use|used|apply|give|given|inject)\w*|usage|directions?|how often|instructions?)\b/,
    is: /\b(usage|how to use|administration)\b/,
  },
  {
    name: 'dose',
    asked: /\b(dos(e|es|age|ages|ing)|how (much|many)|mg|strengths?|maximum)\b/,
    is: /\b(dos(e|age)|how supplied|administration)\b/,
  },
  {
    name: 'warning',
    asked: /\b(warnings?|safe|safety|danger\w*|recall\w*|black box)\b/,
    is: /\b(important warning|warnings?|safety)\b/,
  },
  {
    name: 'precautions',
    asked:
      /\b(precautions?|pregnan\w+|breast ?feeding|allerg\w+|before taking|contraindic\w*|interact\w*|mix\w*|alcohol|safe)\b/,
    is: /\b(precautions?|contraindications?)\b/,
  },
  {
    name: 'indication',
    asked: /\b(used for|prescribed|indicat\w+|what does .* do|use of|uses|purpose|for what|good for|why)\b/,
    is: /\b(indications?|why is)\b/,
  },
  {
    name: 'diet',
    asked: /\b(diet\w*|eat\w*|foods?|drink\w*|nutrition)\b/,
    is: /\b(diet\w*|foods?|eating)\b/,
  },
  {
    name: 'interactions',
    asked: /\b(interact\w*|mix\w*|with|together|combin\w+)\b/,
    is: /\binteractions?\b/,
  },
  {
    name: 'works',
    asked: /\b(how (does|do) .*\bwork|mechanism|class|type of drug|work\w*)\b/,
    is: /\b(how does it work|pharmacology|description)\b/,
  },
  {
    name: 'ingredients',
    asked: /\b(ingredients?|contain\w*|look like|colou?r|shape|imprint|appearance|made of|gluten)\b/,
    is: /\b(ingredients?|appearance|description|how supplied)\b/,
  },
  {
    name: 'information',
    asked:
      /\b(what (is|are|s)|information|info|about|tell me|literature|explain|definition|meaning|mean|overview)\b/,
    is: /\b(information|overview|summary|definition)\b/,
  },
];

export const partNames = parts.map((part) => part.name);
/** The bit of "what is it": asked in passing by many, so it counts for itself. */
export const overviewBit = 1 << (parts.length - 1);

const bitsOf = (text: string, which: 'asked' | 'is'): number =>
  parts.reduce((bits, part, i) => (part[which].test(text) ? bits | (1 << i) : bits), 0);

/** Parts that a question asks for, one bit each; `text` = its folded words joined by blanks. */
export const askedParts = (text: string): number => bitsOf(text, 'asked');
/** Parts that an article is, by the folded words of its section (or title). */
export const partsOfArticle = (text: string): number => bitsOf(text, 'is');
