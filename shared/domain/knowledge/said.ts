// What people say of articles, as codes: why a passage is flagged, and by which way a handout went to a caller (rows 69, 108).

export const flagReasons = ['wrong', 'outdated', 'unclear', 'missing', 'other'] as const;
export type FlagWhy = (typeof flagReasons)[number];

export const handoutChannels = ['sms', 'email', 'post', 'portal', 'read-aloud'] as const;
export type HandoutChannel = (typeof handoutChannels)[number];

/** Must-read things that are confirmed by name. */
export const readAbout = ['article', 'announcement'] as const;
export type ReadAbout = (typeof readAbout)[number];

/** Longest flag, question or answer of an agent (characters). */
export const longestSaid = 1000;
