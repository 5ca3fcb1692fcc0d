// One sentence for each thing the lint can find. English, as the files are: they are read by authors and by the command line.
const sentences: Record<string, string> = {
  'too-long': 'The file has more than 16 million characters.',
  'too-deep': 'Brackets stand deeper than in any scenario.',
  'not-json': 'This is not JSON.',
  'too-many-nodes': 'A scenario has at most 400 nodes.',
  'key-twice': 'The same key stands here twice.',
  markup: 'Text is plain: no tags, links, entities, control or direction marks.',
  missing: 'Something is missing here.',
  'unknown-key': 'No scenario has such a key.',
  'wrong-type': 'This has the wrong type.',
  'wrong-value': 'This value is not allowed here.',
  'too-big': 'This is too long, too large or too many.',
  'too-small': 'This is empty, too small or too few.',
  'id-twice': 'This id stands twice.',
  'unknown-node': 'This leads to a node that is not there.',
  'unknown-tag': 'No rule gives this tag.',
  'unknown-fact': 'This fact is not in the case.',
  'unknown-name': 'No node, cue, fact or tag has this name.',
  'unknown-synonym': 'This group of synonyms is not there.',
  'unknown-event': 'This event is not there.',
  'unknown-cue': 'A limit counts from a cue that is not there.',
  'event-without-turn': 'A level plans this event, but it has no turn.',
  'instead-of-itself': 'It can not be taken instead of itself.',
  'no-way-on': 'The last way on must have no condition: here a call can get stuck.',
  'no-choice': 'A node needs at least two lines to choose from.',
  'ending-goes-on': 'An ending has no choices and no ways on.',
  endless: 'Whoever says only what no rule knows goes in a circle here.',
  'unreachable-node': 'Nothing leads to this node.',
  'unreachable-at-level': 'Nothing leads to this node at this level.',
  'cue-words-missing': 'A variant of the caller’s line does not hold the words of its cue.',
  'better-line-is-weak': 'The better line names neither the feeling nor the situation.',
  'leading-question': 'The better line asks a leading question.',
  'critical-unreachable': 'Nothing that can be chosen or done meets this critical item.',
  'critical-unmissable': 'This critical item can not be missed.',
  unpassable: 'No way to a resolved end meets all critical items.',
  'too-many-ways': 'It has too many ways to be checked.',
  'longest-is-best':
    'The longest line is the best one in more than a third of the nodes: who counts words need not listen.',
};

export const lintCodes: readonly string[] = Object.keys(sentences);
export const lintSentence = (code: string, where: string): string =>
  `${sentences[code] ?? 'This is not right.'} (${where})`;
