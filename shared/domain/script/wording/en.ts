// English: what may not be said aloud.
import type { Wording } from './words.ts';

export const en: Wording = {
  diagnosis:
    /\b(heart attack|stroke|sepsis|septic|meningitis|pneumonia|appendicitis|an? infection|cancer|tumou?r|covid|the flu|influenza|diabet\w+|asthma|migraine|concussion|fracture|miscarriage|pre-?eclampsia|angina|embolism|clot|panic attack|depress\w+|psychosis|dementia|allergic reaction|virus|ulcer|anaphyla\w+|hypogly\w+|overdose|withdrawal)\b/i,
  dosing:
    /\b(\d+(\.\d+)?\s?(mg|mcg|µg|ml|units?|tablets?|pills?|puffs?|drops)|(take|give)\s+(an?(?! (clinical )?message| moment| breath| minute| second| look| card| time| call| number| name)|(one|two|half|another|some|more|less)(?! (choices|ways|days|weeks|time|names|facts|thing|step))|him|her|your (next|usual|evening|morning|medicine|pills?|tablets?|dose|inhaler|insulin))\b|double (the|your) dose|skip (the|your|a) dose|stop taking|keep taking|aspirin|ibuprofen|acetaminophen|paracetamol|tylenol|advil)/i,
  comfort:
    /\b(probably|sounds? (fine|okay|ok|normal)|wait and see|nothing (to worry|serious)|no need to worry|don'?t worry|do not worry|(will|going to|should) be (fine|okay|ok|alright|all right)|not an emergency|not serious|not urgent|can wait|i'?m sure (it|he|she|they|you)|i (can )?promise|guarantee\w*|in good hands)\b/i,
  harmful:
    /\b(calm down|relax|know exactly how you feel|at least (you|it|he|she|they)|you should have(?!n)|not my (job|fault|department)|our policy|as i (already )?said|you people|there'?s nothing (i|we) can do|you(?:'re| are) (overreacting|confused|hysterical|being))\b/i,
  // Asking whether a read-back was right is the opposite of leading: it invites a correction.
  leading:
    /(\b(is|was|are) (it|that|this|your (name|address|birthday|date of birth|number))\b[^?.]*\b(\d|january|february|march|april|may|june|july|august|september|october|november|december|mild|fine|better)[^?]*\?|\b(isn'?t|aren'?t|don'?t|doesn'?t|didn'?t|wasn'?t|won'?t|haven'?t|hasn'?t|can'?t) (it|you|they|he|she|that|there)\b[^?]*\?|\byou (don'?t|do not|haven'?t|have not|aren'?t|are not)\b[^?.]*\?|,\s*(right|correct|yes|okay|no)\?)/i,
};
