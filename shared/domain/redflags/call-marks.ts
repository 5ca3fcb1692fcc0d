// Marks that a message brings from its call: they have no place in the message's words, so no scan of these may drop them.
const prefix = 'call.';
export const callMarkId = (group: string): string => `${prefix}${group}`.slice(0, 60);
export const isCallMark = (mark: { ruleId: string }): boolean => mark.ruleId.startsWith(prefix);
