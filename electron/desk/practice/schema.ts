// Tables of role-play in the practice vault. Runs of before scenarios had acts and events lie in `practice_runs`: read, never
// written again.
export const practiceSchema = `CREATE TABLE practice_runs (id TEXT PRIMARY KEY, started_at TEXT NOT NULL, json TEXT NOT NULL) STRICT, WITHOUT ROWID;`;

/** A scenario is kept once by the hash of its text, as it was played: corrections and updates change no earlier score. */
export const practiceAttemptsSchema = `
CREATE TABLE practice_scenarios (
  hash TEXT PRIMARY KEY, scenario_id TEXT NOT NULL, version INTEGER NOT NULL, json TEXT NOT NULL
) STRICT;
CREATE TABLE practice_attempts (
  id TEXT PRIMARY KEY, scenario_id TEXT NOT NULL, scenario_version INTEGER NOT NULL, hash TEXT, title TEXT NOT NULL,
  level INTEGER NOT NULL, seed INTEGER NOT NULL, trainee_id TEXT, trainee_name TEXT NOT NULL, assignment_id TEXT,
  started_at TEXT NOT NULL, ended_at TEXT,
  state TEXT NOT NULL CHECK (state IN ('running', 'finished', 'missed', 'declined')),
  ending TEXT, score REAL, passed INTEGER, skills TEXT NOT NULL DEFAULT '{}',
  run TEXT, party TEXT, bookmarks TEXT NOT NULL DEFAULT '[]'
) STRICT;
CREATE INDEX practice_attempts_started ON practice_attempts (started_at DESC, id DESC);
CREATE INDEX practice_attempts_running ON practice_attempts (started_at) WHERE state = 'running';
-- A second call that an event let ring: no run of its own.
CREATE TABLE practice_second_calls (
  id TEXT PRIMARY KEY, run_id TEXT NOT NULL, event_id TEXT NOT NULL, text TEXT NOT NULL
) STRICT, WITHOUT ROWID;`;

/** The desk was gone while somebody was on the line. And whose runs these are, asked for by id or name. */
export const practiceInterruptedSchema = `
ALTER TABLE practice_attempts ADD COLUMN interrupted INTEGER NOT NULL DEFAULT 0;
CREATE INDEX practice_attempts_trainee ON practice_attempts (trainee_id, trainee_name, started_at DESC);`;
