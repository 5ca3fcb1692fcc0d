// The only file that knows @twilio/voice-sdk, and the only cast. What of the SDK's behaviour (2.18.5) an agent's desk
// must be built around, and where that is done:
// 1. A call that lost its signalling without a token is "closed" while its sound goes on: twilio-leg.ts cuts the tracks
//    and connections itself, line.ts closes what `destroy` leaves, the desk asks the server to end the leg.
// 2. A new token during a call makes the SDK invite that call anew: twilio-softphone.ts holds it until the call is over,
//    unless the old one is about to end.
// 3. The notice before a token's end can go missing: twilio-softphone.ts has a timer of its own beside it.
// 4. After an expired token it says "registered" and no longer is: the device is made anew, after calls on it.
// 5. Unloading the page hangs up: the shell keeps this page; a crash sends nothing, and `resume` takes the call up by
//    the token that each leg's `facts` gave to the desk.
// 6. A device has one call; accepting a second hangs up the first: the second goes to a device of its own by its token.
// 7. Answering without a microphone hangs up on the caller: the engine opens the microphone first (microphone.ts), and
//    the SDK is handed what was opened.
// 8. Errors come in pairs and at every try, and `register` may stay pending for ever: registration.ts makes one state
//    of them, and nothing calls `register` twice.
// Beside them, found by our own bench: Chromium keeps each source that the SDK makes for its level analysis, three a call
// with their streams, as long as the SDK's audio context runs. twilio-softphone.ts lets it run in calls alone. And it keeps
// a connection for ever that is closed in the moment its state changes, as of a call that ends when it opens: peer.ts.
import { Device } from '@twilio/voice-sdk';
import type { MakeDevice } from './sdk-shape.ts';
import type { Softphone, SoftphoneEvents } from './softphone.ts';
import { createTwilioSoftphone, type TwilioDeps } from './twilio-softphone.ts';

/** `chunderw` and `publishEvents` are options that the SDK takes and does not declare; pinned and tested for that. */
const makeDevice: MakeDevice = (token, options) => new Device(token, options as Device.Options);

export const createTwilio = (
  deps: Omit<TwilioDeps, 'makeDevice' | 'analysis'>,
  events: SoftphoneEvents,
): Softphone => createTwilioSoftphone({ ...deps, makeDevice, analysis: () => Device.audioContext }, events);
