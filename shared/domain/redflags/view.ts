// One text looked at: its words, the places of every concept, and what the words stand under.
import { absorbing, compiled } from './compile.ts';
import { isComplaint } from './complaint.ts';
import { harmless } from './cues.ts';
import { markNegated } from './negation.ts';
import { numberSpans } from './numbers.ts';
import { matchLayers, type Span } from './phrases.ts';
import { absorbed, scopeOf, type Scope } from './scope.ts';
import { tokenise, type Token } from './tokens.ts';
import { typingFixer } from './typing.ts';

const tokensLooked = 4000;

export interface View {
  text: string;
  tokens: readonly Token[];
  found: ReadonlyMap<string, readonly Span[]>;
  scope: Scope;
}

export function viewOf(text: string): View {
  const tokens = tokenise(text, typingFixer()).slice(0, tokensLooked);
  const found = numberSpans(tokens);
  matchLayers(tokens, compiled().layers, found);
  const scope = scopeOf(tokens, found);
  markNegated(
    tokens,
    absorbed(found, harmless, absorbing, tokens.length),
    (i) => isComplaint(tokens[i]?.w ?? ''),
    scope.negated,
    scope.denial,
  );
  return { text, tokens, found, scope };
}
