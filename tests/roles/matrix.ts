// Who may ask what, typed by hand from what each role does (product.md 81, C2, C8, C10, C11, C18) and never made from the
// contract: when the two differ, a person decides which is wrong. A request without a row here fails the test.
//
// who    nobody    also before anybody sits here
//        everybody all seven roles
//        staff     agent, after-hours, nurse, trainer, supervisor
//        callers   agent, after-hours, nurse, supervisor: who talk to patients and write messages; and whoever sits at a
//                  practice desk, whose people are made up
//        record    the same four, at no practice desk: it has no record
//        else      the roles themselves, joined by commas
// when   always    from the first screen on
//        open      only with the vault open
//        locked    open or locked
// where  surfaces: m main, p panel, c compact, f phone, t trainer
// lease  free      goes on in a desk that the backend has not seen for too long
//        held      waits for the backend then
// proof  fresh     wants a proof not older than five minutes; not at a practice desk, where nobody is proved
export const matrix = `
access.breakGlass           record      open    mp     held  fresh
access.end                  record      open    mpc    free  -
access.state                nobody      open    mpc    free  -

accounts.list               nobody      always  mpc    free  -

acts.offered                record      open    mp     held  -
acts.begin                  record      open    mp     held  -
acts.standing               record      open    mp     held  -
acts.open                   record      open    mp     held  -
acts.again                  record      open    mp     held  -
acts.withdraw               record      open    mp     held  -
acts.settle                 record      open    mp     held  -
acts.verify                 record      open    mp     held  -
acts.poll                   record      open    mp     held  -
acts.message                record      open    mp     held  -

admin.read                  administrator,auditor open m free -
admin.revoke                administrator open   m     free  fresh
admin.role                  administrator open   m     free  fresh
admin.removeSlot            administrator open   m     free  fresh

assist.heard                callers     open    mpc    free  -
assist.said                 callers     open    mpc    free  -
assist.view                 callers     locked  mpc    free  -
assist.snooze               callers     open    mpc    free  -
assist.rate                 callers     open    mpc    free  -
assist.dismissFlag          callers     open    mpc    free  -
assist.settings             staff       open    m      free  -
assist.change               staff       open    m      free  -

audit.state                 auditor,administrator open m free  -
audit.list                  auditor,administrator open m free  -
audit.verify                auditor,administrator open m free  -
audit.unusual               auditor,administrator open m free  -
audit.export                auditor       open    m      free  fresh

authoring.drafts            supervisor,trainer open m free -
authoring.articles          supervisor,trainer open m free -
authoring.begin             supervisor,trainer open m free -
authoring.draft             supervisor,trainer open m free -
authoring.past              supervisor,trainer open m free -
authoring.write             supervisor,trainer open m free -
authoring.discard           supervisor,trainer open m free -
authoring.undo              supervisor,trainer open m free -
authoring.lint              supervisor,trainer open m free -
authoring.submit            supervisor,trainer open m free -
authoring.proposals         supervisor,trainer open m free -
authoring.proposal          supervisor,trainer open m free -
authoring.decide            supervisor,trainer open m free -
authoring.due               supervisor,trainer open m free -
authoring.announcements     supervisor,trainer open m free -
authoring.terms             supervisor,trainer open m free -
authoring.inbox             supervisor,trainer open m free -
authoring.answer            supervisor,trainer open m free -
authoring.acknowledgements  supervisor,trainer open m free -
authoring.misses            supervisor,trainer open m free -
authoring.forgetMisses      supervisor,trainer open m free -
authoring.import            supervisor,trainer open m free -
authoring.imports           supervisor,trainer open m free -
authoring.importUndo        supervisor,trainer open m free -
authoring.verify            supervisor  open    m      free  -
authoring.retire            supervisor  open    m      free  -
authoring.announce          supervisor  open    m      free  -
authoring.writeTerms        supervisor  open    m      free  -

backups.state               nobody      always  m      free  -
backups.make                administrator locked  m      free  -
backups.check               administrator locked  m      free  -
backups.restore             nobody      always  m      free  -

booking.slots               record      open    mp     held  -
booking.clinics             record      open    mp     held  -
booking.visits              record      open    mp     held  -
booking.book                record      open    mp     held  -
booking.move                record      open    mp     held  -
booking.cancel              record      open    mp     held  -
booking.again               record      open    mp     held  -
booking.settle              record      open    mp     held  -
booking.standing            record      open    mp     held  -
booking.open                record      open    mp     held  -
booking.readBack            record      open    mp     held  -
booking.ask                 record      open    mp     held  -

calls.current               callers     locked  mpcf   free  -
calls.answer                callers     locked  mpcf   free  -
calls.hold                  callers     locked  mpcf   free  -
calls.mute                  callers     locked  mpcf   free  -
calls.end                   callers     locked  mpcf   free  -
calls.note                  callers     open    mc     free  -
calls.reason                callers     open    m      free  -
calls.wrapUp                callers     open    m      free  -
calls.reopen                callers     open    m      free  -
calls.read                  callers     open    m      held  -
calls.log                   callers     open    m      held  -
calls.captions              callers     open    m      free  -

certificates.state          supervisor  open    m      free  -
certificates.refresh        supervisor  open    m      free  -
certificates.check          supervisor  open    m      free  -
certificates.checkKey       supervisor  open    m      free  -
certificates.trust          supervisor  open    m      free  fresh
certificates.revoke         supervisor  open    m      free  fresh
certificates.add            supervisor  open    m      free  fresh
certificates.end            supervisor  open    m      free  fresh
certificates.open           supervisor  open    m      free  -

demo.state                  nobody      always  m      free  -
demo.ring                   nobody      locked  m      free  -
demo.backend                nobody      always  m      free  -
demo.ehr                    nobody      always  m      free  -
demo.signIn                 nobody      always  m      free  -
demo.endLease               nobody      open    m      free  -
demo.killDesk               nobody      always  m      free  -
demo.clock                  nobody      always  m      free  -
demo.reset                  nobody      open    m      free  -
demo.proof                  nobody      open    m      free  -

dispatch.list               callers     open    mc     free  -
dispatch.alarm              nobody      always  mpc    free  -
dispatch.attempt            callers     open    m      free  -
dispatch.skip               callers     open    m      free  -
dispatch.outcome            callers     open    m      free  -
dispatch.claim              callers     open    m      free  -

ehr.state                   staff       open    mp     free  -
ehr.signIn                  record      open    mp     held  -
ehr.cancel                  record      open    mp     free  -
ehr.signOut                 record      open    mp     free  -
ehr.register                record      open    m      held  -

emergency.card              nobody      always  mpct   free  -
emergency.state             everybody   locked  mpc    free  -
emergency.open              everybody   locked  mpc    free  -
emergency.group             everybody   locked  mpc    free  -
emergency.tick              everybody   locked  mpc    free  -

handover.open               callers     open    m      held  -
handover.accept             callers     open    m      held  -
handover.batches            callers     open    m      held  -
handover.batch              callers     open    m      held  -
handover.exportCsv          callers     open    m      held  fresh
handover.delivered          callers     open    m      held  -

incidents.report            nobody      locked  mpc    free  -

intake.look                 record      open    mp     held  -
intake.create               record      open    mp     held  -
intake.message              record      open    mp     held  -

kept.read                   staff       open    m      held  -
kept.forget                 staff       open    m      free  -

knowledge.search            staff       open    mp     free  -
knowledge.read              staff       open    mp     free  -
knowledge.quote             staff       open    mp     free  -
knowledge.versions          staff       open    mp     free  -
knowledge.suggest           staff       open    mp     free  -
knowledge.pins              staff       open    mp     free  -
knowledge.pin               staff       open    mp     free  -
knowledge.rate              staff       open    mp     free  -
knowledge.flag              staff       open    mp     free  -
knowledge.ask               staff       open    mp     free  -
knowledge.mine              staff       open    mp     free  -
knowledge.announcements     staff       open    mp     free  -
knowledge.acknowledge       staff       open    mp     free  -
knowledge.toRead            staff       open    mp     free  -
knowledge.changes           staff       open    mp     free  -
knowledge.glossary          staff       open    mp     free  -
knowledge.handout           staff       open    mp     free  -
knowledge.handouts          staff       open    mp     free  -
knowledge.missed            staff       open    mp     free  -

messages.open               callers     open    m      free  -
messages.keep               callers     open    m      free  -
messages.draft              callers     open    m      free  -
messages.drafts             callers     open    m      free  -
messages.discard            callers     open    m      free  -
messages.save               callers     open    m      free  -
messages.list               callers     open    m      free  -
messages.revise             callers     open    m      free  -
messages.settle             callers     open    m      free  -
messages.raise              callers     open    m      free  -
messages.close              callers     open    m      free  -
messages.earlier            callers     open    m      free  -
messages.read               callers     open    m      free  -
messages.addendum           callers     open    m      free  -

oncall.now                  nobody      always  mpc    free  -
oncall.schedule             nobody      always  m      free  -

outbox.state                staff       open    m      free  -
outbox.queue                callers     open    m      free  -
outbox.rescue               callers     open    m      free  fresh

patient.candidates          record      open    mp     held  -
patient.choose              record      open    mp     held  -
patient.unchoose            record      open    mp     held  -
patient.check               record      open    mp     held  -
patient.verification        record      open    mp     held  -
patient.caller              record      open    mp     held  -
patient.reveal              record      open    mp     held  -
patient.card                record      open    mp     held  -
patient.cards               record      open    mp     held  -

practice.trainee            staff       open    mt     free  -
practice.sitDown            staff       open    m      free  -
practice.people             staff       open    m      free  -
practice.scenarios          staff       open    mt     free  -
practice.scenario           staff       open    mt     free  -
practice.assignments        staff       open    m      free  -
practice.start              staff       open    m      free  -
practice.say                staff       open    m      free  -
practice.composing          staff       open    m      free  -
practice.act                staff       open    m      free  -
practice.hint               staff       open    m      free  -
practice.view               staff       open    mt     free  -
practice.current            staff       open    m      free  -
practice.bringIn            staff       open    m      free  -
practice.tellParty          staff       open    m      free  -
practice.party              staff       open    m      free  -
practice.runs               staff       open    m      free  -
practice.run                staff       open    mt     free  -
practice.bookmark           staff       open    m      free  -
practice.decline            staff       open    m      free  -
practice.progress           staff       open    m      free  -
practice.exportRun          staff       open    m      free  -

reviews.list                supervisor,auditor,administrator open m held -
reviews.decide              supervisor,administrator         open m held -
reviews.count               supervisor,auditor,administrator open m free -

scripts.forReason           staff       open    m      free  -
scripts.paths               staff       open    m      free  -
scripts.list                supervisor  open    m      free  -
scripts.versions            supervisor  open    m      free  -
scripts.read                supervisor  open    m      free  -
scripts.saveDraft           supervisor  open    m      free  -
scripts.submit              supervisor  open    m      free  -
scripts.approve             supervisor  open    m      free  -
scripts.sendBack            supervisor  open    m      free  -
scripts.withdraw            supervisor  open    m      free  -

session.state               nobody      always  mpcft  free  -
session.create              nobody      always  m      free  -
session.open                nobody      always  m      free  -
session.openByKeystore      nobody      always  m      free  -
session.recheck             nobody      always  m      free  -
session.lock                nobody      always  mpct   free  -
session.unlock              nobody      always  m      free  -
session.enrol               nobody      open    m      free  -
session.people              nobody      open    m      free  -
session.sit                 nobody      open    m      free  -
session.setSecret           nobody      open    m      free  -
session.leave               everybody   open    m      free  -
session.hide                nobody      open    mpct   free  -
session.active              nobody      always  mpct   free  -

settings.read               nobody      always  mpcft  free  -
settings.change             nobody      always  m      free  -

signin.begin                nobody      always  m      free  -
signin.cancel               nobody      always  m      free  -
signin.stepUp               everybody   open    m      free  -
signin.endOther             everybody   open    m      free  -

speech.state                staff       open    m      free  -
speech.say                  staff       open    m      free  -
speech.listen               staff       open    m      free  -
speech.heard                staff       open    m      free  -

status.read                 nobody      always  mpc    free  -
status.retry                staff       open    m      free  -

telephony.view              staff       locked  mpc    free  -
telephony.live              callers     locked  mpc    free  -
telephony.act               callers     locked  mpc    free  -
telephony.dtmf              callers     locked  mpc    free  -
telephony.silenceRing       staff       locked  mpc    free  -
telephony.directory         staff       open    m      free  -
telephony.devices           staff       locked  m      free  -
telephony.chooseDevices     staff       open    m      free  -
telephony.test              staff       open    m      free  -
telephony.levels            staff       open    m      free  -
telephony.callbacks         callers     open    m      held  -
telephony.voicemails        callers     open    m      held  -
telephony.voicemailSound    callers     open    m      held  -
telephony.myNumbers         staff       open    m      free  -
telephony.openEngine        staff       locked  m      free  -
telephony.orders            nobody      always  f      free  -
telephony.report            nobody      always  f      free  -
telephony.held              nobody      always  f      free  -

training.state              staff       open    mt     free  -
training.setUp              staff       open    t      free  -
training.signIn             staff       open    t      free  -
training.signOut            staff       open    t      free  -
training.key                staff       open    t      free  -
training.keySave            staff       open    t      free  -
training.trainees           staff       open    t      free  -
training.traineeSave        staff       open    t      free  -
training.traineeRetire      staff       open    t      free  -
training.traineeJoin        staff       open    t      free  -
training.scenarios          staff       open    t      free  -
training.assign             staff       open    t      free  -
training.assignments        staff       open    t      free  -
training.assignmentWithdraw staff       open    t      free  -
training.assignmentsSave    staff       open    t      free  -
training.assignmentsOpen    staff       open    t      free  -
training.attempts           staff       open    t      free  -
training.watch              staff       open    t      free  -
training.inject             staff       open    t      free  -
training.review             staff       open    t      free  -
training.comment            staff       open    t      free  -
training.commentRemove      staff       open    t      free  -
training.rateDraft          staff       open    t      free  -
training.rate               staff       open    t      free  -
training.agreement          staff       open    t      free  -
training.corrections        staff       open    t      free  -
training.correct            staff       open    t      free  -
training.correctUndo        staff       open    t      free  -
training.scoreAgain         staff       open    t      free  -
training.team               staff       open    t      free  -
training.drafts             staff       open    t      free  -
training.draftRead          staff       open    t      free  -
training.draftOf            staff       open    t      free  -
training.draftSave          staff       open    t      free  -
training.draftLint          staff       open    t      free  -
training.draftPublish       staff       open    t      free  -
training.draftWithdraw      staff       open    t      free  -
training.draftImport        staff       open    t      free  -
training.draftExport        staff       open    t      free  -
training.certificateNeeds   staff       open    t      free  -
training.certify            staff       open    t      free  -
training.certificates       staff       open    t      free  -
training.certificateRead    staff       open    t      free  -
training.certificateSave    staff       open    t      free  -

updates.state               nobody      always  m      free  -
updates.install             nobody      always  m      free  -

windows.open                nobody      always  mpct   free  -
windows.close               nobody      always  mpct   free  -
windows.state               nobody      always  mpct   free  -
windows.copy                everybody   open    mpct   free  -
windows.takeLink            staff       open    m      free  -

work.list                   callers     open    m      held  -
work.done                   callers     open    m      held  -
`;
