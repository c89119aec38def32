CREATE INDEX "access_device_of_course" ON "access_device" ("course_key", "position");

CREATE INDEX "bag_of_session" ON "bag" ("session_key", "position");

CREATE INDEX "checklist_answer_of_session" ON "checklist_answer" ("session_key", "position");

CREATE INDEX "course_of_patient" ON "course" ("patient_key");

CREATE INDEX "drug_given_of_session" ON "drug_given" ("session_key", "position");

CREATE INDEX "follow_up_of_course" ON "follow_up" ("course_key", "position");

CREATE INDEX "follow_up_open" ON "follow_up" ("course_key") WHERE "closed_at" IS NULL AND "withdrawn_at" IS NULL;

CREATE INDEX "history_of_course" ON "history" ("course_key") WHERE "course_key" IS NOT NULL;

CREATE INDEX "history_of_row" ON "history" ("table_name", "row_key");

CREATE INDEX "history_of_session" ON "history" ("session_key") WHERE "session_key" IS NOT NULL;

CREATE INDEX "history_of_time" ON "history" ("at");

CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");

CREATE INDEX "lab_result_of_course" ON "lab_result" ("course_key", "position");

CREATE INDEX "lock_of_session" ON "lock" ("session_key", "position");

CREATE UNIQUE INDEX "observation_in_force" ON "observation" ("session_key", "place", ifnull("reading_key", ''), "code") WHERE "withdrawn_at" IS NULL;

CREATE INDEX "observation_of_session" ON "observation" ("session_key");

CREATE INDEX "override_of_course" ON "override" ("course_key", "position");

CREATE INDEX "patient_born" ON "patient" ("birth_date");

CREATE INDEX "patient_by_name" ON "patient" ("family_name", "given_name");

CREATE INDEX "pause_of_session" ON "pause" ("session_key", "position");

CREATE INDEX "physician_text_of_course" ON "physician_text" ("course_key", "position");

CREATE INDEX "reaction_followed" ON "reaction" ("session_key") WHERE "kind" IN ('infection', 'clotting') AND "withdrawn_at" IS NULL AND ifnull("outcome", 'ongoing-handed-over') = 'ongoing-handed-over';

CREATE INDEX "reaction_of_session" ON "reaction" ("session_key", "position");

CREATE INDEX "reading_of_session" ON "reading" ("session_key", "position");

CREATE INDEX "saline_bolus_of_session" ON "saline_bolus" ("session_key", "position");

CREATE INDEX "score_of_course" ON "score" ("course_key", "position");

CREATE INDEX "session_ended" ON "session" ("ended_at_utc") WHERE "ended_at" IS NOT NULL;

CREATE INDEX "session_of_course" ON "session" ("course_key", "position");

CREATE INDEX "session_signed" ON "session" ("signed_at_utc") WHERE "signed_at" IS NOT NULL;

CREATE INDEX "session_unsigned" ON "session" ("planned_at_utc") WHERE "signed_at" IS NULL;

CREATE INDEX "signature_of_session" ON "signature" ("session_key", "at_utc");

CREATE INDEX "signature_statement_of_course" ON "signature_statement" ("course_key", "position");

CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);

CREATE TABLE "access_device" (
  "key" TEXT NOT NULL PRIMARY KEY,
  "course_key" TEXT REFERENCES "course" ("key") NOT NULL,
  "position" INTEGER NOT NULL,
  "id" TEXT NOT NULL,
  "kind" TEXT NOT NULL,
  "side" TEXT,
  "site" TEXT,
  "inserted_on" TEXT CHECK ("inserted_on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  "removed_on" TEXT CHECK ("removed_on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  "removal_reason" TEXT,
  "product" TEXT,
  "lot" TEXT,
  "note" TEXT,
  "tip_confirmed" INTEGER CHECK ("tip_confirmed" IN (0, 1)),
  "lumens" TEXT CHECK (json_valid("lumens")),
  "extra" TEXT NOT NULL DEFAULT '{}' CHECK (json_type("extra") = 'object'),
  "withdrawn_at" TEXT CHECK ("withdrawn_at" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]*'),
  "withdrawn_why" TEXT
, "version" INTEGER) STRICT;

CREATE TABLE "bag" (
  "key" TEXT NOT NULL PRIMARY KEY,
  "session_key" TEXT REFERENCES "session" ("key") NOT NULL,
  "position" INTEGER NOT NULL,
  "id" TEXT NOT NULL,
  "fluid" TEXT NOT NULL,
  "volume_ml" ANY CHECK (typeof("volume_ml") IN ('integer', 'real', 'null')) NOT NULL,
  "concentration_percent" ANY CHECK (typeof("concentration_percent") IN ('integer', 'real', 'null')),
  "diluent" TEXT,
  "diluted_to_percent" ANY CHECK (typeof("diluted_to_percent") IN ('integer', 'real', 'null')),
  "product" TEXT,
  "lot" TEXT,
  "din" TEXT,
  "din_check" TEXT,
  "din_flag" TEXT,
  "abo" TEXT,
  "rhd" TEXT,
  "expires_on" TEXT CHECK ("expires_on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  "given_ml" ANY CHECK (typeof("given_ml") IN ('integer', 'real', 'null')),
  "started_at" TEXT CHECK ("started_at" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]*'),
  "ended_at" TEXT CHECK ("ended_at" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]*'),
  "by" TEXT,
  "note" TEXT,
  "spelled" TEXT NOT NULL DEFAULT '{}' CHECK (json_type("spelled") = 'object'),
  "extra" TEXT NOT NULL DEFAULT '{}' CHECK (json_type("extra") = 'object'),
  "withdrawn_at" TEXT CHECK ("withdrawn_at" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]*'),
  "withdrawn_why" TEXT
, "wasted_ml" ANY CHECK (typeof("wasted_ml") IN ('integer', 'real', 'null')), "serial" TEXT, "entered_at" TEXT CHECK ("entered_at" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]*'), "cosigned_by" TEXT, "cosigned_at" TEXT CHECK ("cosigned_at" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]*')) STRICT;

CREATE TABLE "checklist_answer" (
  "key" TEXT NOT NULL PRIMARY KEY,
  "session_key" TEXT REFERENCES "session" ("key") NOT NULL,
  "position" INTEGER NOT NULL,
  "item" TEXT NOT NULL,
  "answer" TEXT,
  "reason" TEXT,
  "by" TEXT,
  "at" TEXT CHECK ("at" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]*'),
  "extra" TEXT NOT NULL DEFAULT '{}' CHECK (json_type("extra") = 'object'),
  "withdrawn_at" TEXT CHECK ("withdrawn_at" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]*'),
  "withdrawn_why" TEXT
, "list_version" TEXT) STRICT;

CREATE TABLE "course" (
  "key" TEXT NOT NULL PRIMARY KEY,
  "course_id" TEXT NOT NULL UNIQUE,
  "course_number" INTEGER,
  "time_zone" TEXT,
  "unit" TEXT,
  "patient_key" TEXT REFERENCES "patient" ("key") NOT NULL,
  "listed" TEXT NOT NULL DEFAULT '[]' CHECK (json_type("listed") = 'array'),
  "extra" TEXT NOT NULL DEFAULT '{}' CHECK (json_type("extra") = 'object')
) STRICT;

CREATE TABLE "course_order" (
  "key" TEXT NOT NULL PRIMARY KEY,
  "course_key" TEXT REFERENCES "course" ("key") NOT NULL,
  "version" INTEGER NOT NULL,
  "indication" TEXT NOT NULL,
  "diagnosis" TEXT,
  "icd10" TEXT,
  "reason" TEXT,
  "note" TEXT,
  "ordered_by" TEXT NOT NULL,
  "ordered_at" TEXT CHECK ("ordered_at" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]*') NOT NULL,
  "ordered_at_utc" TEXT GENERATED ALWAYS AS (strftime('%Y-%m-%dT%H:%M:%fZ', "ordered_at")) VIRTUAL,
  "plasma_volumes" ANY CHECK (typeof("plasma_volumes") IN ('integer', 'real', 'null')),
  "sessions_planned" INTEGER,
  "interval_hours" ANY CHECK (typeof("interval_hours") IN ('integer', 'real', 'null')),
  "replacement" TEXT CHECK (json_valid("replacement")),
  "balance_percent" ANY CHECK (typeof("balance_percent") IN ('integer', 'real', 'null')),
  "anticoagulant" TEXT CHECK (json_valid("anticoagulant")),
  "catheter_lock" TEXT CHECK (json_valid("catheter_lock")),
  "calcium_plan" TEXT CHECK (json_valid("calcium_plan")),
  "vitals_programme_min" TEXT CHECK (json_valid("vitals_programme_min")),
  "access_device_id" TEXT,
  "steroid_trial" TEXT CHECK (json_valid("steroid_trial")),
  "consents" TEXT CHECK (json_valid("consents")),
  "response_scale" TEXT,
  "extra" TEXT NOT NULL DEFAULT '{}' CHECK (json_type("extra") = 'object'),
  "spelled" TEXT NOT NULL DEFAULT '{}' CHECK (json_type("spelled") = 'object'), "stop_rule" TEXT, "pre_medication" TEXT CHECK (json_valid("pre_medication")), "laboratory_plan" TEXT CHECK (json_valid("laboratory_plan")), "stop_value" ANY CHECK (typeof("stop_value") IN ('integer', 'real', 'null')),
  UNIQUE ("course_key", "version")
) STRICT;

CREATE TABLE "draft" (
  "key" TEXT NOT NULL PRIMARY KEY,
  "texts" TEXT NOT NULL DEFAULT '{}' CHECK (json_type("texts") = 'object'),
  "by" TEXT NOT NULL,
  "at" TEXT CHECK ("at" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]*') NOT NULL
) STRICT;

CREATE TABLE "drug_given" (
  "key" TEXT NOT NULL PRIMARY KEY,
  "session_key" TEXT REFERENCES "session" ("key") NOT NULL,
  "position" INTEGER NOT NULL,
  "at" TEXT CHECK ("at" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]*') NOT NULL,
  "drug" TEXT NOT NULL,
  "dose" TEXT NOT NULL,
  "route" TEXT,
  "volume_ml" ANY CHECK (typeof("volume_ml") IN ('integer', 'real', 'null')),
  "lot" TEXT,
  "expires_on" TEXT CHECK ("expires_on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  "reason" TEXT,
  "by" TEXT,
  "entered_at" TEXT CHECK ("entered_at" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]*'),
  "spelled" TEXT NOT NULL DEFAULT '{}' CHECK (json_type("spelled") = 'object'),
  "extra" TEXT NOT NULL DEFAULT '{}' CHECK (json_type("extra") = 'object'),
  "withdrawn_at" TEXT CHECK ("withdrawn_at" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]*'),
  "withdrawn_why" TEXT
, "cosigned_by" TEXT, "cosigned_at" TEXT CHECK ("cosigned_at" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]*')) STRICT;

CREATE TABLE "erasure" (
  "key" TEXT NOT NULL PRIMARY KEY,
  "at" TEXT CHECK ("at" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]*') NOT NULL,
  "of_patient" TEXT NOT NULL,
  "why" TEXT NOT NULL,
  "courses" INTEGER NOT NULL,
  "sessions" INTEGER NOT NULL,
  "rows" INTEGER NOT NULL,
  "head" TEXT NOT NULL,
  "numbers" TEXT CHECK (json_valid("numbers")) NOT NULL,
  "first_key" TEXT NOT NULL,
  "first_name" TEXT NOT NULL,
  "first_public_key" TEXT NOT NULL,
  "first_signature" TEXT NOT NULL,
  "second_key" TEXT NOT NULL,
  "second_name" TEXT NOT NULL,
  "second_public_key" TEXT NOT NULL,
  "second_signature" TEXT NOT NULL
) STRICT;

CREATE TABLE "fact" (
  "key" TEXT NOT NULL PRIMARY KEY,
  "kind" TEXT NOT NULL,
  "code" TEXT NOT NULL,
  "position" INTEGER NOT NULL,
  "body" TEXT NOT NULL DEFAULT '{}' CHECK (json_type("body") = 'object'),
  "source" TEXT NOT NULL,
  "retired_at" TEXT CHECK ("retired_at" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]*'),
  UNIQUE ("kind", "code")
) STRICT;

CREATE TABLE "follow_up" (
  "key" TEXT NOT NULL PRIMARY KEY,
  "course_key" TEXT REFERENCES "course" ("key") NOT NULL,
  "position" INTEGER NOT NULL,
  "session_id" TEXT NOT NULL,
  "kind" TEXT NOT NULL,
  "reaction_id" TEXT,
  "due_at" TEXT CHECK ("due_at" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]*') NOT NULL,
  "contacts" TEXT CHECK (json_valid("contacts")),
  "event" TEXT CHECK (json_valid("event")),
  "outcome" TEXT,
  "closed_at" TEXT CHECK ("closed_at" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]*'),
  "by" TEXT,
  "extra" TEXT NOT NULL DEFAULT '{}' CHECK (json_type("extra") = 'object'),
  "withdrawn_at" TEXT CHECK ("withdrawn_at" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]*'),
  "withdrawn_why" TEXT
) STRICT;

CREATE TABLE "history" (
  "number" INTEGER NOT NULL PRIMARY KEY,
  "at" TEXT CHECK ("at" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]*') NOT NULL,
  "staff_key" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "station" TEXT NOT NULL,
  "why" TEXT NOT NULL,
  "table_name" TEXT NOT NULL,
  "row_key" TEXT NOT NULL,
  "session_key" TEXT,
  "course_key" TEXT,
  "operation" TEXT NOT NULL,
  "old" TEXT CHECK (json_valid("old")),
  "new" TEXT CHECK (json_valid("new")),
  "salt" TEXT NOT NULL,
  "content" TEXT NOT NULL,
  "previous" TEXT NOT NULL,
  "hash" TEXT NOT NULL
) STRICT;

CREATE TABLE "lab_result" (
  "key" TEXT NOT NULL PRIMARY KEY,
  "course_key" TEXT REFERENCES "course" ("key") NOT NULL,
  "position" INTEGER NOT NULL,
  "quantity" TEXT NOT NULL,
  "value" ANY CHECK (typeof("value") IN ('integer', 'real', 'null')) NOT NULL,
  "taken_at" TEXT CHECK ("taken_at" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]*') NOT NULL,
  "session_id" TEXT,
  "timing" TEXT,
  "source" TEXT,
  "spelled" TEXT NOT NULL DEFAULT '{}' CHECK (json_type("spelled") = 'object'),
  "extra" TEXT NOT NULL DEFAULT '{}' CHECK (json_type("extra") = 'object'),
  "withdrawn_at" TEXT CHECK ("withdrawn_at" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]*'),
  "withdrawn_why" TEXT
, "by" TEXT, "entered_at" TEXT CHECK ("entered_at" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]*'), "typed" TEXT, "answered" TEXT, "limits" TEXT) STRICT;

CREATE TABLE "limit_change" (
  "key" TEXT NOT NULL PRIMARY KEY,
  "version" INTEGER NOT NULL UNIQUE,
  "name" TEXT NOT NULL,
  "value" ANY CHECK (typeof("value") IN ('integer', 'real', 'null')) NOT NULL,
  "why" TEXT NOT NULL CHECK (trim("why") <> ''),
  "by" TEXT NOT NULL,
  "at" TEXT CHECK ("at" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]*') NOT NULL
) STRICT;

CREATE TABLE "lock" (
  "key" TEXT NOT NULL PRIMARY KEY,
  "session_key" TEXT REFERENCES "session" ("key") NOT NULL,
  "position" INTEGER NOT NULL,
  "lumen" TEXT NOT NULL,
  "agent" TEXT NOT NULL,
  "volume_ml" ANY CHECK (typeof("volume_ml") IN ('integer', 'real', 'null')) NOT NULL,
  "heparin_iu_ml" ANY CHECK (typeof("heparin_iu_ml") IN ('integer', 'real', 'null')),
  "citrate_percent" ANY CHECK (typeof("citrate_percent") IN ('integer', 'real', 'null')),
  "lot" TEXT,
  "at" TEXT CHECK ("at" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]*'),
  "by" TEXT,
  "spelled" TEXT NOT NULL DEFAULT '{}' CHECK (json_type("spelled") = 'object'),
  "extra" TEXT NOT NULL DEFAULT '{}' CHECK (json_type("extra") = 'object'),
  "withdrawn_at" TEXT CHECK ("withdrawn_at" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]*'),
  "withdrawn_why" TEXT
, "entered_at" TEXT CHECK ("entered_at" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]*')) STRICT;

CREATE TABLE "observation" (
  "key" TEXT NOT NULL PRIMARY KEY,
  "session_key" TEXT REFERENCES "session" ("key") NOT NULL,
  "place" TEXT NOT NULL,
  "reading_key" TEXT REFERENCES "reading" ("key"),
  "code" TEXT NOT NULL,
  "value" ANY CHECK (typeof("value") IN ('integer', 'real', 'null')) NOT NULL,
  "spelled" TEXT,
  "typed" TEXT NOT NULL,
  "unit" TEXT NOT NULL,
  "observed_at" TEXT CHECK ("observed_at" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]*'),
  "entered_at" TEXT CHECK ("entered_at" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]*'),
  "by" TEXT,
  "source" TEXT,
  "flag" TEXT,
  "answered" TEXT NOT NULL,
  "limits" TEXT CHECK (json_valid("limits")),
  "extra" TEXT NOT NULL DEFAULT '{}' CHECK (json_type("extra") = 'object'),
  "withdrawn_at" TEXT CHECK ("withdrawn_at" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]*'),
  "withdrawn_why" TEXT
) STRICT;

CREATE TABLE "override" (
  "key" TEXT NOT NULL PRIMARY KEY,
  "course_key" TEXT REFERENCES "course" ("key") NOT NULL,
  "position" INTEGER NOT NULL,
  "session_key" TEXT REFERENCES "session" ("key"),
  "finding" TEXT NOT NULL,
  "reason" TEXT NOT NULL,
  "by" TEXT NOT NULL,
  "at" TEXT CHECK ("at" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]*') NOT NULL,
  "session_id" TEXT,
  "subject_id" TEXT,
  "extra" TEXT NOT NULL DEFAULT '{}' CHECK (json_type("extra") = 'object'),
  "withdrawn_at" TEXT CHECK ("withdrawn_at" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]*'),
  "withdrawn_why" TEXT
) STRICT;

CREATE TABLE "patient" (
  "key" TEXT NOT NULL PRIMARY KEY,
  "family_name" TEXT NOT NULL,
  "given_name" TEXT NOT NULL,
  "birth_date" TEXT CHECK ("birth_date" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]') NOT NULL,
  "record_number" TEXT NOT NULL,
  "compared_number" TEXT NOT NULL UNIQUE,
  "other_identifiers" TEXT CHECK (json_valid("other_identifiers")),
  "sex_for_formulas" TEXT,
  "height_cm" ANY CHECK (typeof("height_cm") IN ('integer', 'real', 'null')),
  "blood_group" TEXT CHECK (json_valid("blood_group")),
  "allergies" TEXT CHECK (json_valid("allergies")),
  "histories" TEXT CHECK (json_valid("histories")),
  "folded" TEXT NOT NULL,
  "extra" TEXT NOT NULL DEFAULT '{}' CHECK (json_type("extra") = 'object'),
  "spelled" TEXT NOT NULL DEFAULT '{}' CHECK (json_type("spelled") = 'object')
) STRICT;

CREATE TABLE "patient_part" (
  "part" TEXT NOT NULL,
  "of_patient" TEXT NOT NULL,
  PRIMARY KEY ("part", "of_patient")
) WITHOUT ROWID, STRICT;

CREATE TABLE "pause" (
  "key" TEXT NOT NULL PRIMARY KEY,
  "session_key" TEXT REFERENCES "session" ("key") NOT NULL,
  "position" INTEGER NOT NULL,
  "start" TEXT CHECK ("start" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]*') NOT NULL,
  "end" TEXT CHECK ("end" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]*'),
  "reason" TEXT,
  "extra" TEXT NOT NULL DEFAULT '{}' CHECK (json_type("extra") = 'object'),
  "withdrawn_at" TEXT CHECK ("withdrawn_at" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]*'),
  "withdrawn_why" TEXT
, "entered_at" TEXT CHECK ("entered_at" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]*')) STRICT;

CREATE TABLE "physician_text" (
  "key" TEXT NOT NULL PRIMARY KEY,
  "course_key" TEXT REFERENCES "course" ("key") NOT NULL,
  "position" INTEGER NOT NULL,
  "kind" TEXT NOT NULL,
  "text" TEXT NOT NULL,
  "by" TEXT NOT NULL,
  "at" TEXT CHECK ("at" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]*') NOT NULL,
  "extra" TEXT NOT NULL DEFAULT '{}' CHECK (json_type("extra") = 'object'),
  "withdrawn_at" TEXT CHECK ("withdrawn_at" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]*'),
  "withdrawn_why" TEXT
) STRICT;

CREATE TABLE "reaction" (
  "key" TEXT NOT NULL PRIMARY KEY,
  "session_key" TEXT REFERENCES "session" ("key") NOT NULL,
  "position" INTEGER NOT NULL,
  "id" TEXT NOT NULL,
  "kind" TEXT NOT NULL,
  "grade" TEXT,
  "onset_at" TEXT CHECK ("onset_at" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]*') NOT NULL,
  "symptoms" TEXT CHECK (json_valid("symptoms")),
  "relation" TEXT,
  "actions" TEXT CHECK (json_valid("actions")),
  "procedure" TEXT,
  "outcome" TEXT,
  "outcome_at" TEXT CHECK ("outcome_at" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]*'),
  "bag_id" TEXT,
  "infection" TEXT CHECK (json_valid("infection")),
  "clotting" TEXT CHECK (json_valid("clotting")),
  "by" TEXT,
  "entered_at" TEXT CHECK ("entered_at" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]*'),
  "note" TEXT,
  "extra" TEXT NOT NULL DEFAULT '{}' CHECK (json_type("extra") = 'object'),
  "withdrawn_at" TEXT CHECK ("withdrawn_at" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]*'),
  "withdrawn_why" TEXT
, "vitals" TEXT CHECK (json_valid("vitals")), "steps" TEXT CHECK (json_valid("steps"))) STRICT;

CREATE TABLE "reading" (
  "key" TEXT NOT NULL PRIMARY KEY,
  "session_key" TEXT REFERENCES "session" ("key") NOT NULL,
  "position" INTEGER NOT NULL,
  "at" TEXT CHECK ("at" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]*') NOT NULL,
  "is_open" INTEGER CHECK ("is_open" IN (0, 1)) NOT NULL,
  "by" TEXT,
  "entered_at" TEXT CHECK ("entered_at" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]*'),
  "note" TEXT,
  "extra" TEXT NOT NULL DEFAULT '{}' CHECK (json_type("extra") = 'object'),
  "withdrawn_at" TEXT CHECK ("withdrawn_at" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]*'),
  "withdrawn_why" TEXT
, "taken_from" TEXT) STRICT;

CREATE TABLE "saline_bolus" (
  "key" TEXT NOT NULL PRIMARY KEY,
  "session_key" TEXT REFERENCES "session" ("key") NOT NULL,
  "position" INTEGER NOT NULL,
  "at" TEXT CHECK ("at" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]*') NOT NULL,
  "volume_ml" ANY CHECK (typeof("volume_ml") IN ('integer', 'real', 'null')) NOT NULL,
  "reason" TEXT,
  "by" TEXT,
  "spelled" TEXT NOT NULL DEFAULT '{}' CHECK (json_type("spelled") = 'object'),
  "extra" TEXT NOT NULL DEFAULT '{}' CHECK (json_type("extra") = 'object'),
  "withdrawn_at" TEXT CHECK ("withdrawn_at" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]*'),
  "withdrawn_why" TEXT
, "entered_at" TEXT CHECK ("entered_at" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]*')) STRICT;

CREATE TABLE "score" (
  "key" TEXT NOT NULL PRIMARY KEY,
  "course_key" TEXT REFERENCES "course" ("key") NOT NULL,
  "position" INTEGER NOT NULL,
  "scale" TEXT NOT NULL,
  "value" ANY CHECK (typeof("value") IN ('integer', 'real', 'null')) NOT NULL,
  "at" TEXT CHECK ("at" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]*') NOT NULL,
  "by" TEXT,
  "session_id" TEXT,
  "note" TEXT,
  "spelled" TEXT NOT NULL DEFAULT '{}' CHECK (json_type("spelled") = 'object'),
  "extra" TEXT NOT NULL DEFAULT '{}' CHECK (json_type("extra") = 'object'),
  "withdrawn_at" TEXT CHECK ("withdrawn_at" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]*'),
  "withdrawn_why" TEXT
, "timing" TEXT, "entered_at" TEXT CHECK ("entered_at" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]*')) STRICT;

CREATE TABLE "session" (
  "key" TEXT NOT NULL PRIMARY KEY,
  "course_key" TEXT REFERENCES "course" ("key") NOT NULL,
  "position" INTEGER NOT NULL,
  "id" TEXT NOT NULL,
  "number" INTEGER NOT NULL,
  "planned_at" TEXT CHECK ("planned_at" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]*'),
  "planned_at_utc" TEXT GENERATED ALWAYS AS (strftime('%Y-%m-%dT%H:%M:%fZ', "planned_at")) VIRTUAL,
  "started_at" TEXT CHECK ("started_at" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]*'),
  "ended_at" TEXT CHECK ("ended_at" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]*'),
  "station" TEXT,
  "note" TEXT,
  "machine" TEXT CHECK (json_valid("machine")),
  "circuit_set" TEXT CHECK (json_valid("circuit_set")),
  "supplies" TEXT CHECK (json_valid("supplies")),
  "access_device_id" TEXT,
  "plan" TEXT CHECK (json_valid("plan")),
  "identity_check" TEXT CHECK (json_valid("identity_check")),
  "access_check" TEXT CHECK (json_valid("access_check")),
  "drugs_of_note" TEXT CHECK (json_valid("drugs_of_note")),
  "prime_fluid" TEXT,
  "end_reason" TEXT,
  "end_note" TEXT,
  "rinseback_not_done_reason" TEXT,
  "close_note" TEXT,
  "close_extra" TEXT NOT NULL DEFAULT '{}' CHECK (json_type("close_extra") = 'object'),
  "totals_extra" TEXT NOT NULL DEFAULT '{}' CHECK (json_type("totals_extra") = 'object'),
  "listed" TEXT NOT NULL DEFAULT '[]' CHECK (json_type("listed") = 'array'),
  "extra" TEXT NOT NULL DEFAULT '{}' CHECK (json_type("extra") = 'object'),
  "order_key" TEXT REFERENCES "course_order" ("key"),
  "signed_at" TEXT CHECK ("signed_at" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]*'),
  "signed_at_utc" TEXT GENERATED ALWAYS AS (strftime('%Y-%m-%dT%H:%M:%fZ', "signed_at")) VIRTUAL, "limits_key" TEXT REFERENCES "limit_change" ("key"), "vitals_skips" TEXT CHECK (json_valid("vitals_skips")), "plan_changes" TEXT CHECK (json_valid("plan_changes")), "symptoms_noted" TEXT CHECK (json_valid("symptoms_noted")), "device_totals" TEXT CHECK (json_valid("device_totals")), "ended_at_utc" TEXT GENERATED ALWAYS AS (strftime('%Y-%m-%dT%H:%M:%fZ', "ended_at")) VIRTUAL, "systems" TEXT CHECK (json_valid("systems")), "drugs_after" TEXT CHECK (json_valid("drugs_after")), "delays" TEXT CHECK (json_valid("delays")), "lessons" TEXT CHECK (json_valid("lessons")), "hand_overs" TEXT CHECK (json_valid("hand_overs")), "paper" TEXT CHECK (json_valid("paper")), "planned_by" TEXT, "withdrawn_at" TEXT CHECK ("withdrawn_at" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]*'), "withdrawn_why" TEXT,
  UNIQUE ("course_key", "id")
) STRICT;

CREATE TABLE "setting_change" (
  "key" TEXT NOT NULL PRIMARY KEY,
  "version" INTEGER NOT NULL UNIQUE,
  "name" TEXT NOT NULL,
  "value" TEXT NOT NULL,
  "why" TEXT NOT NULL CHECK (trim("why") <> ''),
  "by" TEXT NOT NULL,
  "at" TEXT CHECK ("at" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]*') NOT NULL
) STRICT;

CREATE TABLE "signature" (
  "key" TEXT NOT NULL PRIMARY KEY,
  "session_key" TEXT REFERENCES "session" ("key") NOT NULL,
  "staff_key" TEXT REFERENCES "staff" ("key") NOT NULL,
  "name" TEXT NOT NULL,
  "role" TEXT NOT NULL,
  "meaning" TEXT NOT NULL,
  "at" TEXT CHECK ("at" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]*') NOT NULL,
  "at_utc" TEXT GENERATED ALWAYS AS (strftime('%Y-%m-%dT%H:%M:%fZ', "at")) VIRTUAL,
  "sealed" TEXT CHECK (json_valid("sealed")) NOT NULL,
  "fingerprint" TEXT NOT NULL,
  "history_head" TEXT NOT NULL,
  "public_key" TEXT NOT NULL,
  "signature" TEXT NOT NULL
, "said" TEXT CHECK (json_valid("said")), "beside" TEXT CHECK (json_valid("beside"))) STRICT;

CREATE TABLE "signature_statement" (
  "key" TEXT NOT NULL PRIMARY KEY,
  "course_key" TEXT REFERENCES "course" ("key") NOT NULL,
  "position" INTEGER NOT NULL,
  "role" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "at" TEXT CHECK ("at" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]*') NOT NULL,
  "meaning" TEXT,
  "session_id" TEXT,
  "extra" TEXT NOT NULL DEFAULT '{}' CHECK (json_type("extra") = 'object'),
  "withdrawn_at" TEXT CHECK ("withdrawn_at" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]*'),
  "withdrawn_why" TEXT
, "said" TEXT) STRICT;

CREATE TABLE "staff" (
  "key" TEXT NOT NULL PRIMARY KEY,
  "login" TEXT NOT NULL UNIQUE,
  "name" TEXT NOT NULL,
  "role" TEXT NOT NULL,
  "public_key" TEXT NOT NULL,
  "left_at" TEXT CHECK ("left_at" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]*')
, "administers" INTEGER CHECK ("administers" IN (0, 1)), "password_changed_at" TEXT CHECK ("password_changed_at" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]*'), "vouched" TEXT CHECK (json_valid("vouched"))) STRICT;

CREATE TABLE "unit" (
  "key" TEXT NOT NULL PRIMARY KEY,
  "name" TEXT NOT NULL,
  "founded_at" TEXT CHECK ("founded_at" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]*') NOT NULL,
  "seeds" TEXT
, "page_key_changed_at" TEXT CHECK ("page_key_changed_at" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]*'), "recovery_key_changed_at" TEXT CHECK ("recovery_key_changed_at" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]*'), "backup_folder" TEXT) STRICT;

CREATE TABLE "verification" (
  "key" TEXT NOT NULL PRIMARY KEY,
  "at" TEXT CHECK ("at" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]*') NOT NULL,
  "staff_key" TEXT REFERENCES "staff" ("key") NOT NULL,
  "name" TEXT NOT NULL,
  "number" INTEGER NOT NULL,
  "head" TEXT NOT NULL,
  "problems" INTEGER NOT NULL,
  "version" TEXT NOT NULL,
  "public_key" TEXT NOT NULL,
  "signature" TEXT NOT NULL
) STRICT;

CREATE TRIGGER "access_device_after_insert" AFTER INSERT ON "access_device"
BEGIN
  INSERT INTO "history_entry" ("table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "at", "staff_key", "name", "station", "why", "salt")
  VALUES ('access_device', NEW."key", NULL, NEW."course_key", 'insert', NULL, json_patch('{}', json_object('key', NEW."key", 'course_key', NEW."course_key", 'position', NEW."position", 'id', NEW."id", 'kind', NEW."kind", 'side', NEW."side", 'site', NEW."site", 'inserted_on', NEW."inserted_on", 'removed_on', NEW."removed_on", 'removal_reason', NEW."removal_reason", 'product', NEW."product", 'lot', NEW."lot", 'note', NEW."note", 'tip_confirmed', NEW."tip_confirmed", 'lumens', NEW."lumens", 'extra', NEW."extra", 'withdrawn_at', NEW."withdrawn_at", 'withdrawn_why', NEW."withdrawn_why", 'version', NEW."version")), plexlog_now(), plexlog_staff(), plexlog_name(), plexlog_station(), plexlog_why(), hex(randomblob(16)));
END;

CREATE TRIGGER "access_device_after_update" AFTER UPDATE ON "access_device"
BEGIN
  INSERT INTO "history_entry" ("table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "at", "staff_key", "name", "station", "why", "salt")
  VALUES ('access_device', NEW."key", NULL, NEW."course_key", 'update', (SELECT json_group_object(n, o) FROM (SELECT 'key' AS n, OLD."key" AS o, NEW."key" AS w UNION ALL SELECT 'course_key' AS n, OLD."course_key" AS o, NEW."course_key" AS w UNION ALL SELECT 'position' AS n, OLD."position" AS o, NEW."position" AS w UNION ALL SELECT 'id' AS n, OLD."id" AS o, NEW."id" AS w UNION ALL SELECT 'kind' AS n, OLD."kind" AS o, NEW."kind" AS w UNION ALL SELECT 'side' AS n, OLD."side" AS o, NEW."side" AS w UNION ALL SELECT 'site' AS n, OLD."site" AS o, NEW."site" AS w UNION ALL SELECT 'inserted_on' AS n, OLD."inserted_on" AS o, NEW."inserted_on" AS w UNION ALL SELECT 'removed_on' AS n, OLD."removed_on" AS o, NEW."removed_on" AS w UNION ALL SELECT 'removal_reason' AS n, OLD."removal_reason" AS o, NEW."removal_reason" AS w UNION ALL SELECT 'product' AS n, OLD."product" AS o, NEW."product" AS w UNION ALL SELECT 'lot' AS n, OLD."lot" AS o, NEW."lot" AS w UNION ALL SELECT 'note' AS n, OLD."note" AS o, NEW."note" AS w UNION ALL SELECT 'tip_confirmed' AS n, OLD."tip_confirmed" AS o, NEW."tip_confirmed" AS w UNION ALL SELECT 'lumens' AS n, OLD."lumens" AS o, NEW."lumens" AS w UNION ALL SELECT 'extra' AS n, OLD."extra" AS o, NEW."extra" AS w UNION ALL SELECT 'withdrawn_at' AS n, OLD."withdrawn_at" AS o, NEW."withdrawn_at" AS w UNION ALL SELECT 'withdrawn_why' AS n, OLD."withdrawn_why" AS o, NEW."withdrawn_why" AS w UNION ALL SELECT 'version' AS n, OLD."version" AS o, NEW."version" AS w) WHERE o IS NOT w), json_patch('{}', json_object('key', NEW."key", 'course_key', NEW."course_key", 'position', NEW."position", 'id', NEW."id", 'kind', NEW."kind", 'side', NEW."side", 'site', NEW."site", 'inserted_on', NEW."inserted_on", 'removed_on', NEW."removed_on", 'removal_reason', NEW."removal_reason", 'product', NEW."product", 'lot', NEW."lot", 'note', NEW."note", 'tip_confirmed', NEW."tip_confirmed", 'lumens', NEW."lumens", 'extra', NEW."extra", 'withdrawn_at', NEW."withdrawn_at", 'withdrawn_why', NEW."withdrawn_why", 'version', NEW."version")), plexlog_now(), plexlog_staff(), plexlog_name(), plexlog_station(), plexlog_why(), hex(randomblob(16)));
END;

CREATE TRIGGER "access_device_no_delete" BEFORE DELETE ON "access_device"
WHEN NOT EXISTS (SELECT 1 FROM "erasure" WHERE "key" = plexlog_erasing('access_device', OLD."key"))
BEGIN
  SELECT RAISE(ABORT, 'kept');
END;

CREATE TRIGGER "access_device_no_replace" BEFORE INSERT ON "access_device"
WHEN EXISTS (SELECT 1 FROM "access_device" WHERE rowid = NEW.rowid) OR EXISTS (SELECT 1 FROM "access_device" WHERE "key" = NEW."key")
BEGIN
  SELECT RAISE(ABORT, 'kept');
END;

CREATE TRIGGER "access_device_no_update" BEFORE UPDATE ON "access_device"
BEGIN
  SELECT RAISE(ABORT, 'kept');
END;

CREATE TRIGGER "access_device_same_row" BEFORE UPDATE ON "access_device"
WHEN NEW.rowid <> OLD.rowid OR NEW."key" <> OLD."key"
BEGIN
  SELECT RAISE(ABORT, 'kept');
END;

CREATE TRIGGER "bag_after_insert" AFTER INSERT ON "bag"
BEGIN
  INSERT INTO "history_entry" ("table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "at", "staff_key", "name", "station", "why", "salt")
  VALUES ('bag', NEW."key", NEW."session_key", NULL, 'insert', NULL, json_patch('{}', json_object('key', NEW."key", 'session_key', NEW."session_key", 'position', NEW."position", 'id', NEW."id", 'fluid', NEW."fluid", 'volume_ml', NEW."volume_ml", 'concentration_percent', NEW."concentration_percent", 'diluent', NEW."diluent", 'diluted_to_percent', NEW."diluted_to_percent", 'product', NEW."product", 'lot', NEW."lot", 'din', NEW."din", 'din_check', NEW."din_check", 'din_flag', NEW."din_flag", 'abo', NEW."abo", 'rhd', NEW."rhd", 'expires_on', NEW."expires_on", 'given_ml', NEW."given_ml", 'started_at', NEW."started_at", 'ended_at', NEW."ended_at", 'by', NEW."by", 'note', NEW."note", 'spelled', NEW."spelled", 'extra', NEW."extra", 'withdrawn_at', NEW."withdrawn_at", 'withdrawn_why', NEW."withdrawn_why", 'wasted_ml', NEW."wasted_ml", 'serial', NEW."serial", 'entered_at', NEW."entered_at", 'cosigned_by', NEW."cosigned_by", 'cosigned_at', NEW."cosigned_at")), plexlog_now(), plexlog_staff(), plexlog_name(), plexlog_station(), plexlog_why(), hex(randomblob(16)));
END;

CREATE TRIGGER "bag_after_update" AFTER UPDATE ON "bag"
BEGIN
  INSERT INTO "history_entry" ("table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "at", "staff_key", "name", "station", "why", "salt")
  VALUES ('bag', NEW."key", NEW."session_key", NULL, 'update', (SELECT json_group_object(n, o) FROM (SELECT 'key' AS n, OLD."key" AS o, NEW."key" AS w UNION ALL SELECT 'session_key' AS n, OLD."session_key" AS o, NEW."session_key" AS w UNION ALL SELECT 'position' AS n, OLD."position" AS o, NEW."position" AS w UNION ALL SELECT 'id' AS n, OLD."id" AS o, NEW."id" AS w UNION ALL SELECT 'fluid' AS n, OLD."fluid" AS o, NEW."fluid" AS w UNION ALL SELECT 'volume_ml' AS n, OLD."volume_ml" AS o, NEW."volume_ml" AS w UNION ALL SELECT 'concentration_percent' AS n, OLD."concentration_percent" AS o, NEW."concentration_percent" AS w UNION ALL SELECT 'diluent' AS n, OLD."diluent" AS o, NEW."diluent" AS w UNION ALL SELECT 'diluted_to_percent' AS n, OLD."diluted_to_percent" AS o, NEW."diluted_to_percent" AS w UNION ALL SELECT 'product' AS n, OLD."product" AS o, NEW."product" AS w UNION ALL SELECT 'lot' AS n, OLD."lot" AS o, NEW."lot" AS w UNION ALL SELECT 'din' AS n, OLD."din" AS o, NEW."din" AS w UNION ALL SELECT 'din_check' AS n, OLD."din_check" AS o, NEW."din_check" AS w UNION ALL SELECT 'din_flag' AS n, OLD."din_flag" AS o, NEW."din_flag" AS w UNION ALL SELECT 'abo' AS n, OLD."abo" AS o, NEW."abo" AS w UNION ALL SELECT 'rhd' AS n, OLD."rhd" AS o, NEW."rhd" AS w UNION ALL SELECT 'expires_on' AS n, OLD."expires_on" AS o, NEW."expires_on" AS w UNION ALL SELECT 'given_ml' AS n, OLD."given_ml" AS o, NEW."given_ml" AS w UNION ALL SELECT 'started_at' AS n, OLD."started_at" AS o, NEW."started_at" AS w UNION ALL SELECT 'ended_at' AS n, OLD."ended_at" AS o, NEW."ended_at" AS w UNION ALL SELECT 'by' AS n, OLD."by" AS o, NEW."by" AS w UNION ALL SELECT 'note' AS n, OLD."note" AS o, NEW."note" AS w UNION ALL SELECT 'spelled' AS n, OLD."spelled" AS o, NEW."spelled" AS w UNION ALL SELECT 'extra' AS n, OLD."extra" AS o, NEW."extra" AS w UNION ALL SELECT 'withdrawn_at' AS n, OLD."withdrawn_at" AS o, NEW."withdrawn_at" AS w UNION ALL SELECT 'withdrawn_why' AS n, OLD."withdrawn_why" AS o, NEW."withdrawn_why" AS w UNION ALL SELECT 'wasted_ml' AS n, OLD."wasted_ml" AS o, NEW."wasted_ml" AS w UNION ALL SELECT 'serial' AS n, OLD."serial" AS o, NEW."serial" AS w UNION ALL SELECT 'entered_at' AS n, OLD."entered_at" AS o, NEW."entered_at" AS w UNION ALL SELECT 'cosigned_by' AS n, OLD."cosigned_by" AS o, NEW."cosigned_by" AS w UNION ALL SELECT 'cosigned_at' AS n, OLD."cosigned_at" AS o, NEW."cosigned_at" AS w) WHERE o IS NOT w), json_patch('{}', json_object('key', NEW."key", 'session_key', NEW."session_key", 'position', NEW."position", 'id', NEW."id", 'fluid', NEW."fluid", 'volume_ml', NEW."volume_ml", 'concentration_percent', NEW."concentration_percent", 'diluent', NEW."diluent", 'diluted_to_percent', NEW."diluted_to_percent", 'product', NEW."product", 'lot', NEW."lot", 'din', NEW."din", 'din_check', NEW."din_check", 'din_flag', NEW."din_flag", 'abo', NEW."abo", 'rhd', NEW."rhd", 'expires_on', NEW."expires_on", 'given_ml', NEW."given_ml", 'started_at', NEW."started_at", 'ended_at', NEW."ended_at", 'by', NEW."by", 'note', NEW."note", 'spelled', NEW."spelled", 'extra', NEW."extra", 'withdrawn_at', NEW."withdrawn_at", 'withdrawn_why', NEW."withdrawn_why", 'wasted_ml', NEW."wasted_ml", 'serial', NEW."serial", 'entered_at', NEW."entered_at", 'cosigned_by', NEW."cosigned_by", 'cosigned_at', NEW."cosigned_at")), plexlog_now(), plexlog_staff(), plexlog_name(), plexlog_station(), plexlog_why(), hex(randomblob(16)));
END;

CREATE TRIGGER "bag_no_delete" BEFORE DELETE ON "bag"
WHEN NOT EXISTS (SELECT 1 FROM "erasure" WHERE "key" = plexlog_erasing('bag', OLD."key"))
BEGIN
  SELECT RAISE(ABORT, 'kept');
END;

CREATE TRIGGER "bag_no_replace" BEFORE INSERT ON "bag"
WHEN EXISTS (SELECT 1 FROM "bag" WHERE rowid = NEW.rowid) OR EXISTS (SELECT 1 FROM "bag" WHERE "key" = NEW."key")
BEGIN
  SELECT RAISE(ABORT, 'kept');
END;

CREATE TRIGGER "bag_same_row" BEFORE UPDATE ON "bag"
WHEN NEW.rowid <> OLD.rowid OR NEW."key" <> OLD."key"
BEGIN
  SELECT RAISE(ABORT, 'kept');
END;

CREATE TRIGGER "bag_signed_insert" BEFORE INSERT ON "bag"
WHEN EXISTS (SELECT 1 FROM "signature" WHERE "session_key" IN (NEW."session_key") AND "meaning" = 'performed')
BEGIN
  SELECT RAISE(ABORT, 'signed');
END;

CREATE TRIGGER "bag_signed_update" BEFORE UPDATE ON "bag"
WHEN EXISTS (SELECT 1 FROM "signature" WHERE "session_key" IN (OLD."session_key", NEW."session_key") AND "meaning" = 'performed')
BEGIN
  SELECT RAISE(ABORT, 'signed');
END;

CREATE TRIGGER "checklist_answer_after_insert" AFTER INSERT ON "checklist_answer"
BEGIN
  INSERT INTO "history_entry" ("table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "at", "staff_key", "name", "station", "why", "salt")
  VALUES ('checklist_answer', NEW."key", NEW."session_key", NULL, 'insert', NULL, json_patch('{}', json_object('key', NEW."key", 'session_key', NEW."session_key", 'position', NEW."position", 'item', NEW."item", 'answer', NEW."answer", 'reason', NEW."reason", 'by', NEW."by", 'at', NEW."at", 'extra', NEW."extra", 'withdrawn_at', NEW."withdrawn_at", 'withdrawn_why', NEW."withdrawn_why", 'list_version', NEW."list_version")), plexlog_now(), plexlog_staff(), plexlog_name(), plexlog_station(), plexlog_why(), hex(randomblob(16)));
END;

CREATE TRIGGER "checklist_answer_after_update" AFTER UPDATE ON "checklist_answer"
BEGIN
  INSERT INTO "history_entry" ("table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "at", "staff_key", "name", "station", "why", "salt")
  VALUES ('checklist_answer', NEW."key", NEW."session_key", NULL, 'update', (SELECT json_group_object(n, o) FROM (SELECT 'key' AS n, OLD."key" AS o, NEW."key" AS w UNION ALL SELECT 'session_key' AS n, OLD."session_key" AS o, NEW."session_key" AS w UNION ALL SELECT 'position' AS n, OLD."position" AS o, NEW."position" AS w UNION ALL SELECT 'item' AS n, OLD."item" AS o, NEW."item" AS w UNION ALL SELECT 'answer' AS n, OLD."answer" AS o, NEW."answer" AS w UNION ALL SELECT 'reason' AS n, OLD."reason" AS o, NEW."reason" AS w UNION ALL SELECT 'by' AS n, OLD."by" AS o, NEW."by" AS w UNION ALL SELECT 'at' AS n, OLD."at" AS o, NEW."at" AS w UNION ALL SELECT 'extra' AS n, OLD."extra" AS o, NEW."extra" AS w UNION ALL SELECT 'withdrawn_at' AS n, OLD."withdrawn_at" AS o, NEW."withdrawn_at" AS w UNION ALL SELECT 'withdrawn_why' AS n, OLD."withdrawn_why" AS o, NEW."withdrawn_why" AS w UNION ALL SELECT 'list_version' AS n, OLD."list_version" AS o, NEW."list_version" AS w) WHERE o IS NOT w), json_patch('{}', json_object('key', NEW."key", 'session_key', NEW."session_key", 'position', NEW."position", 'item', NEW."item", 'answer', NEW."answer", 'reason', NEW."reason", 'by', NEW."by", 'at', NEW."at", 'extra', NEW."extra", 'withdrawn_at', NEW."withdrawn_at", 'withdrawn_why', NEW."withdrawn_why", 'list_version', NEW."list_version")), plexlog_now(), plexlog_staff(), plexlog_name(), plexlog_station(), plexlog_why(), hex(randomblob(16)));
END;

CREATE TRIGGER "checklist_answer_no_delete" BEFORE DELETE ON "checklist_answer"
WHEN NOT EXISTS (SELECT 1 FROM "erasure" WHERE "key" = plexlog_erasing('checklist_answer', OLD."key"))
BEGIN
  SELECT RAISE(ABORT, 'kept');
END;

CREATE TRIGGER "checklist_answer_no_replace" BEFORE INSERT ON "checklist_answer"
WHEN EXISTS (SELECT 1 FROM "checklist_answer" WHERE rowid = NEW.rowid) OR EXISTS (SELECT 1 FROM "checklist_answer" WHERE "key" = NEW."key")
BEGIN
  SELECT RAISE(ABORT, 'kept');
END;

CREATE TRIGGER "checklist_answer_same_row" BEFORE UPDATE ON "checklist_answer"
WHEN NEW.rowid <> OLD.rowid OR NEW."key" <> OLD."key"
BEGIN
  SELECT RAISE(ABORT, 'kept');
END;

CREATE TRIGGER "checklist_answer_signed_insert" BEFORE INSERT ON "checklist_answer"
WHEN EXISTS (SELECT 1 FROM "signature" WHERE "session_key" IN (NEW."session_key") AND "meaning" = 'performed')
BEGIN
  SELECT RAISE(ABORT, 'signed');
END;

CREATE TRIGGER "checklist_answer_signed_update" BEFORE UPDATE ON "checklist_answer"
WHEN EXISTS (SELECT 1 FROM "signature" WHERE "session_key" IN (OLD."session_key", NEW."session_key") AND "meaning" = 'performed')
BEGIN
  SELECT RAISE(ABORT, 'signed');
END;

CREATE TRIGGER "course_after_insert" AFTER INSERT ON "course"
BEGIN
  INSERT INTO "history_entry" ("table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "at", "staff_key", "name", "station", "why", "salt")
  VALUES ('course', NEW."key", NULL, NEW."key", 'insert', NULL, json_patch('{}', json_object('key', NEW."key", 'course_id', NEW."course_id", 'course_number', NEW."course_number", 'time_zone', NEW."time_zone", 'unit', NEW."unit", 'patient_key', NEW."patient_key", 'listed', NEW."listed", 'extra', NEW."extra")), plexlog_now(), plexlog_staff(), plexlog_name(), plexlog_station(), plexlog_why(), hex(randomblob(16)));
END;

CREATE TRIGGER "course_after_update" AFTER UPDATE ON "course"
BEGIN
  INSERT INTO "history_entry" ("table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "at", "staff_key", "name", "station", "why", "salt")
  VALUES ('course', NEW."key", NULL, NEW."key", 'update', (SELECT json_group_object(n, o) FROM (SELECT 'key' AS n, OLD."key" AS o, NEW."key" AS w UNION ALL SELECT 'course_id' AS n, OLD."course_id" AS o, NEW."course_id" AS w UNION ALL SELECT 'course_number' AS n, OLD."course_number" AS o, NEW."course_number" AS w UNION ALL SELECT 'time_zone' AS n, OLD."time_zone" AS o, NEW."time_zone" AS w UNION ALL SELECT 'unit' AS n, OLD."unit" AS o, NEW."unit" AS w UNION ALL SELECT 'patient_key' AS n, OLD."patient_key" AS o, NEW."patient_key" AS w UNION ALL SELECT 'listed' AS n, OLD."listed" AS o, NEW."listed" AS w UNION ALL SELECT 'extra' AS n, OLD."extra" AS o, NEW."extra" AS w) WHERE o IS NOT w), json_patch('{}', json_object('key', NEW."key", 'course_id', NEW."course_id", 'course_number', NEW."course_number", 'time_zone', NEW."time_zone", 'unit', NEW."unit", 'patient_key', NEW."patient_key", 'listed', NEW."listed", 'extra', NEW."extra")), plexlog_now(), plexlog_staff(), plexlog_name(), plexlog_station(), plexlog_why(), hex(randomblob(16)));
END;

CREATE TRIGGER "course_no_delete" BEFORE DELETE ON "course"
WHEN NOT EXISTS (SELECT 1 FROM "erasure" WHERE "key" = plexlog_erasing('course', OLD."key"))
BEGIN
  SELECT RAISE(ABORT, 'kept');
END;

CREATE TRIGGER "course_no_replace" BEFORE INSERT ON "course"
WHEN EXISTS (SELECT 1 FROM "course" WHERE rowid = NEW.rowid) OR EXISTS (SELECT 1 FROM "course" WHERE "key" = NEW."key")
BEGIN
  SELECT RAISE(ABORT, 'kept');
END;

CREATE TRIGGER "course_only_one" BEFORE INSERT ON "course"
WHEN EXISTS (SELECT 1 FROM "course" WHERE "course_id" = NEW."course_id" AND "key" <> NEW."key")
BEGIN
  SELECT RAISE(ABORT, 'taken');
END;

CREATE TRIGGER "course_order_after_insert" AFTER INSERT ON "course_order"
BEGIN
  INSERT INTO "history_entry" ("table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "at", "staff_key", "name", "station", "why", "salt")
  VALUES ('course_order', NEW."key", NULL, NEW."course_key", 'insert', NULL, json_patch('{}', json_object('key', NEW."key", 'course_key', NEW."course_key", 'version', NEW."version", 'indication', NEW."indication", 'diagnosis', NEW."diagnosis", 'icd10', NEW."icd10", 'reason', NEW."reason", 'note', NEW."note", 'ordered_by', NEW."ordered_by", 'ordered_at', NEW."ordered_at", 'plasma_volumes', NEW."plasma_volumes", 'sessions_planned', NEW."sessions_planned", 'interval_hours', NEW."interval_hours", 'replacement', NEW."replacement", 'balance_percent', NEW."balance_percent", 'anticoagulant', NEW."anticoagulant", 'catheter_lock', NEW."catheter_lock", 'calcium_plan', NEW."calcium_plan", 'vitals_programme_min', NEW."vitals_programme_min", 'access_device_id', NEW."access_device_id", 'steroid_trial', NEW."steroid_trial", 'consents', NEW."consents", 'response_scale', NEW."response_scale", 'extra', NEW."extra", 'spelled', NEW."spelled", 'stop_rule', NEW."stop_rule", 'pre_medication', NEW."pre_medication", 'laboratory_plan', NEW."laboratory_plan", 'stop_value', NEW."stop_value")), plexlog_now(), plexlog_staff(), plexlog_name(), plexlog_station(), plexlog_why(), hex(randomblob(16)));
END;

CREATE TRIGGER "course_order_after_update" AFTER UPDATE ON "course_order"
BEGIN
  INSERT INTO "history_entry" ("table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "at", "staff_key", "name", "station", "why", "salt")
  VALUES ('course_order', NEW."key", NULL, NEW."course_key", 'update', (SELECT json_group_object(n, o) FROM (SELECT 'key' AS n, OLD."key" AS o, NEW."key" AS w UNION ALL SELECT 'course_key' AS n, OLD."course_key" AS o, NEW."course_key" AS w UNION ALL SELECT 'version' AS n, OLD."version" AS o, NEW."version" AS w UNION ALL SELECT 'indication' AS n, OLD."indication" AS o, NEW."indication" AS w UNION ALL SELECT 'diagnosis' AS n, OLD."diagnosis" AS o, NEW."diagnosis" AS w UNION ALL SELECT 'icd10' AS n, OLD."icd10" AS o, NEW."icd10" AS w UNION ALL SELECT 'reason' AS n, OLD."reason" AS o, NEW."reason" AS w UNION ALL SELECT 'note' AS n, OLD."note" AS o, NEW."note" AS w UNION ALL SELECT 'ordered_by' AS n, OLD."ordered_by" AS o, NEW."ordered_by" AS w UNION ALL SELECT 'ordered_at' AS n, OLD."ordered_at" AS o, NEW."ordered_at" AS w UNION ALL SELECT 'plasma_volumes' AS n, OLD."plasma_volumes" AS o, NEW."plasma_volumes" AS w UNION ALL SELECT 'sessions_planned' AS n, OLD."sessions_planned" AS o, NEW."sessions_planned" AS w UNION ALL SELECT 'interval_hours' AS n, OLD."interval_hours" AS o, NEW."interval_hours" AS w UNION ALL SELECT 'replacement' AS n, OLD."replacement" AS o, NEW."replacement" AS w UNION ALL SELECT 'balance_percent' AS n, OLD."balance_percent" AS o, NEW."balance_percent" AS w UNION ALL SELECT 'anticoagulant' AS n, OLD."anticoagulant" AS o, NEW."anticoagulant" AS w UNION ALL SELECT 'catheter_lock' AS n, OLD."catheter_lock" AS o, NEW."catheter_lock" AS w UNION ALL SELECT 'calcium_plan' AS n, OLD."calcium_plan" AS o, NEW."calcium_plan" AS w UNION ALL SELECT 'vitals_programme_min' AS n, OLD."vitals_programme_min" AS o, NEW."vitals_programme_min" AS w UNION ALL SELECT 'access_device_id' AS n, OLD."access_device_id" AS o, NEW."access_device_id" AS w UNION ALL SELECT 'steroid_trial' AS n, OLD."steroid_trial" AS o, NEW."steroid_trial" AS w UNION ALL SELECT 'consents' AS n, OLD."consents" AS o, NEW."consents" AS w UNION ALL SELECT 'response_scale' AS n, OLD."response_scale" AS o, NEW."response_scale" AS w UNION ALL SELECT 'extra' AS n, OLD."extra" AS o, NEW."extra" AS w UNION ALL SELECT 'spelled' AS n, OLD."spelled" AS o, NEW."spelled" AS w UNION ALL SELECT 'stop_rule' AS n, OLD."stop_rule" AS o, NEW."stop_rule" AS w UNION ALL SELECT 'pre_medication' AS n, OLD."pre_medication" AS o, NEW."pre_medication" AS w UNION ALL SELECT 'laboratory_plan' AS n, OLD."laboratory_plan" AS o, NEW."laboratory_plan" AS w UNION ALL SELECT 'stop_value' AS n, OLD."stop_value" AS o, NEW."stop_value" AS w) WHERE o IS NOT w), json_patch('{}', json_object('key', NEW."key", 'course_key', NEW."course_key", 'version', NEW."version", 'indication', NEW."indication", 'diagnosis', NEW."diagnosis", 'icd10', NEW."icd10", 'reason', NEW."reason", 'note', NEW."note", 'ordered_by', NEW."ordered_by", 'ordered_at', NEW."ordered_at", 'plasma_volumes', NEW."plasma_volumes", 'sessions_planned', NEW."sessions_planned", 'interval_hours', NEW."interval_hours", 'replacement', NEW."replacement", 'balance_percent', NEW."balance_percent", 'anticoagulant', NEW."anticoagulant", 'catheter_lock', NEW."catheter_lock", 'calcium_plan', NEW."calcium_plan", 'vitals_programme_min', NEW."vitals_programme_min", 'access_device_id', NEW."access_device_id", 'steroid_trial', NEW."steroid_trial", 'consents', NEW."consents", 'response_scale', NEW."response_scale", 'extra', NEW."extra", 'spelled', NEW."spelled", 'stop_rule', NEW."stop_rule", 'pre_medication', NEW."pre_medication", 'laboratory_plan', NEW."laboratory_plan", 'stop_value', NEW."stop_value")), plexlog_now(), plexlog_staff(), plexlog_name(), plexlog_station(), plexlog_why(), hex(randomblob(16)));
END;

CREATE TRIGGER "course_order_no_delete" BEFORE DELETE ON "course_order"
WHEN NOT EXISTS (SELECT 1 FROM "erasure" WHERE "key" = plexlog_erasing('course_order', OLD."key"))
BEGIN
  SELECT RAISE(ABORT, 'kept');
END;

CREATE TRIGGER "course_order_no_replace" BEFORE INSERT ON "course_order"
WHEN EXISTS (SELECT 1 FROM "course_order" WHERE rowid = NEW.rowid) OR EXISTS (SELECT 1 FROM "course_order" WHERE "key" = NEW."key")
BEGIN
  SELECT RAISE(ABORT, 'kept');
END;

CREATE TRIGGER "course_order_no_update" BEFORE UPDATE ON "course_order"
BEGIN
  SELECT RAISE(ABORT, 'kept');
END;

CREATE TRIGGER "course_order_only_one" BEFORE INSERT ON "course_order"
WHEN EXISTS (SELECT 1 FROM "course_order" WHERE "course_key" = NEW."course_key" AND "version" = NEW."version" AND "key" <> NEW."key")
BEGIN
  SELECT RAISE(ABORT, 'taken');
END;

CREATE TRIGGER "course_order_same_row" BEFORE UPDATE ON "course_order"
WHEN NEW.rowid <> OLD.rowid OR NEW."key" <> OLD."key"
BEGIN
  SELECT RAISE(ABORT, 'kept');
END;

CREATE TRIGGER "course_order_still_one" BEFORE UPDATE OF "course_key", "version" ON "course_order"
WHEN EXISTS (SELECT 1 FROM "course_order" WHERE "course_key" = NEW."course_key" AND "version" = NEW."version" AND rowid <> OLD.rowid)
BEGIN
  SELECT RAISE(ABORT, 'taken');
END;

CREATE TRIGGER "course_same_patient" BEFORE UPDATE ON "course"
WHEN NEW."patient_key" IS NOT OLD."patient_key"
BEGIN
  SELECT RAISE(ABORT, 'kept');
END;

CREATE TRIGGER "course_same_row" BEFORE UPDATE ON "course"
WHEN NEW.rowid <> OLD.rowid OR NEW."key" <> OLD."key"
BEGIN
  SELECT RAISE(ABORT, 'kept');
END;

CREATE TRIGGER "course_signed_update" BEFORE UPDATE ON "course"
WHEN (NEW."course_id" IS NOT OLD."course_id" OR NEW."course_number" IS NOT OLD."course_number" OR NEW."unit" IS NOT OLD."unit" OR NEW."time_zone" IS NOT OLD."time_zone")
AND EXISTS (SELECT 1 FROM "session" s JOIN "signature" g ON g."session_key" = s."key" WHERE s."course_key" = OLD."key" AND g."meaning" = 'performed')
BEGIN
  SELECT RAISE(ABORT, 'signed');
END;

CREATE TRIGGER "course_still_one" BEFORE UPDATE OF "course_id" ON "course"
WHEN EXISTS (SELECT 1 FROM "course" WHERE "course_id" = NEW."course_id" AND rowid <> OLD.rowid)
BEGIN
  SELECT RAISE(ABORT, 'taken');
END;

CREATE TRIGGER "drug_given_after_insert" AFTER INSERT ON "drug_given"
BEGIN
  INSERT INTO "history_entry" ("table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "at", "staff_key", "name", "station", "why", "salt")
  VALUES ('drug_given', NEW."key", NEW."session_key", NULL, 'insert', NULL, json_patch('{}', json_object('key', NEW."key", 'session_key', NEW."session_key", 'position', NEW."position", 'at', NEW."at", 'drug', NEW."drug", 'dose', NEW."dose", 'route', NEW."route", 'volume_ml', NEW."volume_ml", 'lot', NEW."lot", 'expires_on', NEW."expires_on", 'reason', NEW."reason", 'by', NEW."by", 'entered_at', NEW."entered_at", 'spelled', NEW."spelled", 'extra', NEW."extra", 'withdrawn_at', NEW."withdrawn_at", 'withdrawn_why', NEW."withdrawn_why", 'cosigned_by', NEW."cosigned_by", 'cosigned_at', NEW."cosigned_at")), plexlog_now(), plexlog_staff(), plexlog_name(), plexlog_station(), plexlog_why(), hex(randomblob(16)));
END;

CREATE TRIGGER "drug_given_after_update" AFTER UPDATE ON "drug_given"
BEGIN
  INSERT INTO "history_entry" ("table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "at", "staff_key", "name", "station", "why", "salt")
  VALUES ('drug_given', NEW."key", NEW."session_key", NULL, 'update', (SELECT json_group_object(n, o) FROM (SELECT 'key' AS n, OLD."key" AS o, NEW."key" AS w UNION ALL SELECT 'session_key' AS n, OLD."session_key" AS o, NEW."session_key" AS w UNION ALL SELECT 'position' AS n, OLD."position" AS o, NEW."position" AS w UNION ALL SELECT 'at' AS n, OLD."at" AS o, NEW."at" AS w UNION ALL SELECT 'drug' AS n, OLD."drug" AS o, NEW."drug" AS w UNION ALL SELECT 'dose' AS n, OLD."dose" AS o, NEW."dose" AS w UNION ALL SELECT 'route' AS n, OLD."route" AS o, NEW."route" AS w UNION ALL SELECT 'volume_ml' AS n, OLD."volume_ml" AS o, NEW."volume_ml" AS w UNION ALL SELECT 'lot' AS n, OLD."lot" AS o, NEW."lot" AS w UNION ALL SELECT 'expires_on' AS n, OLD."expires_on" AS o, NEW."expires_on" AS w UNION ALL SELECT 'reason' AS n, OLD."reason" AS o, NEW."reason" AS w UNION ALL SELECT 'by' AS n, OLD."by" AS o, NEW."by" AS w UNION ALL SELECT 'entered_at' AS n, OLD."entered_at" AS o, NEW."entered_at" AS w UNION ALL SELECT 'spelled' AS n, OLD."spelled" AS o, NEW."spelled" AS w UNION ALL SELECT 'extra' AS n, OLD."extra" AS o, NEW."extra" AS w UNION ALL SELECT 'withdrawn_at' AS n, OLD."withdrawn_at" AS o, NEW."withdrawn_at" AS w UNION ALL SELECT 'withdrawn_why' AS n, OLD."withdrawn_why" AS o, NEW."withdrawn_why" AS w UNION ALL SELECT 'cosigned_by' AS n, OLD."cosigned_by" AS o, NEW."cosigned_by" AS w UNION ALL SELECT 'cosigned_at' AS n, OLD."cosigned_at" AS o, NEW."cosigned_at" AS w) WHERE o IS NOT w), json_patch('{}', json_object('key', NEW."key", 'session_key', NEW."session_key", 'position', NEW."position", 'at', NEW."at", 'drug', NEW."drug", 'dose', NEW."dose", 'route', NEW."route", 'volume_ml', NEW."volume_ml", 'lot', NEW."lot", 'expires_on', NEW."expires_on", 'reason', NEW."reason", 'by', NEW."by", 'entered_at', NEW."entered_at", 'spelled', NEW."spelled", 'extra', NEW."extra", 'withdrawn_at', NEW."withdrawn_at", 'withdrawn_why', NEW."withdrawn_why", 'cosigned_by', NEW."cosigned_by", 'cosigned_at', NEW."cosigned_at")), plexlog_now(), plexlog_staff(), plexlog_name(), plexlog_station(), plexlog_why(), hex(randomblob(16)));
END;

CREATE TRIGGER "drug_given_no_delete" BEFORE DELETE ON "drug_given"
WHEN NOT EXISTS (SELECT 1 FROM "erasure" WHERE "key" = plexlog_erasing('drug_given', OLD."key"))
BEGIN
  SELECT RAISE(ABORT, 'kept');
END;

CREATE TRIGGER "drug_given_no_replace" BEFORE INSERT ON "drug_given"
WHEN EXISTS (SELECT 1 FROM "drug_given" WHERE rowid = NEW.rowid) OR EXISTS (SELECT 1 FROM "drug_given" WHERE "key" = NEW."key")
BEGIN
  SELECT RAISE(ABORT, 'kept');
END;

CREATE TRIGGER "drug_given_same_row" BEFORE UPDATE ON "drug_given"
WHEN NEW.rowid <> OLD.rowid OR NEW."key" <> OLD."key"
BEGIN
  SELECT RAISE(ABORT, 'kept');
END;

CREATE TRIGGER "drug_given_signed_insert" BEFORE INSERT ON "drug_given"
WHEN EXISTS (SELECT 1 FROM "signature" WHERE "session_key" IN (NEW."session_key") AND "meaning" = 'performed')
BEGIN
  SELECT RAISE(ABORT, 'signed');
END;

CREATE TRIGGER "drug_given_signed_update" BEFORE UPDATE ON "drug_given"
WHEN EXISTS (SELECT 1 FROM "signature" WHERE "session_key" IN (OLD."session_key", NEW."session_key") AND "meaning" = 'performed')
BEGIN
  SELECT RAISE(ABORT, 'signed');
END;

CREATE TRIGGER "erasure_after_insert" AFTER INSERT ON "erasure"
BEGIN
  INSERT INTO "history_entry" ("table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "at", "staff_key", "name", "station", "why", "salt")
  VALUES ('erasure', NEW."key", NULL, NULL, 'insert', NULL, json_patch('{}', json_object('key', NEW."key", 'at', NEW."at", 'of_patient', NEW."of_patient", 'why', NEW."why", 'courses', NEW."courses", 'sessions', NEW."sessions", 'rows', NEW."rows", 'head', NEW."head", 'numbers', NEW."numbers", 'first_key', NEW."first_key", 'first_name', NEW."first_name", 'first_public_key', NEW."first_public_key", 'first_signature', NEW."first_signature", 'second_key', NEW."second_key", 'second_name', NEW."second_name", 'second_public_key', NEW."second_public_key", 'second_signature', NEW."second_signature")), plexlog_now(), plexlog_staff(), plexlog_name(), plexlog_station(), plexlog_why(), hex(randomblob(16)));
END;

CREATE TRIGGER "erasure_after_update" AFTER UPDATE ON "erasure"
BEGIN
  INSERT INTO "history_entry" ("table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "at", "staff_key", "name", "station", "why", "salt")
  VALUES ('erasure', NEW."key", NULL, NULL, 'update', (SELECT json_group_object(n, o) FROM (SELECT 'key' AS n, OLD."key" AS o, NEW."key" AS w UNION ALL SELECT 'at' AS n, OLD."at" AS o, NEW."at" AS w UNION ALL SELECT 'of_patient' AS n, OLD."of_patient" AS o, NEW."of_patient" AS w UNION ALL SELECT 'why' AS n, OLD."why" AS o, NEW."why" AS w UNION ALL SELECT 'courses' AS n, OLD."courses" AS o, NEW."courses" AS w UNION ALL SELECT 'sessions' AS n, OLD."sessions" AS o, NEW."sessions" AS w UNION ALL SELECT 'rows' AS n, OLD."rows" AS o, NEW."rows" AS w UNION ALL SELECT 'head' AS n, OLD."head" AS o, NEW."head" AS w UNION ALL SELECT 'numbers' AS n, OLD."numbers" AS o, NEW."numbers" AS w UNION ALL SELECT 'first_key' AS n, OLD."first_key" AS o, NEW."first_key" AS w UNION ALL SELECT 'first_name' AS n, OLD."first_name" AS o, NEW."first_name" AS w UNION ALL SELECT 'first_public_key' AS n, OLD."first_public_key" AS o, NEW."first_public_key" AS w UNION ALL SELECT 'first_signature' AS n, OLD."first_signature" AS o, NEW."first_signature" AS w UNION ALL SELECT 'second_key' AS n, OLD."second_key" AS o, NEW."second_key" AS w UNION ALL SELECT 'second_name' AS n, OLD."second_name" AS o, NEW."second_name" AS w UNION ALL SELECT 'second_public_key' AS n, OLD."second_public_key" AS o, NEW."second_public_key" AS w UNION ALL SELECT 'second_signature' AS n, OLD."second_signature" AS o, NEW."second_signature" AS w) WHERE o IS NOT w), json_patch('{}', json_object('key', NEW."key", 'at', NEW."at", 'of_patient', NEW."of_patient", 'why', NEW."why", 'courses', NEW."courses", 'sessions', NEW."sessions", 'rows', NEW."rows", 'head', NEW."head", 'numbers', NEW."numbers", 'first_key', NEW."first_key", 'first_name', NEW."first_name", 'first_public_key', NEW."first_public_key", 'first_signature', NEW."first_signature", 'second_key', NEW."second_key", 'second_name', NEW."second_name", 'second_public_key', NEW."second_public_key", 'second_signature', NEW."second_signature")), plexlog_now(), plexlog_staff(), plexlog_name(), plexlog_station(), plexlog_why(), hex(randomblob(16)));
END;

CREATE TRIGGER "erasure_no_delete" BEFORE DELETE ON "erasure"
BEGIN
  SELECT RAISE(ABORT, 'kept');
END;

CREATE TRIGGER "erasure_no_replace" BEFORE INSERT ON "erasure"
WHEN EXISTS (SELECT 1 FROM "erasure" WHERE rowid = NEW.rowid) OR EXISTS (SELECT 1 FROM "erasure" WHERE "key" = NEW."key")
BEGIN
  SELECT RAISE(ABORT, 'kept');
END;

CREATE TRIGGER "erasure_no_update" BEFORE UPDATE ON "erasure"
BEGIN
  SELECT RAISE(ABORT, 'kept');
END;

CREATE TRIGGER "erasure_same_row" BEFORE UPDATE ON "erasure"
WHEN NEW.rowid <> OLD.rowid OR NEW."key" <> OLD."key"
BEGIN
  SELECT RAISE(ABORT, 'kept');
END;

CREATE TRIGGER "fact_after_insert" AFTER INSERT ON "fact"
BEGIN
  INSERT INTO "history_entry" ("table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "at", "staff_key", "name", "station", "why", "salt")
  VALUES ('fact', NEW."key", NULL, NULL, 'insert', NULL, json_patch('{}', json_object('key', NEW."key", 'kind', NEW."kind", 'code', NEW."code", 'position', NEW."position", 'body', NEW."body", 'source', NEW."source", 'retired_at', NEW."retired_at")), plexlog_now(), plexlog_staff(), plexlog_name(), plexlog_station(), plexlog_why(), hex(randomblob(16)));
END;

CREATE TRIGGER "fact_after_update" AFTER UPDATE ON "fact"
BEGIN
  INSERT INTO "history_entry" ("table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "at", "staff_key", "name", "station", "why", "salt")
  VALUES ('fact', NEW."key", NULL, NULL, 'update', (SELECT json_group_object(n, o) FROM (SELECT 'key' AS n, OLD."key" AS o, NEW."key" AS w UNION ALL SELECT 'kind' AS n, OLD."kind" AS o, NEW."kind" AS w UNION ALL SELECT 'code' AS n, OLD."code" AS o, NEW."code" AS w UNION ALL SELECT 'position' AS n, OLD."position" AS o, NEW."position" AS w UNION ALL SELECT 'body' AS n, OLD."body" AS o, NEW."body" AS w UNION ALL SELECT 'source' AS n, OLD."source" AS o, NEW."source" AS w UNION ALL SELECT 'retired_at' AS n, OLD."retired_at" AS o, NEW."retired_at" AS w) WHERE o IS NOT w), json_patch('{}', json_object('key', NEW."key", 'kind', NEW."kind", 'code', NEW."code", 'position', NEW."position", 'body', NEW."body", 'source', NEW."source", 'retired_at', NEW."retired_at")), plexlog_now(), plexlog_staff(), plexlog_name(), plexlog_station(), plexlog_why(), hex(randomblob(16)));
END;

CREATE TRIGGER "fact_no_delete" BEFORE DELETE ON "fact"
BEGIN
  SELECT RAISE(ABORT, 'kept');
END;

CREATE TRIGGER "fact_no_replace" BEFORE INSERT ON "fact"
WHEN EXISTS (SELECT 1 FROM "fact" WHERE rowid = NEW.rowid) OR EXISTS (SELECT 1 FROM "fact" WHERE "key" = NEW."key")
BEGIN
  SELECT RAISE(ABORT, 'kept');
END;

CREATE TRIGGER "fact_only_one" BEFORE INSERT ON "fact"
WHEN EXISTS (SELECT 1 FROM "fact" WHERE "kind" = NEW."kind" AND "code" = NEW."code" AND "key" <> NEW."key")
BEGIN
  SELECT RAISE(ABORT, 'taken');
END;

CREATE TRIGGER "fact_same_row" BEFORE UPDATE ON "fact"
WHEN NEW.rowid <> OLD.rowid OR NEW."key" <> OLD."key"
BEGIN
  SELECT RAISE(ABORT, 'kept');
END;

CREATE TRIGGER "fact_still_one" BEFORE UPDATE OF "kind", "code" ON "fact"
WHEN EXISTS (SELECT 1 FROM "fact" WHERE "kind" = NEW."kind" AND "code" = NEW."code" AND rowid <> OLD.rowid)
BEGIN
  SELECT RAISE(ABORT, 'taken');
END;

CREATE TRIGGER "follow_up_after_insert" AFTER INSERT ON "follow_up"
BEGIN
  INSERT INTO "history_entry" ("table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "at", "staff_key", "name", "station", "why", "salt")
  VALUES ('follow_up', NEW."key", NULL, NEW."course_key", 'insert', NULL, json_patch('{}', json_object('key', NEW."key", 'course_key', NEW."course_key", 'position', NEW."position", 'session_id', NEW."session_id", 'kind', NEW."kind", 'reaction_id', NEW."reaction_id", 'due_at', NEW."due_at", 'contacts', NEW."contacts", 'event', NEW."event", 'outcome', NEW."outcome", 'closed_at', NEW."closed_at", 'by', NEW."by", 'extra', NEW."extra", 'withdrawn_at', NEW."withdrawn_at", 'withdrawn_why', NEW."withdrawn_why")), plexlog_now(), plexlog_staff(), plexlog_name(), plexlog_station(), plexlog_why(), hex(randomblob(16)));
END;

CREATE TRIGGER "follow_up_after_update" AFTER UPDATE ON "follow_up"
BEGIN
  INSERT INTO "history_entry" ("table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "at", "staff_key", "name", "station", "why", "salt")
  VALUES ('follow_up', NEW."key", NULL, NEW."course_key", 'update', (SELECT json_group_object(n, o) FROM (SELECT 'key' AS n, OLD."key" AS o, NEW."key" AS w UNION ALL SELECT 'course_key' AS n, OLD."course_key" AS o, NEW."course_key" AS w UNION ALL SELECT 'position' AS n, OLD."position" AS o, NEW."position" AS w UNION ALL SELECT 'session_id' AS n, OLD."session_id" AS o, NEW."session_id" AS w UNION ALL SELECT 'kind' AS n, OLD."kind" AS o, NEW."kind" AS w UNION ALL SELECT 'reaction_id' AS n, OLD."reaction_id" AS o, NEW."reaction_id" AS w UNION ALL SELECT 'due_at' AS n, OLD."due_at" AS o, NEW."due_at" AS w UNION ALL SELECT 'contacts' AS n, OLD."contacts" AS o, NEW."contacts" AS w UNION ALL SELECT 'event' AS n, OLD."event" AS o, NEW."event" AS w UNION ALL SELECT 'outcome' AS n, OLD."outcome" AS o, NEW."outcome" AS w UNION ALL SELECT 'closed_at' AS n, OLD."closed_at" AS o, NEW."closed_at" AS w UNION ALL SELECT 'by' AS n, OLD."by" AS o, NEW."by" AS w UNION ALL SELECT 'extra' AS n, OLD."extra" AS o, NEW."extra" AS w UNION ALL SELECT 'withdrawn_at' AS n, OLD."withdrawn_at" AS o, NEW."withdrawn_at" AS w UNION ALL SELECT 'withdrawn_why' AS n, OLD."withdrawn_why" AS o, NEW."withdrawn_why" AS w) WHERE o IS NOT w), json_patch('{}', json_object('key', NEW."key", 'course_key', NEW."course_key", 'position', NEW."position", 'session_id', NEW."session_id", 'kind', NEW."kind", 'reaction_id', NEW."reaction_id", 'due_at', NEW."due_at", 'contacts', NEW."contacts", 'event', NEW."event", 'outcome', NEW."outcome", 'closed_at', NEW."closed_at", 'by', NEW."by", 'extra', NEW."extra", 'withdrawn_at', NEW."withdrawn_at", 'withdrawn_why', NEW."withdrawn_why")), plexlog_now(), plexlog_staff(), plexlog_name(), plexlog_station(), plexlog_why(), hex(randomblob(16)));
END;

CREATE TRIGGER "follow_up_no_delete" BEFORE DELETE ON "follow_up"
WHEN NOT EXISTS (SELECT 1 FROM "erasure" WHERE "key" = plexlog_erasing('follow_up', OLD."key"))
BEGIN
  SELECT RAISE(ABORT, 'kept');
END;

CREATE TRIGGER "follow_up_no_replace" BEFORE INSERT ON "follow_up"
WHEN EXISTS (SELECT 1 FROM "follow_up" WHERE rowid = NEW.rowid) OR EXISTS (SELECT 1 FROM "follow_up" WHERE "key" = NEW."key")
BEGIN
  SELECT RAISE(ABORT, 'kept');
END;

CREATE TRIGGER "follow_up_same_row" BEFORE UPDATE ON "follow_up"
WHEN NEW.rowid <> OLD.rowid OR NEW."key" <> OLD."key"
BEGIN
  SELECT RAISE(ABORT, 'kept');
END;

CREATE TRIGGER "history_entry_bound" INSTEAD OF INSERT ON "history_entry"
BEGIN
  INSERT INTO "history" ("number", "table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "at", "staff_key", "name", "station", "why", "salt", "content", "previous", "hash")
  VALUES ((SELECT ifnull(max("number"), 0) + 1 FROM "history"), NEW."table_name", NEW."row_key", NEW."session_key", NEW."course_key", NEW."operation", NEW."old", NEW."new", NEW."at", NEW."staff_key", NEW."name", NEW."station", NEW."why", NEW."salt", plexlog_content(NEW."salt", NEW."why", NEW."old", NEW."new"), ifnull((SELECT "hash" FROM "history" ORDER BY "number" DESC LIMIT 1), '0000000000000000000000000000000000000000000000000000000000000000'), plexlog_link((SELECT ifnull(max("number"), 0) + 1 FROM "history"), NEW."at", NEW."staff_key", NEW."name", NEW."station", NEW."table_name", NEW."row_key", NEW."session_key", NEW."course_key", NEW."operation", plexlog_content(NEW."salt", NEW."why", NEW."old", NEW."new"), ifnull((SELECT "hash" FROM "history" ORDER BY "number" DESC LIMIT 1), '0000000000000000000000000000000000000000000000000000000000000000')));
END;

CREATE TRIGGER "history_no_delete" BEFORE DELETE ON "history"
BEGIN
  SELECT RAISE(ABORT, 'kept');
END;

CREATE TRIGGER "history_no_replace" BEFORE INSERT ON "history"
WHEN EXISTS (SELECT 1 FROM "history" WHERE "number" = NEW."number")
BEGIN
  SELECT RAISE(ABORT, 'kept');
END;

CREATE TRIGGER "history_no_update" BEFORE UPDATE ON "history"
WHEN NOT (NEW."number" IS OLD."number" AND NEW."at" IS OLD."at" AND NEW."staff_key" IS OLD."staff_key" AND NEW."name" IS OLD."name" AND NEW."station" IS OLD."station" AND NEW."table_name" IS OLD."table_name" AND NEW."row_key" IS OLD."row_key" AND NEW."session_key" IS OLD."session_key" AND NEW."course_key" IS OLD."course_key" AND NEW."operation" IS OLD."operation" AND NEW."content" IS OLD."content" AND NEW."previous" IS OLD."previous" AND NEW."hash" IS OLD."hash" AND ifnull(NEW."old", '') = '' AND ifnull(NEW."new", '') = '' AND ifnull(NEW."why", '') = '' AND ifnull(NEW."salt", '') = '' AND EXISTS (SELECT 1 FROM "erasure" WHERE "key" = plexlog_erasing('history', OLD."number")))
BEGIN
  SELECT RAISE(ABORT, 'kept');
END;

CREATE TRIGGER "lab_result_after_insert" AFTER INSERT ON "lab_result"
BEGIN
  INSERT INTO "history_entry" ("table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "at", "staff_key", "name", "station", "why", "salt")
  VALUES ('lab_result', NEW."key", NULL, NEW."course_key", 'insert', NULL, json_patch('{}', json_object('key', NEW."key", 'course_key', NEW."course_key", 'position', NEW."position", 'quantity', NEW."quantity", 'value', NEW."value", 'taken_at', NEW."taken_at", 'session_id', NEW."session_id", 'timing', NEW."timing", 'source', NEW."source", 'spelled', NEW."spelled", 'extra', NEW."extra", 'withdrawn_at', NEW."withdrawn_at", 'withdrawn_why', NEW."withdrawn_why", 'by', NEW."by", 'entered_at', NEW."entered_at", 'typed', NEW."typed", 'answered', NEW."answered", 'limits', NEW."limits")), plexlog_now(), plexlog_staff(), plexlog_name(), plexlog_station(), plexlog_why(), hex(randomblob(16)));
END;

CREATE TRIGGER "lab_result_after_update" AFTER UPDATE ON "lab_result"
BEGIN
  INSERT INTO "history_entry" ("table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "at", "staff_key", "name", "station", "why", "salt")
  VALUES ('lab_result', NEW."key", NULL, NEW."course_key", 'update', (SELECT json_group_object(n, o) FROM (SELECT 'key' AS n, OLD."key" AS o, NEW."key" AS w UNION ALL SELECT 'course_key' AS n, OLD."course_key" AS o, NEW."course_key" AS w UNION ALL SELECT 'position' AS n, OLD."position" AS o, NEW."position" AS w UNION ALL SELECT 'quantity' AS n, OLD."quantity" AS o, NEW."quantity" AS w UNION ALL SELECT 'value' AS n, OLD."value" AS o, NEW."value" AS w UNION ALL SELECT 'taken_at' AS n, OLD."taken_at" AS o, NEW."taken_at" AS w UNION ALL SELECT 'session_id' AS n, OLD."session_id" AS o, NEW."session_id" AS w UNION ALL SELECT 'timing' AS n, OLD."timing" AS o, NEW."timing" AS w UNION ALL SELECT 'source' AS n, OLD."source" AS o, NEW."source" AS w UNION ALL SELECT 'spelled' AS n, OLD."spelled" AS o, NEW."spelled" AS w UNION ALL SELECT 'extra' AS n, OLD."extra" AS o, NEW."extra" AS w UNION ALL SELECT 'withdrawn_at' AS n, OLD."withdrawn_at" AS o, NEW."withdrawn_at" AS w UNION ALL SELECT 'withdrawn_why' AS n, OLD."withdrawn_why" AS o, NEW."withdrawn_why" AS w UNION ALL SELECT 'by' AS n, OLD."by" AS o, NEW."by" AS w UNION ALL SELECT 'entered_at' AS n, OLD."entered_at" AS o, NEW."entered_at" AS w UNION ALL SELECT 'typed' AS n, OLD."typed" AS o, NEW."typed" AS w UNION ALL SELECT 'answered' AS n, OLD."answered" AS o, NEW."answered" AS w UNION ALL SELECT 'limits' AS n, OLD."limits" AS o, NEW."limits" AS w) WHERE o IS NOT w), json_patch('{}', json_object('key', NEW."key", 'course_key', NEW."course_key", 'position', NEW."position", 'quantity', NEW."quantity", 'value', NEW."value", 'taken_at', NEW."taken_at", 'session_id', NEW."session_id", 'timing', NEW."timing", 'source', NEW."source", 'spelled', NEW."spelled", 'extra', NEW."extra", 'withdrawn_at', NEW."withdrawn_at", 'withdrawn_why', NEW."withdrawn_why", 'by', NEW."by", 'entered_at', NEW."entered_at", 'typed', NEW."typed", 'answered', NEW."answered", 'limits', NEW."limits")), plexlog_now(), plexlog_staff(), plexlog_name(), plexlog_station(), plexlog_why(), hex(randomblob(16)));
END;

CREATE TRIGGER "lab_result_no_delete" BEFORE DELETE ON "lab_result"
WHEN NOT EXISTS (SELECT 1 FROM "erasure" WHERE "key" = plexlog_erasing('lab_result', OLD."key"))
BEGIN
  SELECT RAISE(ABORT, 'kept');
END;

CREATE TRIGGER "lab_result_no_replace" BEFORE INSERT ON "lab_result"
WHEN EXISTS (SELECT 1 FROM "lab_result" WHERE rowid = NEW.rowid) OR EXISTS (SELECT 1 FROM "lab_result" WHERE "key" = NEW."key")
BEGIN
  SELECT RAISE(ABORT, 'kept');
END;

CREATE TRIGGER "lab_result_same_row" BEFORE UPDATE ON "lab_result"
WHEN NEW.rowid <> OLD.rowid OR NEW."key" <> OLD."key"
BEGIN
  SELECT RAISE(ABORT, 'kept');
END;

CREATE TRIGGER "limit_change_after_insert" AFTER INSERT ON "limit_change"
BEGIN
  INSERT INTO "history_entry" ("table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "at", "staff_key", "name", "station", "why", "salt")
  VALUES ('limit_change', NEW."key", NULL, NULL, 'insert', NULL, json_patch('{}', json_object('key', NEW."key", 'version', NEW."version", 'name', NEW."name", 'value', NEW."value", 'why', NEW."why", 'by', NEW."by", 'at', NEW."at")), plexlog_now(), plexlog_staff(), plexlog_name(), plexlog_station(), plexlog_why(), hex(randomblob(16)));
END;

CREATE TRIGGER "limit_change_after_update" AFTER UPDATE ON "limit_change"
BEGIN
  INSERT INTO "history_entry" ("table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "at", "staff_key", "name", "station", "why", "salt")
  VALUES ('limit_change', NEW."key", NULL, NULL, 'update', (SELECT json_group_object(n, o) FROM (SELECT 'key' AS n, OLD."key" AS o, NEW."key" AS w UNION ALL SELECT 'version' AS n, OLD."version" AS o, NEW."version" AS w UNION ALL SELECT 'name' AS n, OLD."name" AS o, NEW."name" AS w UNION ALL SELECT 'value' AS n, OLD."value" AS o, NEW."value" AS w UNION ALL SELECT 'why' AS n, OLD."why" AS o, NEW."why" AS w UNION ALL SELECT 'by' AS n, OLD."by" AS o, NEW."by" AS w UNION ALL SELECT 'at' AS n, OLD."at" AS o, NEW."at" AS w) WHERE o IS NOT w), json_patch('{}', json_object('key', NEW."key", 'version', NEW."version", 'name', NEW."name", 'value', NEW."value", 'why', NEW."why", 'by', NEW."by", 'at', NEW."at")), plexlog_now(), plexlog_staff(), plexlog_name(), plexlog_station(), plexlog_why(), hex(randomblob(16)));
END;

CREATE TRIGGER "limit_change_no_delete" BEFORE DELETE ON "limit_change"
BEGIN
  SELECT RAISE(ABORT, 'kept');
END;

CREATE TRIGGER "limit_change_no_replace" BEFORE INSERT ON "limit_change"
WHEN EXISTS (SELECT 1 FROM "limit_change" WHERE rowid = NEW.rowid) OR EXISTS (SELECT 1 FROM "limit_change" WHERE "key" = NEW."key")
BEGIN
  SELECT RAISE(ABORT, 'kept');
END;

CREATE TRIGGER "limit_change_no_update" BEFORE UPDATE ON "limit_change"
BEGIN
  SELECT RAISE(ABORT, 'kept');
END;

CREATE TRIGGER "limit_change_only_one" BEFORE INSERT ON "limit_change"
WHEN EXISTS (SELECT 1 FROM "limit_change" WHERE "version" = NEW."version" AND "key" <> NEW."key")
BEGIN
  SELECT RAISE(ABORT, 'taken');
END;

CREATE TRIGGER "limit_change_same_row" BEFORE UPDATE ON "limit_change"
WHEN NEW.rowid <> OLD.rowid OR NEW."key" <> OLD."key"
BEGIN
  SELECT RAISE(ABORT, 'kept');
END;

CREATE TRIGGER "limit_change_still_one" BEFORE UPDATE OF "version" ON "limit_change"
WHEN EXISTS (SELECT 1 FROM "limit_change" WHERE "version" = NEW."version" AND rowid <> OLD.rowid)
BEGIN
  SELECT RAISE(ABORT, 'taken');
END;

CREATE TRIGGER "lock_after_insert" AFTER INSERT ON "lock"
BEGIN
  INSERT INTO "history_entry" ("table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "at", "staff_key", "name", "station", "why", "salt")
  VALUES ('lock', NEW."key", NEW."session_key", NULL, 'insert', NULL, json_patch('{}', json_object('key', NEW."key", 'session_key', NEW."session_key", 'position', NEW."position", 'lumen', NEW."lumen", 'agent', NEW."agent", 'volume_ml', NEW."volume_ml", 'heparin_iu_ml', NEW."heparin_iu_ml", 'citrate_percent', NEW."citrate_percent", 'lot', NEW."lot", 'at', NEW."at", 'by', NEW."by", 'spelled', NEW."spelled", 'extra', NEW."extra", 'withdrawn_at', NEW."withdrawn_at", 'withdrawn_why', NEW."withdrawn_why", 'entered_at', NEW."entered_at")), plexlog_now(), plexlog_staff(), plexlog_name(), plexlog_station(), plexlog_why(), hex(randomblob(16)));
END;

CREATE TRIGGER "lock_after_update" AFTER UPDATE ON "lock"
BEGIN
  INSERT INTO "history_entry" ("table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "at", "staff_key", "name", "station", "why", "salt")
  VALUES ('lock', NEW."key", NEW."session_key", NULL, 'update', (SELECT json_group_object(n, o) FROM (SELECT 'key' AS n, OLD."key" AS o, NEW."key" AS w UNION ALL SELECT 'session_key' AS n, OLD."session_key" AS o, NEW."session_key" AS w UNION ALL SELECT 'position' AS n, OLD."position" AS o, NEW."position" AS w UNION ALL SELECT 'lumen' AS n, OLD."lumen" AS o, NEW."lumen" AS w UNION ALL SELECT 'agent' AS n, OLD."agent" AS o, NEW."agent" AS w UNION ALL SELECT 'volume_ml' AS n, OLD."volume_ml" AS o, NEW."volume_ml" AS w UNION ALL SELECT 'heparin_iu_ml' AS n, OLD."heparin_iu_ml" AS o, NEW."heparin_iu_ml" AS w UNION ALL SELECT 'citrate_percent' AS n, OLD."citrate_percent" AS o, NEW."citrate_percent" AS w UNION ALL SELECT 'lot' AS n, OLD."lot" AS o, NEW."lot" AS w UNION ALL SELECT 'at' AS n, OLD."at" AS o, NEW."at" AS w UNION ALL SELECT 'by' AS n, OLD."by" AS o, NEW."by" AS w UNION ALL SELECT 'spelled' AS n, OLD."spelled" AS o, NEW."spelled" AS w UNION ALL SELECT 'extra' AS n, OLD."extra" AS o, NEW."extra" AS w UNION ALL SELECT 'withdrawn_at' AS n, OLD."withdrawn_at" AS o, NEW."withdrawn_at" AS w UNION ALL SELECT 'withdrawn_why' AS n, OLD."withdrawn_why" AS o, NEW."withdrawn_why" AS w UNION ALL SELECT 'entered_at' AS n, OLD."entered_at" AS o, NEW."entered_at" AS w) WHERE o IS NOT w), json_patch('{}', json_object('key', NEW."key", 'session_key', NEW."session_key", 'position', NEW."position", 'lumen', NEW."lumen", 'agent', NEW."agent", 'volume_ml', NEW."volume_ml", 'heparin_iu_ml', NEW."heparin_iu_ml", 'citrate_percent', NEW."citrate_percent", 'lot', NEW."lot", 'at', NEW."at", 'by', NEW."by", 'spelled', NEW."spelled", 'extra', NEW."extra", 'withdrawn_at', NEW."withdrawn_at", 'withdrawn_why', NEW."withdrawn_why", 'entered_at', NEW."entered_at")), plexlog_now(), plexlog_staff(), plexlog_name(), plexlog_station(), plexlog_why(), hex(randomblob(16)));
END;

CREATE TRIGGER "lock_no_delete" BEFORE DELETE ON "lock"
WHEN NOT EXISTS (SELECT 1 FROM "erasure" WHERE "key" = plexlog_erasing('lock', OLD."key"))
BEGIN
  SELECT RAISE(ABORT, 'kept');
END;

CREATE TRIGGER "lock_no_replace" BEFORE INSERT ON "lock"
WHEN EXISTS (SELECT 1 FROM "lock" WHERE rowid = NEW.rowid) OR EXISTS (SELECT 1 FROM "lock" WHERE "key" = NEW."key")
BEGIN
  SELECT RAISE(ABORT, 'kept');
END;

CREATE TRIGGER "lock_same_row" BEFORE UPDATE ON "lock"
WHEN NEW.rowid <> OLD.rowid OR NEW."key" <> OLD."key"
BEGIN
  SELECT RAISE(ABORT, 'kept');
END;

CREATE TRIGGER "lock_signed_insert" BEFORE INSERT ON "lock"
WHEN EXISTS (SELECT 1 FROM "signature" WHERE "session_key" IN (NEW."session_key") AND "meaning" = 'performed')
BEGIN
  SELECT RAISE(ABORT, 'signed');
END;

CREATE TRIGGER "lock_signed_update" BEFORE UPDATE ON "lock"
WHEN EXISTS (SELECT 1 FROM "signature" WHERE "session_key" IN (OLD."session_key", NEW."session_key") AND "meaning" = 'performed')
BEGIN
  SELECT RAISE(ABORT, 'signed');
END;

CREATE TRIGGER "observation_after_insert" AFTER INSERT ON "observation"
BEGIN
  INSERT INTO "history_entry" ("table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "at", "staff_key", "name", "station", "why", "salt")
  VALUES ('observation', NEW."key", NEW."session_key", NULL, 'insert', NULL, json_patch('{}', json_object('key', NEW."key", 'session_key', NEW."session_key", 'place', NEW."place", 'reading_key', NEW."reading_key", 'code', NEW."code", 'value', NEW."value", 'spelled', NEW."spelled", 'typed', NEW."typed", 'unit', NEW."unit", 'observed_at', NEW."observed_at", 'entered_at', NEW."entered_at", 'by', NEW."by", 'source', NEW."source", 'flag', NEW."flag", 'answered', NEW."answered", 'limits', NEW."limits", 'extra', NEW."extra", 'withdrawn_at', NEW."withdrawn_at", 'withdrawn_why', NEW."withdrawn_why")), plexlog_now(), plexlog_staff(), plexlog_name(), plexlog_station(), plexlog_why(), hex(randomblob(16)));
END;

CREATE TRIGGER "observation_after_update" AFTER UPDATE ON "observation"
BEGIN
  INSERT INTO "history_entry" ("table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "at", "staff_key", "name", "station", "why", "salt")
  VALUES ('observation', NEW."key", NEW."session_key", NULL, 'update', (SELECT json_group_object(n, o) FROM (SELECT 'key' AS n, OLD."key" AS o, NEW."key" AS w UNION ALL SELECT 'session_key' AS n, OLD."session_key" AS o, NEW."session_key" AS w UNION ALL SELECT 'place' AS n, OLD."place" AS o, NEW."place" AS w UNION ALL SELECT 'reading_key' AS n, OLD."reading_key" AS o, NEW."reading_key" AS w UNION ALL SELECT 'code' AS n, OLD."code" AS o, NEW."code" AS w UNION ALL SELECT 'value' AS n, OLD."value" AS o, NEW."value" AS w UNION ALL SELECT 'spelled' AS n, OLD."spelled" AS o, NEW."spelled" AS w UNION ALL SELECT 'typed' AS n, OLD."typed" AS o, NEW."typed" AS w UNION ALL SELECT 'unit' AS n, OLD."unit" AS o, NEW."unit" AS w UNION ALL SELECT 'observed_at' AS n, OLD."observed_at" AS o, NEW."observed_at" AS w UNION ALL SELECT 'entered_at' AS n, OLD."entered_at" AS o, NEW."entered_at" AS w UNION ALL SELECT 'by' AS n, OLD."by" AS o, NEW."by" AS w UNION ALL SELECT 'source' AS n, OLD."source" AS o, NEW."source" AS w UNION ALL SELECT 'flag' AS n, OLD."flag" AS o, NEW."flag" AS w UNION ALL SELECT 'answered' AS n, OLD."answered" AS o, NEW."answered" AS w UNION ALL SELECT 'limits' AS n, OLD."limits" AS o, NEW."limits" AS w UNION ALL SELECT 'extra' AS n, OLD."extra" AS o, NEW."extra" AS w UNION ALL SELECT 'withdrawn_at' AS n, OLD."withdrawn_at" AS o, NEW."withdrawn_at" AS w UNION ALL SELECT 'withdrawn_why' AS n, OLD."withdrawn_why" AS o, NEW."withdrawn_why" AS w) WHERE o IS NOT w), json_patch('{}', json_object('key', NEW."key", 'session_key', NEW."session_key", 'place', NEW."place", 'reading_key', NEW."reading_key", 'code', NEW."code", 'value', NEW."value", 'spelled', NEW."spelled", 'typed', NEW."typed", 'unit', NEW."unit", 'observed_at', NEW."observed_at", 'entered_at', NEW."entered_at", 'by', NEW."by", 'source', NEW."source", 'flag', NEW."flag", 'answered', NEW."answered", 'limits', NEW."limits", 'extra', NEW."extra", 'withdrawn_at', NEW."withdrawn_at", 'withdrawn_why', NEW."withdrawn_why")), plexlog_now(), plexlog_staff(), plexlog_name(), plexlog_station(), plexlog_why(), hex(randomblob(16)));
END;

CREATE TRIGGER "observation_no_delete" BEFORE DELETE ON "observation"
WHEN NOT EXISTS (SELECT 1 FROM "erasure" WHERE "key" = plexlog_erasing('observation', OLD."key"))
BEGIN
  SELECT RAISE(ABORT, 'kept');
END;

CREATE TRIGGER "observation_no_replace" BEFORE INSERT ON "observation"
WHEN EXISTS (SELECT 1 FROM "observation" WHERE rowid = NEW.rowid) OR EXISTS (SELECT 1 FROM "observation" WHERE "key" = NEW."key")
BEGIN
  SELECT RAISE(ABORT, 'kept');
END;

CREATE TRIGGER "observation_only_one" BEFORE INSERT ON "observation"
WHEN EXISTS (SELECT 1 FROM "observation" WHERE "session_key" = NEW."session_key" AND "place" = NEW."place" AND ifnull("reading_key", '') = ifnull(NEW."reading_key", '') AND "code" = NEW."code" AND "withdrawn_at" IS NULL AND NEW."withdrawn_at" IS NULL AND "key" <> NEW."key")
BEGIN
  SELECT RAISE(ABORT, 'taken');
END;

CREATE TRIGGER "observation_same_row" BEFORE UPDATE ON "observation"
WHEN NEW.rowid <> OLD.rowid OR NEW."key" <> OLD."key"
BEGIN
  SELECT RAISE(ABORT, 'kept');
END;

CREATE TRIGGER "observation_signed_insert" BEFORE INSERT ON "observation"
WHEN EXISTS (SELECT 1 FROM "signature" WHERE "session_key" IN (NEW."session_key") AND "meaning" = 'performed')
BEGIN
  SELECT RAISE(ABORT, 'signed');
END;

CREATE TRIGGER "observation_signed_update" BEFORE UPDATE ON "observation"
WHEN EXISTS (SELECT 1 FROM "signature" WHERE "session_key" IN (OLD."session_key", NEW."session_key") AND "meaning" = 'performed')
BEGIN
  SELECT RAISE(ABORT, 'signed');
END;

CREATE TRIGGER "observation_still_one" BEFORE UPDATE OF "session_key", "place", "reading_key", "code", "withdrawn_at" ON "observation"
WHEN EXISTS (SELECT 1 FROM "observation" WHERE "session_key" = NEW."session_key" AND "place" = NEW."place" AND ifnull("reading_key", '') = ifnull(NEW."reading_key", '') AND "code" = NEW."code" AND "withdrawn_at" IS NULL AND NEW."withdrawn_at" IS NULL AND rowid <> OLD.rowid)
BEGIN
  SELECT RAISE(ABORT, 'taken');
END;

CREATE TRIGGER "override_after_insert" AFTER INSERT ON "override"
BEGIN
  INSERT INTO "history_entry" ("table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "at", "staff_key", "name", "station", "why", "salt")
  VALUES ('override', NEW."key", NEW."session_key", NEW."course_key", 'insert', NULL, json_patch('{}', json_object('key', NEW."key", 'course_key', NEW."course_key", 'position', NEW."position", 'session_key', NEW."session_key", 'finding', NEW."finding", 'reason', NEW."reason", 'by', NEW."by", 'at', NEW."at", 'session_id', NEW."session_id", 'subject_id', NEW."subject_id", 'extra', NEW."extra", 'withdrawn_at', NEW."withdrawn_at", 'withdrawn_why', NEW."withdrawn_why")), plexlog_now(), plexlog_staff(), plexlog_name(), plexlog_station(), plexlog_why(), hex(randomblob(16)));
END;

CREATE TRIGGER "override_after_update" AFTER UPDATE ON "override"
BEGIN
  INSERT INTO "history_entry" ("table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "at", "staff_key", "name", "station", "why", "salt")
  VALUES ('override', NEW."key", NEW."session_key", NEW."course_key", 'update', (SELECT json_group_object(n, o) FROM (SELECT 'key' AS n, OLD."key" AS o, NEW."key" AS w UNION ALL SELECT 'course_key' AS n, OLD."course_key" AS o, NEW."course_key" AS w UNION ALL SELECT 'position' AS n, OLD."position" AS o, NEW."position" AS w UNION ALL SELECT 'session_key' AS n, OLD."session_key" AS o, NEW."session_key" AS w UNION ALL SELECT 'finding' AS n, OLD."finding" AS o, NEW."finding" AS w UNION ALL SELECT 'reason' AS n, OLD."reason" AS o, NEW."reason" AS w UNION ALL SELECT 'by' AS n, OLD."by" AS o, NEW."by" AS w UNION ALL SELECT 'at' AS n, OLD."at" AS o, NEW."at" AS w UNION ALL SELECT 'session_id' AS n, OLD."session_id" AS o, NEW."session_id" AS w UNION ALL SELECT 'subject_id' AS n, OLD."subject_id" AS o, NEW."subject_id" AS w UNION ALL SELECT 'extra' AS n, OLD."extra" AS o, NEW."extra" AS w UNION ALL SELECT 'withdrawn_at' AS n, OLD."withdrawn_at" AS o, NEW."withdrawn_at" AS w UNION ALL SELECT 'withdrawn_why' AS n, OLD."withdrawn_why" AS o, NEW."withdrawn_why" AS w) WHERE o IS NOT w), json_patch('{}', json_object('key', NEW."key", 'course_key', NEW."course_key", 'position', NEW."position", 'session_key', NEW."session_key", 'finding', NEW."finding", 'reason', NEW."reason", 'by', NEW."by", 'at', NEW."at", 'session_id', NEW."session_id", 'subject_id', NEW."subject_id", 'extra', NEW."extra", 'withdrawn_at', NEW."withdrawn_at", 'withdrawn_why', NEW."withdrawn_why")), plexlog_now(), plexlog_staff(), plexlog_name(), plexlog_station(), plexlog_why(), hex(randomblob(16)));
END;

CREATE TRIGGER "override_no_delete" BEFORE DELETE ON "override"
WHEN NOT EXISTS (SELECT 1 FROM "erasure" WHERE "key" = plexlog_erasing('override', OLD."key"))
BEGIN
  SELECT RAISE(ABORT, 'kept');
END;

CREATE TRIGGER "override_no_replace" BEFORE INSERT ON "override"
WHEN EXISTS (SELECT 1 FROM "override" WHERE rowid = NEW.rowid) OR EXISTS (SELECT 1 FROM "override" WHERE "key" = NEW."key")
BEGIN
  SELECT RAISE(ABORT, 'kept');
END;

CREATE TRIGGER "override_same_row" BEFORE UPDATE ON "override"
WHEN NEW.rowid <> OLD.rowid OR NEW."key" <> OLD."key"
BEGIN
  SELECT RAISE(ABORT, 'kept');
END;

CREATE TRIGGER "override_signed_insert" BEFORE INSERT ON "override"
WHEN EXISTS (SELECT 1 FROM "signature" WHERE "session_key" IN (NEW."session_key") AND "meaning" = 'performed')
BEGIN
  SELECT RAISE(ABORT, 'signed');
END;

CREATE TRIGGER "override_signed_update" BEFORE UPDATE ON "override"
WHEN EXISTS (SELECT 1 FROM "signature" WHERE "session_key" IN (OLD."session_key", NEW."session_key") AND "meaning" = 'performed')
BEGIN
  SELECT RAISE(ABORT, 'signed');
END;

CREATE TRIGGER "patient_after_insert" AFTER INSERT ON "patient"
BEGIN
  INSERT INTO "history_entry" ("table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "at", "staff_key", "name", "station", "why", "salt")
  VALUES ('patient', NEW."key", NULL, NULL, 'insert', NULL, json_patch('{}', json_object('key', NEW."key", 'family_name', NEW."family_name", 'given_name', NEW."given_name", 'birth_date', NEW."birth_date", 'record_number', NEW."record_number", 'compared_number', NEW."compared_number", 'other_identifiers', NEW."other_identifiers", 'sex_for_formulas', NEW."sex_for_formulas", 'height_cm', NEW."height_cm", 'blood_group', NEW."blood_group", 'allergies', NEW."allergies", 'histories', NEW."histories", 'folded', NEW."folded", 'extra', NEW."extra", 'spelled', NEW."spelled")), plexlog_now(), plexlog_staff(), plexlog_name(), plexlog_station(), plexlog_why(), hex(randomblob(16)));
END;

CREATE TRIGGER "patient_after_update" AFTER UPDATE ON "patient"
BEGIN
  INSERT INTO "history_entry" ("table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "at", "staff_key", "name", "station", "why", "salt")
  VALUES ('patient', NEW."key", NULL, NULL, 'update', (SELECT json_group_object(n, o) FROM (SELECT 'key' AS n, OLD."key" AS o, NEW."key" AS w UNION ALL SELECT 'family_name' AS n, OLD."family_name" AS o, NEW."family_name" AS w UNION ALL SELECT 'given_name' AS n, OLD."given_name" AS o, NEW."given_name" AS w UNION ALL SELECT 'birth_date' AS n, OLD."birth_date" AS o, NEW."birth_date" AS w UNION ALL SELECT 'record_number' AS n, OLD."record_number" AS o, NEW."record_number" AS w UNION ALL SELECT 'compared_number' AS n, OLD."compared_number" AS o, NEW."compared_number" AS w UNION ALL SELECT 'other_identifiers' AS n, OLD."other_identifiers" AS o, NEW."other_identifiers" AS w UNION ALL SELECT 'sex_for_formulas' AS n, OLD."sex_for_formulas" AS o, NEW."sex_for_formulas" AS w UNION ALL SELECT 'height_cm' AS n, OLD."height_cm" AS o, NEW."height_cm" AS w UNION ALL SELECT 'blood_group' AS n, OLD."blood_group" AS o, NEW."blood_group" AS w UNION ALL SELECT 'allergies' AS n, OLD."allergies" AS o, NEW."allergies" AS w UNION ALL SELECT 'histories' AS n, OLD."histories" AS o, NEW."histories" AS w UNION ALL SELECT 'folded' AS n, OLD."folded" AS o, NEW."folded" AS w UNION ALL SELECT 'extra' AS n, OLD."extra" AS o, NEW."extra" AS w UNION ALL SELECT 'spelled' AS n, OLD."spelled" AS o, NEW."spelled" AS w) WHERE o IS NOT w), json_patch('{}', json_object('key', NEW."key", 'family_name', NEW."family_name", 'given_name', NEW."given_name", 'birth_date', NEW."birth_date", 'record_number', NEW."record_number", 'compared_number', NEW."compared_number", 'other_identifiers', NEW."other_identifiers", 'sex_for_formulas', NEW."sex_for_formulas", 'height_cm', NEW."height_cm", 'blood_group', NEW."blood_group", 'allergies', NEW."allergies", 'histories', NEW."histories", 'folded', NEW."folded", 'extra', NEW."extra", 'spelled', NEW."spelled")), plexlog_now(), plexlog_staff(), plexlog_name(), plexlog_station(), plexlog_why(), hex(randomblob(16)));
END;

CREATE TRIGGER "patient_no_delete" BEFORE DELETE ON "patient"
WHEN NOT EXISTS (SELECT 1 FROM "erasure" WHERE "key" = plexlog_erasing('patient', OLD."key"))
BEGIN
  SELECT RAISE(ABORT, 'kept');
END;

CREATE TRIGGER "patient_no_replace" BEFORE INSERT ON "patient"
WHEN EXISTS (SELECT 1 FROM "patient" WHERE rowid = NEW.rowid) OR EXISTS (SELECT 1 FROM "patient" WHERE "key" = NEW."key")
BEGIN
  SELECT RAISE(ABORT, 'kept');
END;

CREATE TRIGGER "patient_only_one" BEFORE INSERT ON "patient"
WHEN EXISTS (SELECT 1 FROM "patient" WHERE "compared_number" = NEW."compared_number" AND "key" <> NEW."key")
BEGIN
  SELECT RAISE(ABORT, 'taken');
END;

CREATE TRIGGER "patient_parts_change" AFTER UPDATE OF "family_name", "given_name", "folded" ON "patient"
BEGIN
  DELETE FROM "patient_part" WHERE "of_patient" = OLD."key" AND "part" IN (SELECT "value" FROM json_each(plexlog_parts(OLD."family_name", OLD."given_name", OLD."folded")));
  INSERT OR IGNORE INTO "patient_part" ("part", "of_patient") SELECT "value", NEW."key" FROM json_each(plexlog_parts(NEW."family_name", NEW."given_name", NEW."folded"));
END;

CREATE TRIGGER "patient_parts_come" AFTER INSERT ON "patient"
BEGIN
  INSERT OR IGNORE INTO "patient_part" ("part", "of_patient") SELECT "value", NEW."key" FROM json_each(plexlog_parts(NEW."family_name", NEW."given_name", NEW."folded"));
END;

CREATE TRIGGER "patient_parts_go" AFTER DELETE ON "patient"
BEGIN
  DELETE FROM "patient_part" WHERE "of_patient" = OLD."key";
END;

CREATE TRIGGER "patient_same_row" BEFORE UPDATE ON "patient"
WHEN NEW.rowid <> OLD.rowid OR NEW."key" <> OLD."key"
BEGIN
  SELECT RAISE(ABORT, 'kept');
END;

CREATE TRIGGER "patient_still_one" BEFORE UPDATE OF "compared_number" ON "patient"
WHEN EXISTS (SELECT 1 FROM "patient" WHERE "compared_number" = NEW."compared_number" AND rowid <> OLD.rowid)
BEGIN
  SELECT RAISE(ABORT, 'taken');
END;

CREATE TRIGGER "pause_after_insert" AFTER INSERT ON "pause"
BEGIN
  INSERT INTO "history_entry" ("table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "at", "staff_key", "name", "station", "why", "salt")
  VALUES ('pause', NEW."key", NEW."session_key", NULL, 'insert', NULL, json_patch('{}', json_object('key', NEW."key", 'session_key', NEW."session_key", 'position', NEW."position", 'start', NEW."start", 'end', NEW."end", 'reason', NEW."reason", 'extra', NEW."extra", 'withdrawn_at', NEW."withdrawn_at", 'withdrawn_why', NEW."withdrawn_why", 'entered_at', NEW."entered_at")), plexlog_now(), plexlog_staff(), plexlog_name(), plexlog_station(), plexlog_why(), hex(randomblob(16)));
END;

CREATE TRIGGER "pause_after_update" AFTER UPDATE ON "pause"
BEGIN
  INSERT INTO "history_entry" ("table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "at", "staff_key", "name", "station", "why", "salt")
  VALUES ('pause', NEW."key", NEW."session_key", NULL, 'update', (SELECT json_group_object(n, o) FROM (SELECT 'key' AS n, OLD."key" AS o, NEW."key" AS w UNION ALL SELECT 'session_key' AS n, OLD."session_key" AS o, NEW."session_key" AS w UNION ALL SELECT 'position' AS n, OLD."position" AS o, NEW."position" AS w UNION ALL SELECT 'start' AS n, OLD."start" AS o, NEW."start" AS w UNION ALL SELECT 'end' AS n, OLD."end" AS o, NEW."end" AS w UNION ALL SELECT 'reason' AS n, OLD."reason" AS o, NEW."reason" AS w UNION ALL SELECT 'extra' AS n, OLD."extra" AS o, NEW."extra" AS w UNION ALL SELECT 'withdrawn_at' AS n, OLD."withdrawn_at" AS o, NEW."withdrawn_at" AS w UNION ALL SELECT 'withdrawn_why' AS n, OLD."withdrawn_why" AS o, NEW."withdrawn_why" AS w UNION ALL SELECT 'entered_at' AS n, OLD."entered_at" AS o, NEW."entered_at" AS w) WHERE o IS NOT w), json_patch('{}', json_object('key', NEW."key", 'session_key', NEW."session_key", 'position', NEW."position", 'start', NEW."start", 'end', NEW."end", 'reason', NEW."reason", 'extra', NEW."extra", 'withdrawn_at', NEW."withdrawn_at", 'withdrawn_why', NEW."withdrawn_why", 'entered_at', NEW."entered_at")), plexlog_now(), plexlog_staff(), plexlog_name(), plexlog_station(), plexlog_why(), hex(randomblob(16)));
END;

CREATE TRIGGER "pause_no_delete" BEFORE DELETE ON "pause"
WHEN NOT EXISTS (SELECT 1 FROM "erasure" WHERE "key" = plexlog_erasing('pause', OLD."key"))
BEGIN
  SELECT RAISE(ABORT, 'kept');
END;

CREATE TRIGGER "pause_no_replace" BEFORE INSERT ON "pause"
WHEN EXISTS (SELECT 1 FROM "pause" WHERE rowid = NEW.rowid) OR EXISTS (SELECT 1 FROM "pause" WHERE "key" = NEW."key")
BEGIN
  SELECT RAISE(ABORT, 'kept');
END;

CREATE TRIGGER "pause_same_row" BEFORE UPDATE ON "pause"
WHEN NEW.rowid <> OLD.rowid OR NEW."key" <> OLD."key"
BEGIN
  SELECT RAISE(ABORT, 'kept');
END;

CREATE TRIGGER "pause_signed_insert" BEFORE INSERT ON "pause"
WHEN EXISTS (SELECT 1 FROM "signature" WHERE "session_key" IN (NEW."session_key") AND "meaning" = 'performed')
BEGIN
  SELECT RAISE(ABORT, 'signed');
END;

CREATE TRIGGER "pause_signed_update" BEFORE UPDATE ON "pause"
WHEN EXISTS (SELECT 1 FROM "signature" WHERE "session_key" IN (OLD."session_key", NEW."session_key") AND "meaning" = 'performed')
BEGIN
  SELECT RAISE(ABORT, 'signed');
END;

CREATE TRIGGER "physician_text_after_insert" AFTER INSERT ON "physician_text"
BEGIN
  INSERT INTO "history_entry" ("table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "at", "staff_key", "name", "station", "why", "salt")
  VALUES ('physician_text', NEW."key", NULL, NEW."course_key", 'insert', NULL, json_patch('{}', json_object('key', NEW."key", 'course_key', NEW."course_key", 'position', NEW."position", 'kind', NEW."kind", 'text', NEW."text", 'by', NEW."by", 'at', NEW."at", 'extra', NEW."extra", 'withdrawn_at', NEW."withdrawn_at", 'withdrawn_why', NEW."withdrawn_why")), plexlog_now(), plexlog_staff(), plexlog_name(), plexlog_station(), plexlog_why(), hex(randomblob(16)));
END;

CREATE TRIGGER "physician_text_after_update" AFTER UPDATE ON "physician_text"
BEGIN
  INSERT INTO "history_entry" ("table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "at", "staff_key", "name", "station", "why", "salt")
  VALUES ('physician_text', NEW."key", NULL, NEW."course_key", 'update', (SELECT json_group_object(n, o) FROM (SELECT 'key' AS n, OLD."key" AS o, NEW."key" AS w UNION ALL SELECT 'course_key' AS n, OLD."course_key" AS o, NEW."course_key" AS w UNION ALL SELECT 'position' AS n, OLD."position" AS o, NEW."position" AS w UNION ALL SELECT 'kind' AS n, OLD."kind" AS o, NEW."kind" AS w UNION ALL SELECT 'text' AS n, OLD."text" AS o, NEW."text" AS w UNION ALL SELECT 'by' AS n, OLD."by" AS o, NEW."by" AS w UNION ALL SELECT 'at' AS n, OLD."at" AS o, NEW."at" AS w UNION ALL SELECT 'extra' AS n, OLD."extra" AS o, NEW."extra" AS w UNION ALL SELECT 'withdrawn_at' AS n, OLD."withdrawn_at" AS o, NEW."withdrawn_at" AS w UNION ALL SELECT 'withdrawn_why' AS n, OLD."withdrawn_why" AS o, NEW."withdrawn_why" AS w) WHERE o IS NOT w), json_patch('{}', json_object('key', NEW."key", 'course_key', NEW."course_key", 'position', NEW."position", 'kind', NEW."kind", 'text', NEW."text", 'by', NEW."by", 'at', NEW."at", 'extra', NEW."extra", 'withdrawn_at', NEW."withdrawn_at", 'withdrawn_why', NEW."withdrawn_why")), plexlog_now(), plexlog_staff(), plexlog_name(), plexlog_station(), plexlog_why(), hex(randomblob(16)));
END;

CREATE TRIGGER "physician_text_no_delete" BEFORE DELETE ON "physician_text"
WHEN NOT EXISTS (SELECT 1 FROM "erasure" WHERE "key" = plexlog_erasing('physician_text', OLD."key"))
BEGIN
  SELECT RAISE(ABORT, 'kept');
END;

CREATE TRIGGER "physician_text_no_replace" BEFORE INSERT ON "physician_text"
WHEN EXISTS (SELECT 1 FROM "physician_text" WHERE rowid = NEW.rowid) OR EXISTS (SELECT 1 FROM "physician_text" WHERE "key" = NEW."key")
BEGIN
  SELECT RAISE(ABORT, 'kept');
END;

CREATE TRIGGER "physician_text_same_row" BEFORE UPDATE ON "physician_text"
WHEN NEW.rowid <> OLD.rowid OR NEW."key" <> OLD."key"
BEGIN
  SELECT RAISE(ABORT, 'kept');
END;

CREATE TRIGGER "reaction_after_insert" AFTER INSERT ON "reaction"
BEGIN
  INSERT INTO "history_entry" ("table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "at", "staff_key", "name", "station", "why", "salt")
  VALUES ('reaction', NEW."key", NEW."session_key", NULL, 'insert', NULL, json_patch('{}', json_object('key', NEW."key", 'session_key', NEW."session_key", 'position', NEW."position", 'id', NEW."id", 'kind', NEW."kind", 'grade', NEW."grade", 'onset_at', NEW."onset_at", 'symptoms', NEW."symptoms", 'relation', NEW."relation", 'actions', NEW."actions", 'procedure', NEW."procedure", 'outcome', NEW."outcome", 'outcome_at', NEW."outcome_at", 'bag_id', NEW."bag_id", 'infection', NEW."infection", 'clotting', NEW."clotting", 'by', NEW."by", 'entered_at', NEW."entered_at", 'note', NEW."note", 'extra', NEW."extra", 'withdrawn_at', NEW."withdrawn_at", 'withdrawn_why', NEW."withdrawn_why", 'vitals', NEW."vitals", 'steps', NEW."steps")), plexlog_now(), plexlog_staff(), plexlog_name(), plexlog_station(), plexlog_why(), hex(randomblob(16)));
END;

CREATE TRIGGER "reaction_after_update" AFTER UPDATE ON "reaction"
BEGIN
  INSERT INTO "history_entry" ("table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "at", "staff_key", "name", "station", "why", "salt")
  VALUES ('reaction', NEW."key", NEW."session_key", NULL, 'update', (SELECT json_group_object(n, o) FROM (SELECT 'key' AS n, OLD."key" AS o, NEW."key" AS w UNION ALL SELECT 'session_key' AS n, OLD."session_key" AS o, NEW."session_key" AS w UNION ALL SELECT 'position' AS n, OLD."position" AS o, NEW."position" AS w UNION ALL SELECT 'id' AS n, OLD."id" AS o, NEW."id" AS w UNION ALL SELECT 'kind' AS n, OLD."kind" AS o, NEW."kind" AS w UNION ALL SELECT 'grade' AS n, OLD."grade" AS o, NEW."grade" AS w UNION ALL SELECT 'onset_at' AS n, OLD."onset_at" AS o, NEW."onset_at" AS w UNION ALL SELECT 'symptoms' AS n, OLD."symptoms" AS o, NEW."symptoms" AS w UNION ALL SELECT 'relation' AS n, OLD."relation" AS o, NEW."relation" AS w UNION ALL SELECT 'actions' AS n, OLD."actions" AS o, NEW."actions" AS w UNION ALL SELECT 'procedure' AS n, OLD."procedure" AS o, NEW."procedure" AS w UNION ALL SELECT 'outcome' AS n, OLD."outcome" AS o, NEW."outcome" AS w UNION ALL SELECT 'outcome_at' AS n, OLD."outcome_at" AS o, NEW."outcome_at" AS w UNION ALL SELECT 'bag_id' AS n, OLD."bag_id" AS o, NEW."bag_id" AS w UNION ALL SELECT 'infection' AS n, OLD."infection" AS o, NEW."infection" AS w UNION ALL SELECT 'clotting' AS n, OLD."clotting" AS o, NEW."clotting" AS w UNION ALL SELECT 'by' AS n, OLD."by" AS o, NEW."by" AS w UNION ALL SELECT 'entered_at' AS n, OLD."entered_at" AS o, NEW."entered_at" AS w UNION ALL SELECT 'note' AS n, OLD."note" AS o, NEW."note" AS w UNION ALL SELECT 'extra' AS n, OLD."extra" AS o, NEW."extra" AS w UNION ALL SELECT 'withdrawn_at' AS n, OLD."withdrawn_at" AS o, NEW."withdrawn_at" AS w UNION ALL SELECT 'withdrawn_why' AS n, OLD."withdrawn_why" AS o, NEW."withdrawn_why" AS w UNION ALL SELECT 'vitals' AS n, OLD."vitals" AS o, NEW."vitals" AS w UNION ALL SELECT 'steps' AS n, OLD."steps" AS o, NEW."steps" AS w) WHERE o IS NOT w), json_patch('{}', json_object('key', NEW."key", 'session_key', NEW."session_key", 'position', NEW."position", 'id', NEW."id", 'kind', NEW."kind", 'grade', NEW."grade", 'onset_at', NEW."onset_at", 'symptoms', NEW."symptoms", 'relation', NEW."relation", 'actions', NEW."actions", 'procedure', NEW."procedure", 'outcome', NEW."outcome", 'outcome_at', NEW."outcome_at", 'bag_id', NEW."bag_id", 'infection', NEW."infection", 'clotting', NEW."clotting", 'by', NEW."by", 'entered_at', NEW."entered_at", 'note', NEW."note", 'extra', NEW."extra", 'withdrawn_at', NEW."withdrawn_at", 'withdrawn_why', NEW."withdrawn_why", 'vitals', NEW."vitals", 'steps', NEW."steps")), plexlog_now(), plexlog_staff(), plexlog_name(), plexlog_station(), plexlog_why(), hex(randomblob(16)));
END;

CREATE TRIGGER "reaction_no_delete" BEFORE DELETE ON "reaction"
WHEN NOT EXISTS (SELECT 1 FROM "erasure" WHERE "key" = plexlog_erasing('reaction', OLD."key"))
BEGIN
  SELECT RAISE(ABORT, 'kept');
END;

CREATE TRIGGER "reaction_no_replace" BEFORE INSERT ON "reaction"
WHEN EXISTS (SELECT 1 FROM "reaction" WHERE rowid = NEW.rowid) OR EXISTS (SELECT 1 FROM "reaction" WHERE "key" = NEW."key")
BEGIN
  SELECT RAISE(ABORT, 'kept');
END;

CREATE TRIGGER "reaction_same_row" BEFORE UPDATE ON "reaction"
WHEN NEW.rowid <> OLD.rowid OR NEW."key" <> OLD."key"
BEGIN
  SELECT RAISE(ABORT, 'kept');
END;

CREATE TRIGGER "reaction_signed_insert" BEFORE INSERT ON "reaction"
WHEN EXISTS (SELECT 1 FROM "signature" WHERE "session_key" IN (NEW."session_key") AND "meaning" = 'performed')
BEGIN
  SELECT RAISE(ABORT, 'signed');
END;

CREATE TRIGGER "reaction_signed_update" BEFORE UPDATE ON "reaction"
WHEN EXISTS (SELECT 1 FROM "signature" WHERE "session_key" IN (OLD."session_key", NEW."session_key") AND "meaning" = 'performed')
BEGIN
  SELECT RAISE(ABORT, 'signed');
END;

CREATE TRIGGER "reading_after_insert" AFTER INSERT ON "reading"
BEGIN
  INSERT INTO "history_entry" ("table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "at", "staff_key", "name", "station", "why", "salt")
  VALUES ('reading', NEW."key", NEW."session_key", NULL, 'insert', NULL, json_patch('{}', json_object('key', NEW."key", 'session_key', NEW."session_key", 'position', NEW."position", 'at', NEW."at", 'is_open', NEW."is_open", 'by', NEW."by", 'entered_at', NEW."entered_at", 'note', NEW."note", 'extra', NEW."extra", 'withdrawn_at', NEW."withdrawn_at", 'withdrawn_why', NEW."withdrawn_why", 'taken_from', NEW."taken_from")), plexlog_now(), plexlog_staff(), plexlog_name(), plexlog_station(), plexlog_why(), hex(randomblob(16)));
END;

CREATE TRIGGER "reading_after_update" AFTER UPDATE ON "reading"
BEGIN
  INSERT INTO "history_entry" ("table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "at", "staff_key", "name", "station", "why", "salt")
  VALUES ('reading', NEW."key", NEW."session_key", NULL, 'update', (SELECT json_group_object(n, o) FROM (SELECT 'key' AS n, OLD."key" AS o, NEW."key" AS w UNION ALL SELECT 'session_key' AS n, OLD."session_key" AS o, NEW."session_key" AS w UNION ALL SELECT 'position' AS n, OLD."position" AS o, NEW."position" AS w UNION ALL SELECT 'at' AS n, OLD."at" AS o, NEW."at" AS w UNION ALL SELECT 'is_open' AS n, OLD."is_open" AS o, NEW."is_open" AS w UNION ALL SELECT 'by' AS n, OLD."by" AS o, NEW."by" AS w UNION ALL SELECT 'entered_at' AS n, OLD."entered_at" AS o, NEW."entered_at" AS w UNION ALL SELECT 'note' AS n, OLD."note" AS o, NEW."note" AS w UNION ALL SELECT 'extra' AS n, OLD."extra" AS o, NEW."extra" AS w UNION ALL SELECT 'withdrawn_at' AS n, OLD."withdrawn_at" AS o, NEW."withdrawn_at" AS w UNION ALL SELECT 'withdrawn_why' AS n, OLD."withdrawn_why" AS o, NEW."withdrawn_why" AS w UNION ALL SELECT 'taken_from' AS n, OLD."taken_from" AS o, NEW."taken_from" AS w) WHERE o IS NOT w), json_patch('{}', json_object('key', NEW."key", 'session_key', NEW."session_key", 'position', NEW."position", 'at', NEW."at", 'is_open', NEW."is_open", 'by', NEW."by", 'entered_at', NEW."entered_at", 'note', NEW."note", 'extra', NEW."extra", 'withdrawn_at', NEW."withdrawn_at", 'withdrawn_why', NEW."withdrawn_why", 'taken_from', NEW."taken_from")), plexlog_now(), plexlog_staff(), plexlog_name(), plexlog_station(), plexlog_why(), hex(randomblob(16)));
END;

CREATE TRIGGER "reading_no_delete" BEFORE DELETE ON "reading"
WHEN NOT EXISTS (SELECT 1 FROM "erasure" WHERE "key" = plexlog_erasing('reading', OLD."key"))
BEGIN
  SELECT RAISE(ABORT, 'kept');
END;

CREATE TRIGGER "reading_no_replace" BEFORE INSERT ON "reading"
WHEN EXISTS (SELECT 1 FROM "reading" WHERE rowid = NEW.rowid) OR EXISTS (SELECT 1 FROM "reading" WHERE "key" = NEW."key")
BEGIN
  SELECT RAISE(ABORT, 'kept');
END;

CREATE TRIGGER "reading_same_row" BEFORE UPDATE ON "reading"
WHEN NEW.rowid <> OLD.rowid OR NEW."key" <> OLD."key"
BEGIN
  SELECT RAISE(ABORT, 'kept');
END;

CREATE TRIGGER "reading_signed_insert" BEFORE INSERT ON "reading"
WHEN EXISTS (SELECT 1 FROM "signature" WHERE "session_key" IN (NEW."session_key") AND "meaning" = 'performed')
BEGIN
  SELECT RAISE(ABORT, 'signed');
END;

CREATE TRIGGER "reading_signed_update" BEFORE UPDATE ON "reading"
WHEN EXISTS (SELECT 1 FROM "signature" WHERE "session_key" IN (OLD."session_key", NEW."session_key") AND "meaning" = 'performed')
BEGIN
  SELECT RAISE(ABORT, 'signed');
END;

CREATE TRIGGER "saline_bolus_after_insert" AFTER INSERT ON "saline_bolus"
BEGIN
  INSERT INTO "history_entry" ("table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "at", "staff_key", "name", "station", "why", "salt")
  VALUES ('saline_bolus', NEW."key", NEW."session_key", NULL, 'insert', NULL, json_patch('{}', json_object('key', NEW."key", 'session_key', NEW."session_key", 'position', NEW."position", 'at', NEW."at", 'volume_ml', NEW."volume_ml", 'reason', NEW."reason", 'by', NEW."by", 'spelled', NEW."spelled", 'extra', NEW."extra", 'withdrawn_at', NEW."withdrawn_at", 'withdrawn_why', NEW."withdrawn_why", 'entered_at', NEW."entered_at")), plexlog_now(), plexlog_staff(), plexlog_name(), plexlog_station(), plexlog_why(), hex(randomblob(16)));
END;

CREATE TRIGGER "saline_bolus_after_update" AFTER UPDATE ON "saline_bolus"
BEGIN
  INSERT INTO "history_entry" ("table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "at", "staff_key", "name", "station", "why", "salt")
  VALUES ('saline_bolus', NEW."key", NEW."session_key", NULL, 'update', (SELECT json_group_object(n, o) FROM (SELECT 'key' AS n, OLD."key" AS o, NEW."key" AS w UNION ALL SELECT 'session_key' AS n, OLD."session_key" AS o, NEW."session_key" AS w UNION ALL SELECT 'position' AS n, OLD."position" AS o, NEW."position" AS w UNION ALL SELECT 'at' AS n, OLD."at" AS o, NEW."at" AS w UNION ALL SELECT 'volume_ml' AS n, OLD."volume_ml" AS o, NEW."volume_ml" AS w UNION ALL SELECT 'reason' AS n, OLD."reason" AS o, NEW."reason" AS w UNION ALL SELECT 'by' AS n, OLD."by" AS o, NEW."by" AS w UNION ALL SELECT 'spelled' AS n, OLD."spelled" AS o, NEW."spelled" AS w UNION ALL SELECT 'extra' AS n, OLD."extra" AS o, NEW."extra" AS w UNION ALL SELECT 'withdrawn_at' AS n, OLD."withdrawn_at" AS o, NEW."withdrawn_at" AS w UNION ALL SELECT 'withdrawn_why' AS n, OLD."withdrawn_why" AS o, NEW."withdrawn_why" AS w UNION ALL SELECT 'entered_at' AS n, OLD."entered_at" AS o, NEW."entered_at" AS w) WHERE o IS NOT w), json_patch('{}', json_object('key', NEW."key", 'session_key', NEW."session_key", 'position', NEW."position", 'at', NEW."at", 'volume_ml', NEW."volume_ml", 'reason', NEW."reason", 'by', NEW."by", 'spelled', NEW."spelled", 'extra', NEW."extra", 'withdrawn_at', NEW."withdrawn_at", 'withdrawn_why', NEW."withdrawn_why", 'entered_at', NEW."entered_at")), plexlog_now(), plexlog_staff(), plexlog_name(), plexlog_station(), plexlog_why(), hex(randomblob(16)));
END;

CREATE TRIGGER "saline_bolus_no_delete" BEFORE DELETE ON "saline_bolus"
WHEN NOT EXISTS (SELECT 1 FROM "erasure" WHERE "key" = plexlog_erasing('saline_bolus', OLD."key"))
BEGIN
  SELECT RAISE(ABORT, 'kept');
END;

CREATE TRIGGER "saline_bolus_no_replace" BEFORE INSERT ON "saline_bolus"
WHEN EXISTS (SELECT 1 FROM "saline_bolus" WHERE rowid = NEW.rowid) OR EXISTS (SELECT 1 FROM "saline_bolus" WHERE "key" = NEW."key")
BEGIN
  SELECT RAISE(ABORT, 'kept');
END;

CREATE TRIGGER "saline_bolus_same_row" BEFORE UPDATE ON "saline_bolus"
WHEN NEW.rowid <> OLD.rowid OR NEW."key" <> OLD."key"
BEGIN
  SELECT RAISE(ABORT, 'kept');
END;

CREATE TRIGGER "saline_bolus_signed_insert" BEFORE INSERT ON "saline_bolus"
WHEN EXISTS (SELECT 1 FROM "signature" WHERE "session_key" IN (NEW."session_key") AND "meaning" = 'performed')
BEGIN
  SELECT RAISE(ABORT, 'signed');
END;

CREATE TRIGGER "saline_bolus_signed_update" BEFORE UPDATE ON "saline_bolus"
WHEN EXISTS (SELECT 1 FROM "signature" WHERE "session_key" IN (OLD."session_key", NEW."session_key") AND "meaning" = 'performed')
BEGIN
  SELECT RAISE(ABORT, 'signed');
END;

CREATE TRIGGER "score_after_insert" AFTER INSERT ON "score"
BEGIN
  INSERT INTO "history_entry" ("table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "at", "staff_key", "name", "station", "why", "salt")
  VALUES ('score', NEW."key", NULL, NEW."course_key", 'insert', NULL, json_patch('{}', json_object('key', NEW."key", 'course_key', NEW."course_key", 'position', NEW."position", 'scale', NEW."scale", 'value', NEW."value", 'at', NEW."at", 'by', NEW."by", 'session_id', NEW."session_id", 'note', NEW."note", 'spelled', NEW."spelled", 'extra', NEW."extra", 'withdrawn_at', NEW."withdrawn_at", 'withdrawn_why', NEW."withdrawn_why", 'timing', NEW."timing", 'entered_at', NEW."entered_at")), plexlog_now(), plexlog_staff(), plexlog_name(), plexlog_station(), plexlog_why(), hex(randomblob(16)));
END;

CREATE TRIGGER "score_after_update" AFTER UPDATE ON "score"
BEGIN
  INSERT INTO "history_entry" ("table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "at", "staff_key", "name", "station", "why", "salt")
  VALUES ('score', NEW."key", NULL, NEW."course_key", 'update', (SELECT json_group_object(n, o) FROM (SELECT 'key' AS n, OLD."key" AS o, NEW."key" AS w UNION ALL SELECT 'course_key' AS n, OLD."course_key" AS o, NEW."course_key" AS w UNION ALL SELECT 'position' AS n, OLD."position" AS o, NEW."position" AS w UNION ALL SELECT 'scale' AS n, OLD."scale" AS o, NEW."scale" AS w UNION ALL SELECT 'value' AS n, OLD."value" AS o, NEW."value" AS w UNION ALL SELECT 'at' AS n, OLD."at" AS o, NEW."at" AS w UNION ALL SELECT 'by' AS n, OLD."by" AS o, NEW."by" AS w UNION ALL SELECT 'session_id' AS n, OLD."session_id" AS o, NEW."session_id" AS w UNION ALL SELECT 'note' AS n, OLD."note" AS o, NEW."note" AS w UNION ALL SELECT 'spelled' AS n, OLD."spelled" AS o, NEW."spelled" AS w UNION ALL SELECT 'extra' AS n, OLD."extra" AS o, NEW."extra" AS w UNION ALL SELECT 'withdrawn_at' AS n, OLD."withdrawn_at" AS o, NEW."withdrawn_at" AS w UNION ALL SELECT 'withdrawn_why' AS n, OLD."withdrawn_why" AS o, NEW."withdrawn_why" AS w UNION ALL SELECT 'timing' AS n, OLD."timing" AS o, NEW."timing" AS w UNION ALL SELECT 'entered_at' AS n, OLD."entered_at" AS o, NEW."entered_at" AS w) WHERE o IS NOT w), json_patch('{}', json_object('key', NEW."key", 'course_key', NEW."course_key", 'position', NEW."position", 'scale', NEW."scale", 'value', NEW."value", 'at', NEW."at", 'by', NEW."by", 'session_id', NEW."session_id", 'note', NEW."note", 'spelled', NEW."spelled", 'extra', NEW."extra", 'withdrawn_at', NEW."withdrawn_at", 'withdrawn_why', NEW."withdrawn_why", 'timing', NEW."timing", 'entered_at', NEW."entered_at")), plexlog_now(), plexlog_staff(), plexlog_name(), plexlog_station(), plexlog_why(), hex(randomblob(16)));
END;

CREATE TRIGGER "score_no_delete" BEFORE DELETE ON "score"
WHEN NOT EXISTS (SELECT 1 FROM "erasure" WHERE "key" = plexlog_erasing('score', OLD."key"))
BEGIN
  SELECT RAISE(ABORT, 'kept');
END;

CREATE TRIGGER "score_no_replace" BEFORE INSERT ON "score"
WHEN EXISTS (SELECT 1 FROM "score" WHERE rowid = NEW.rowid) OR EXISTS (SELECT 1 FROM "score" WHERE "key" = NEW."key")
BEGIN
  SELECT RAISE(ABORT, 'kept');
END;

CREATE TRIGGER "score_same_row" BEFORE UPDATE ON "score"
WHEN NEW.rowid <> OLD.rowid OR NEW."key" <> OLD."key"
BEGIN
  SELECT RAISE(ABORT, 'kept');
END;

CREATE TRIGGER "session_after_insert" AFTER INSERT ON "session"
BEGIN
  INSERT INTO "history_entry" ("table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "at", "staff_key", "name", "station", "why", "salt")
  VALUES ('session', NEW."key", NEW."key", NEW."course_key", 'insert', NULL, json_patch('{}', json_object('key', NEW."key", 'course_key', NEW."course_key", 'position', NEW."position", 'id', NEW."id", 'number', NEW."number", 'planned_at', NEW."planned_at", 'started_at', NEW."started_at", 'ended_at', NEW."ended_at", 'station', NEW."station", 'note', NEW."note", 'machine', NEW."machine", 'circuit_set', NEW."circuit_set", 'supplies', NEW."supplies", 'access_device_id', NEW."access_device_id", 'plan', NEW."plan", 'identity_check', NEW."identity_check", 'access_check', NEW."access_check", 'drugs_of_note', NEW."drugs_of_note", 'prime_fluid', NEW."prime_fluid", 'end_reason', NEW."end_reason", 'end_note', NEW."end_note", 'rinseback_not_done_reason', NEW."rinseback_not_done_reason", 'close_note', NEW."close_note", 'close_extra', NEW."close_extra", 'totals_extra', NEW."totals_extra", 'listed', NEW."listed", 'extra', NEW."extra", 'order_key', NEW."order_key", 'signed_at', NEW."signed_at", 'limits_key', NEW."limits_key", 'vitals_skips', NEW."vitals_skips", 'plan_changes', NEW."plan_changes", 'symptoms_noted', NEW."symptoms_noted", 'device_totals', NEW."device_totals", 'systems', NEW."systems", 'drugs_after', NEW."drugs_after", 'delays', NEW."delays", 'lessons', NEW."lessons", 'hand_overs', NEW."hand_overs", 'paper', NEW."paper", 'planned_by', NEW."planned_by", 'withdrawn_at', NEW."withdrawn_at", 'withdrawn_why', NEW."withdrawn_why")), plexlog_now(), plexlog_staff(), plexlog_name(), plexlog_station(), plexlog_why(), hex(randomblob(16)));
END;

CREATE TRIGGER "session_after_update" AFTER UPDATE ON "session"
BEGIN
  INSERT INTO "history_entry" ("table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "at", "staff_key", "name", "station", "why", "salt")
  VALUES ('session', NEW."key", NEW."key", NEW."course_key", 'update', (SELECT json_group_object(n, o) FROM (SELECT 'key' AS n, OLD."key" AS o, NEW."key" AS w UNION ALL SELECT 'course_key' AS n, OLD."course_key" AS o, NEW."course_key" AS w UNION ALL SELECT 'position' AS n, OLD."position" AS o, NEW."position" AS w UNION ALL SELECT 'id' AS n, OLD."id" AS o, NEW."id" AS w UNION ALL SELECT 'number' AS n, OLD."number" AS o, NEW."number" AS w UNION ALL SELECT 'planned_at' AS n, OLD."planned_at" AS o, NEW."planned_at" AS w UNION ALL SELECT 'started_at' AS n, OLD."started_at" AS o, NEW."started_at" AS w UNION ALL SELECT 'ended_at' AS n, OLD."ended_at" AS o, NEW."ended_at" AS w UNION ALL SELECT 'station' AS n, OLD."station" AS o, NEW."station" AS w UNION ALL SELECT 'note' AS n, OLD."note" AS o, NEW."note" AS w UNION ALL SELECT 'machine' AS n, OLD."machine" AS o, NEW."machine" AS w UNION ALL SELECT 'circuit_set' AS n, OLD."circuit_set" AS o, NEW."circuit_set" AS w UNION ALL SELECT 'supplies' AS n, OLD."supplies" AS o, NEW."supplies" AS w UNION ALL SELECT 'access_device_id' AS n, OLD."access_device_id" AS o, NEW."access_device_id" AS w UNION ALL SELECT 'plan' AS n, OLD."plan" AS o, NEW."plan" AS w UNION ALL SELECT 'identity_check' AS n, OLD."identity_check" AS o, NEW."identity_check" AS w UNION ALL SELECT 'access_check' AS n, OLD."access_check" AS o, NEW."access_check" AS w UNION ALL SELECT 'drugs_of_note' AS n, OLD."drugs_of_note" AS o, NEW."drugs_of_note" AS w UNION ALL SELECT 'prime_fluid' AS n, OLD."prime_fluid" AS o, NEW."prime_fluid" AS w UNION ALL SELECT 'end_reason' AS n, OLD."end_reason" AS o, NEW."end_reason" AS w UNION ALL SELECT 'end_note' AS n, OLD."end_note" AS o, NEW."end_note" AS w UNION ALL SELECT 'rinseback_not_done_reason' AS n, OLD."rinseback_not_done_reason" AS o, NEW."rinseback_not_done_reason" AS w UNION ALL SELECT 'close_note' AS n, OLD."close_note" AS o, NEW."close_note" AS w UNION ALL SELECT 'close_extra' AS n, OLD."close_extra" AS o, NEW."close_extra" AS w UNION ALL SELECT 'totals_extra' AS n, OLD."totals_extra" AS o, NEW."totals_extra" AS w UNION ALL SELECT 'listed' AS n, OLD."listed" AS o, NEW."listed" AS w UNION ALL SELECT 'extra' AS n, OLD."extra" AS o, NEW."extra" AS w UNION ALL SELECT 'order_key' AS n, OLD."order_key" AS o, NEW."order_key" AS w UNION ALL SELECT 'signed_at' AS n, OLD."signed_at" AS o, NEW."signed_at" AS w UNION ALL SELECT 'limits_key' AS n, OLD."limits_key" AS o, NEW."limits_key" AS w UNION ALL SELECT 'vitals_skips' AS n, OLD."vitals_skips" AS o, NEW."vitals_skips" AS w UNION ALL SELECT 'plan_changes' AS n, OLD."plan_changes" AS o, NEW."plan_changes" AS w UNION ALL SELECT 'symptoms_noted' AS n, OLD."symptoms_noted" AS o, NEW."symptoms_noted" AS w UNION ALL SELECT 'device_totals' AS n, OLD."device_totals" AS o, NEW."device_totals" AS w UNION ALL SELECT 'systems' AS n, OLD."systems" AS o, NEW."systems" AS w UNION ALL SELECT 'drugs_after' AS n, OLD."drugs_after" AS o, NEW."drugs_after" AS w UNION ALL SELECT 'delays' AS n, OLD."delays" AS o, NEW."delays" AS w UNION ALL SELECT 'lessons' AS n, OLD."lessons" AS o, NEW."lessons" AS w UNION ALL SELECT 'hand_overs' AS n, OLD."hand_overs" AS o, NEW."hand_overs" AS w UNION ALL SELECT 'paper' AS n, OLD."paper" AS o, NEW."paper" AS w UNION ALL SELECT 'planned_by' AS n, OLD."planned_by" AS o, NEW."planned_by" AS w UNION ALL SELECT 'withdrawn_at' AS n, OLD."withdrawn_at" AS o, NEW."withdrawn_at" AS w UNION ALL SELECT 'withdrawn_why' AS n, OLD."withdrawn_why" AS o, NEW."withdrawn_why" AS w) WHERE o IS NOT w), json_patch('{}', json_object('key', NEW."key", 'course_key', NEW."course_key", 'position', NEW."position", 'id', NEW."id", 'number', NEW."number", 'planned_at', NEW."planned_at", 'started_at', NEW."started_at", 'ended_at', NEW."ended_at", 'station', NEW."station", 'note', NEW."note", 'machine', NEW."machine", 'circuit_set', NEW."circuit_set", 'supplies', NEW."supplies", 'access_device_id', NEW."access_device_id", 'plan', NEW."plan", 'identity_check', NEW."identity_check", 'access_check', NEW."access_check", 'drugs_of_note', NEW."drugs_of_note", 'prime_fluid', NEW."prime_fluid", 'end_reason', NEW."end_reason", 'end_note', NEW."end_note", 'rinseback_not_done_reason', NEW."rinseback_not_done_reason", 'close_note', NEW."close_note", 'close_extra', NEW."close_extra", 'totals_extra', NEW."totals_extra", 'listed', NEW."listed", 'extra', NEW."extra", 'order_key', NEW."order_key", 'signed_at', NEW."signed_at", 'limits_key', NEW."limits_key", 'vitals_skips', NEW."vitals_skips", 'plan_changes', NEW."plan_changes", 'symptoms_noted', NEW."symptoms_noted", 'device_totals', NEW."device_totals", 'systems', NEW."systems", 'drugs_after', NEW."drugs_after", 'delays', NEW."delays", 'lessons', NEW."lessons", 'hand_overs', NEW."hand_overs", 'paper', NEW."paper", 'planned_by', NEW."planned_by", 'withdrawn_at', NEW."withdrawn_at", 'withdrawn_why', NEW."withdrawn_why")), plexlog_now(), plexlog_staff(), plexlog_name(), plexlog_station(), plexlog_why(), hex(randomblob(16)));
END;

CREATE TRIGGER "session_no_delete" BEFORE DELETE ON "session"
WHEN NOT EXISTS (SELECT 1 FROM "erasure" WHERE "key" = plexlog_erasing('session', OLD."key"))
BEGIN
  SELECT RAISE(ABORT, 'kept');
END;

CREATE TRIGGER "session_no_replace" BEFORE INSERT ON "session"
WHEN EXISTS (SELECT 1 FROM "session" WHERE rowid = NEW.rowid) OR EXISTS (SELECT 1 FROM "session" WHERE "key" = NEW."key")
BEGIN
  SELECT RAISE(ABORT, 'kept');
END;

CREATE TRIGGER "session_only_one" BEFORE INSERT ON "session"
WHEN EXISTS (SELECT 1 FROM "session" WHERE "course_key" = NEW."course_key" AND "id" = NEW."id" AND "key" <> NEW."key")
BEGIN
  SELECT RAISE(ABORT, 'taken');
END;

CREATE TRIGGER "session_same_row" BEFORE UPDATE ON "session"
WHEN NEW.rowid <> OLD.rowid OR NEW."key" <> OLD."key"
BEGIN
  SELECT RAISE(ABORT, 'kept');
END;

CREATE TRIGGER "session_signed_insert" BEFORE INSERT ON "session"
WHEN EXISTS (SELECT 1 FROM "signature" WHERE "session_key" IN (NEW."key") AND "meaning" = 'performed')
BEGIN
  SELECT RAISE(ABORT, 'signed');
END;

CREATE TRIGGER "session_signed_update" BEFORE UPDATE ON "session"
WHEN EXISTS (SELECT 1 FROM "signature" WHERE "session_key" IN (OLD."key", NEW."key") AND "meaning" = 'performed')
BEGIN
  SELECT RAISE(ABORT, 'signed');
END;

CREATE TRIGGER "session_still_one" BEFORE UPDATE OF "course_key", "id" ON "session"
WHEN EXISTS (SELECT 1 FROM "session" WHERE "course_key" = NEW."course_key" AND "id" = NEW."id" AND rowid <> OLD.rowid)
BEGIN
  SELECT RAISE(ABORT, 'taken');
END;

CREATE TRIGGER "setting_change_after_insert" AFTER INSERT ON "setting_change"
BEGIN
  INSERT INTO "history_entry" ("table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "at", "staff_key", "name", "station", "why", "salt")
  VALUES ('setting_change', NEW."key", NULL, NULL, 'insert', NULL, json_patch('{}', json_object('key', NEW."key", 'version', NEW."version", 'name', NEW."name", 'value', NEW."value", 'why', NEW."why", 'by', NEW."by", 'at', NEW."at")), plexlog_now(), plexlog_staff(), plexlog_name(), plexlog_station(), plexlog_why(), hex(randomblob(16)));
END;

CREATE TRIGGER "setting_change_after_update" AFTER UPDATE ON "setting_change"
BEGIN
  INSERT INTO "history_entry" ("table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "at", "staff_key", "name", "station", "why", "salt")
  VALUES ('setting_change', NEW."key", NULL, NULL, 'update', (SELECT json_group_object(n, o) FROM (SELECT 'key' AS n, OLD."key" AS o, NEW."key" AS w UNION ALL SELECT 'version' AS n, OLD."version" AS o, NEW."version" AS w UNION ALL SELECT 'name' AS n, OLD."name" AS o, NEW."name" AS w UNION ALL SELECT 'value' AS n, OLD."value" AS o, NEW."value" AS w UNION ALL SELECT 'why' AS n, OLD."why" AS o, NEW."why" AS w UNION ALL SELECT 'by' AS n, OLD."by" AS o, NEW."by" AS w UNION ALL SELECT 'at' AS n, OLD."at" AS o, NEW."at" AS w) WHERE o IS NOT w), json_patch('{}', json_object('key', NEW."key", 'version', NEW."version", 'name', NEW."name", 'value', NEW."value", 'why', NEW."why", 'by', NEW."by", 'at', NEW."at")), plexlog_now(), plexlog_staff(), plexlog_name(), plexlog_station(), plexlog_why(), hex(randomblob(16)));
END;

CREATE TRIGGER "setting_change_no_delete" BEFORE DELETE ON "setting_change"
BEGIN
  SELECT RAISE(ABORT, 'kept');
END;

CREATE TRIGGER "setting_change_no_replace" BEFORE INSERT ON "setting_change"
WHEN EXISTS (SELECT 1 FROM "setting_change" WHERE rowid = NEW.rowid) OR EXISTS (SELECT 1 FROM "setting_change" WHERE "key" = NEW."key")
BEGIN
  SELECT RAISE(ABORT, 'kept');
END;

CREATE TRIGGER "setting_change_no_update" BEFORE UPDATE ON "setting_change"
BEGIN
  SELECT RAISE(ABORT, 'kept');
END;

CREATE TRIGGER "setting_change_only_one" BEFORE INSERT ON "setting_change"
WHEN EXISTS (SELECT 1 FROM "setting_change" WHERE "version" = NEW."version" AND "key" <> NEW."key")
BEGIN
  SELECT RAISE(ABORT, 'taken');
END;

CREATE TRIGGER "setting_change_same_row" BEFORE UPDATE ON "setting_change"
WHEN NEW.rowid <> OLD.rowid OR NEW."key" <> OLD."key"
BEGIN
  SELECT RAISE(ABORT, 'kept');
END;

CREATE TRIGGER "setting_change_still_one" BEFORE UPDATE OF "version" ON "setting_change"
WHEN EXISTS (SELECT 1 FROM "setting_change" WHERE "version" = NEW."version" AND rowid <> OLD.rowid)
BEGIN
  SELECT RAISE(ABORT, 'taken');
END;

CREATE TRIGGER "signature_after_insert" AFTER INSERT ON "signature"
BEGIN
  INSERT INTO "history_entry" ("table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "at", "staff_key", "name", "station", "why", "salt")
  VALUES ('signature', NEW."key", NEW."session_key", NULL, 'insert', NULL, json_patch('{}', json_object('key', NEW."key", 'session_key', NEW."session_key", 'staff_key', NEW."staff_key", 'name', NEW."name", 'role', NEW."role", 'meaning', NEW."meaning", 'at', NEW."at", 'fingerprint', NEW."fingerprint", 'history_head', NEW."history_head", 'public_key', NEW."public_key", 'signature', NEW."signature", 'said', NEW."said", 'beside', NEW."beside")), plexlog_now(), plexlog_staff(), plexlog_name(), plexlog_station(), plexlog_why(), hex(randomblob(16)));
END;

CREATE TRIGGER "signature_after_update" AFTER UPDATE ON "signature"
BEGIN
  INSERT INTO "history_entry" ("table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "at", "staff_key", "name", "station", "why", "salt")
  VALUES ('signature', NEW."key", NEW."session_key", NULL, 'update', (SELECT json_group_object(n, o) FROM (SELECT 'key' AS n, OLD."key" AS o, NEW."key" AS w UNION ALL SELECT 'session_key' AS n, OLD."session_key" AS o, NEW."session_key" AS w UNION ALL SELECT 'staff_key' AS n, OLD."staff_key" AS o, NEW."staff_key" AS w UNION ALL SELECT 'name' AS n, OLD."name" AS o, NEW."name" AS w UNION ALL SELECT 'role' AS n, OLD."role" AS o, NEW."role" AS w UNION ALL SELECT 'meaning' AS n, OLD."meaning" AS o, NEW."meaning" AS w UNION ALL SELECT 'at' AS n, OLD."at" AS o, NEW."at" AS w UNION ALL SELECT 'fingerprint' AS n, OLD."fingerprint" AS o, NEW."fingerprint" AS w UNION ALL SELECT 'history_head' AS n, OLD."history_head" AS o, NEW."history_head" AS w UNION ALL SELECT 'public_key' AS n, OLD."public_key" AS o, NEW."public_key" AS w UNION ALL SELECT 'signature' AS n, OLD."signature" AS o, NEW."signature" AS w UNION ALL SELECT 'said' AS n, OLD."said" AS o, NEW."said" AS w UNION ALL SELECT 'beside' AS n, OLD."beside" AS o, NEW."beside" AS w) WHERE o IS NOT w), json_patch('{}', json_object('key', NEW."key", 'session_key', NEW."session_key", 'staff_key', NEW."staff_key", 'name', NEW."name", 'role', NEW."role", 'meaning', NEW."meaning", 'at', NEW."at", 'fingerprint', NEW."fingerprint", 'history_head', NEW."history_head", 'public_key', NEW."public_key", 'signature', NEW."signature", 'said', NEW."said", 'beside', NEW."beside")), plexlog_now(), plexlog_staff(), plexlog_name(), plexlog_station(), plexlog_why(), hex(randomblob(16)));
END;

CREATE TRIGGER "signature_no_delete" BEFORE DELETE ON "signature"
WHEN NOT EXISTS (SELECT 1 FROM "erasure" WHERE "key" = plexlog_erasing('signature', OLD."key"))
BEGIN
  SELECT RAISE(ABORT, 'kept');
END;

CREATE TRIGGER "signature_no_replace" BEFORE INSERT ON "signature"
WHEN EXISTS (SELECT 1 FROM "signature" WHERE rowid = NEW.rowid) OR EXISTS (SELECT 1 FROM "signature" WHERE "key" = NEW."key")
BEGIN
  SELECT RAISE(ABORT, 'signed');
END;

CREATE TRIGGER "signature_no_update" BEFORE UPDATE ON "signature"
BEGIN
  SELECT RAISE(ABORT, 'signed');
END;

CREATE TRIGGER "signature_same_row" BEFORE UPDATE ON "signature"
WHEN NEW.rowid <> OLD.rowid OR NEW."key" <> OLD."key"
BEGIN
  SELECT RAISE(ABORT, 'signed');
END;

CREATE TRIGGER "signature_statement_after_insert" AFTER INSERT ON "signature_statement"
BEGIN
  INSERT INTO "history_entry" ("table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "at", "staff_key", "name", "station", "why", "salt")
  VALUES ('signature_statement', NEW."key", NULL, NEW."course_key", 'insert', NULL, json_patch('{}', json_object('key', NEW."key", 'course_key', NEW."course_key", 'position', NEW."position", 'role', NEW."role", 'name', NEW."name", 'at', NEW."at", 'meaning', NEW."meaning", 'session_id', NEW."session_id", 'extra', NEW."extra", 'withdrawn_at', NEW."withdrawn_at", 'withdrawn_why', NEW."withdrawn_why", 'said', NEW."said")), plexlog_now(), plexlog_staff(), plexlog_name(), plexlog_station(), plexlog_why(), hex(randomblob(16)));
END;

CREATE TRIGGER "signature_statement_after_update" AFTER UPDATE ON "signature_statement"
BEGIN
  INSERT INTO "history_entry" ("table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "at", "staff_key", "name", "station", "why", "salt")
  VALUES ('signature_statement', NEW."key", NULL, NEW."course_key", 'update', (SELECT json_group_object(n, o) FROM (SELECT 'key' AS n, OLD."key" AS o, NEW."key" AS w UNION ALL SELECT 'course_key' AS n, OLD."course_key" AS o, NEW."course_key" AS w UNION ALL SELECT 'position' AS n, OLD."position" AS o, NEW."position" AS w UNION ALL SELECT 'role' AS n, OLD."role" AS o, NEW."role" AS w UNION ALL SELECT 'name' AS n, OLD."name" AS o, NEW."name" AS w UNION ALL SELECT 'at' AS n, OLD."at" AS o, NEW."at" AS w UNION ALL SELECT 'meaning' AS n, OLD."meaning" AS o, NEW."meaning" AS w UNION ALL SELECT 'session_id' AS n, OLD."session_id" AS o, NEW."session_id" AS w UNION ALL SELECT 'extra' AS n, OLD."extra" AS o, NEW."extra" AS w UNION ALL SELECT 'withdrawn_at' AS n, OLD."withdrawn_at" AS o, NEW."withdrawn_at" AS w UNION ALL SELECT 'withdrawn_why' AS n, OLD."withdrawn_why" AS o, NEW."withdrawn_why" AS w UNION ALL SELECT 'said' AS n, OLD."said" AS o, NEW."said" AS w) WHERE o IS NOT w), json_patch('{}', json_object('key', NEW."key", 'course_key', NEW."course_key", 'position', NEW."position", 'role', NEW."role", 'name', NEW."name", 'at', NEW."at", 'meaning', NEW."meaning", 'session_id', NEW."session_id", 'extra', NEW."extra", 'withdrawn_at', NEW."withdrawn_at", 'withdrawn_why', NEW."withdrawn_why", 'said', NEW."said")), plexlog_now(), plexlog_staff(), plexlog_name(), plexlog_station(), plexlog_why(), hex(randomblob(16)));
END;

CREATE TRIGGER "signature_statement_no_delete" BEFORE DELETE ON "signature_statement"
WHEN NOT EXISTS (SELECT 1 FROM "erasure" WHERE "key" = plexlog_erasing('signature_statement', OLD."key"))
BEGIN
  SELECT RAISE(ABORT, 'kept');
END;

CREATE TRIGGER "signature_statement_no_replace" BEFORE INSERT ON "signature_statement"
WHEN EXISTS (SELECT 1 FROM "signature_statement" WHERE rowid = NEW.rowid) OR EXISTS (SELECT 1 FROM "signature_statement" WHERE "key" = NEW."key")
BEGIN
  SELECT RAISE(ABORT, 'kept');
END;

CREATE TRIGGER "signature_statement_same_row" BEFORE UPDATE ON "signature_statement"
WHEN NEW.rowid <> OLD.rowid OR NEW."key" <> OLD."key"
BEGIN
  SELECT RAISE(ABORT, 'kept');
END;

CREATE TRIGGER "staff_after_insert" AFTER INSERT ON "staff"
BEGIN
  INSERT INTO "history_entry" ("table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "at", "staff_key", "name", "station", "why", "salt")
  VALUES ('staff', NEW."key", NULL, NULL, 'insert', NULL, json_patch('{}', json_object('key', NEW."key", 'login', NEW."login", 'name', NEW."name", 'role', NEW."role", 'public_key', NEW."public_key", 'left_at', NEW."left_at", 'administers', NEW."administers", 'password_changed_at', NEW."password_changed_at", 'vouched', NEW."vouched")), plexlog_now(), plexlog_staff(), plexlog_name(), plexlog_station(), plexlog_why(), hex(randomblob(16)));
END;

CREATE TRIGGER "staff_after_update" AFTER UPDATE ON "staff"
BEGIN
  INSERT INTO "history_entry" ("table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "at", "staff_key", "name", "station", "why", "salt")
  VALUES ('staff', NEW."key", NULL, NULL, 'update', (SELECT json_group_object(n, o) FROM (SELECT 'key' AS n, OLD."key" AS o, NEW."key" AS w UNION ALL SELECT 'login' AS n, OLD."login" AS o, NEW."login" AS w UNION ALL SELECT 'name' AS n, OLD."name" AS o, NEW."name" AS w UNION ALL SELECT 'role' AS n, OLD."role" AS o, NEW."role" AS w UNION ALL SELECT 'public_key' AS n, OLD."public_key" AS o, NEW."public_key" AS w UNION ALL SELECT 'left_at' AS n, OLD."left_at" AS o, NEW."left_at" AS w UNION ALL SELECT 'administers' AS n, OLD."administers" AS o, NEW."administers" AS w UNION ALL SELECT 'password_changed_at' AS n, OLD."password_changed_at" AS o, NEW."password_changed_at" AS w UNION ALL SELECT 'vouched' AS n, OLD."vouched" AS o, NEW."vouched" AS w) WHERE o IS NOT w), json_patch('{}', json_object('key', NEW."key", 'login', NEW."login", 'name', NEW."name", 'role', NEW."role", 'public_key', NEW."public_key", 'left_at', NEW."left_at", 'administers', NEW."administers", 'password_changed_at', NEW."password_changed_at", 'vouched', NEW."vouched")), plexlog_now(), plexlog_staff(), plexlog_name(), plexlog_station(), plexlog_why(), hex(randomblob(16)));
END;

CREATE TRIGGER "staff_no_delete" BEFORE DELETE ON "staff"
BEGIN
  SELECT RAISE(ABORT, 'kept');
END;

CREATE TRIGGER "staff_no_replace" BEFORE INSERT ON "staff"
WHEN EXISTS (SELECT 1 FROM "staff" WHERE rowid = NEW.rowid) OR EXISTS (SELECT 1 FROM "staff" WHERE "key" = NEW."key")
BEGIN
  SELECT RAISE(ABORT, 'kept');
END;

CREATE TRIGGER "staff_only_one" BEFORE INSERT ON "staff"
WHEN EXISTS (SELECT 1 FROM "staff" WHERE "login" = NEW."login" AND "key" <> NEW."key")
BEGIN
  SELECT RAISE(ABORT, 'taken');
END;

CREATE TRIGGER "staff_same_row" BEFORE UPDATE ON "staff"
WHEN NEW.rowid <> OLD.rowid OR NEW."key" <> OLD."key"
BEGIN
  SELECT RAISE(ABORT, 'kept');
END;

CREATE TRIGGER "staff_still_one" BEFORE UPDATE OF "login" ON "staff"
WHEN EXISTS (SELECT 1 FROM "staff" WHERE "login" = NEW."login" AND rowid <> OLD.rowid)
BEGIN
  SELECT RAISE(ABORT, 'taken');
END;

CREATE TRIGGER "unit_after_insert" AFTER INSERT ON "unit"
BEGIN
  INSERT INTO "history_entry" ("table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "at", "staff_key", "name", "station", "why", "salt")
  VALUES ('unit', NEW."key", NULL, NULL, 'insert', NULL, json_patch('{}', json_object('key', NEW."key", 'name', NEW."name", 'founded_at', NEW."founded_at", 'seeds', NEW."seeds", 'page_key_changed_at', NEW."page_key_changed_at", 'recovery_key_changed_at', NEW."recovery_key_changed_at", 'backup_folder', NEW."backup_folder")), plexlog_now(), plexlog_staff(), plexlog_name(), plexlog_station(), plexlog_why(), hex(randomblob(16)));
END;

CREATE TRIGGER "unit_after_update" AFTER UPDATE ON "unit"
BEGIN
  INSERT INTO "history_entry" ("table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "at", "staff_key", "name", "station", "why", "salt")
  VALUES ('unit', NEW."key", NULL, NULL, 'update', (SELECT json_group_object(n, o) FROM (SELECT 'key' AS n, OLD."key" AS o, NEW."key" AS w UNION ALL SELECT 'name' AS n, OLD."name" AS o, NEW."name" AS w UNION ALL SELECT 'founded_at' AS n, OLD."founded_at" AS o, NEW."founded_at" AS w UNION ALL SELECT 'seeds' AS n, OLD."seeds" AS o, NEW."seeds" AS w UNION ALL SELECT 'page_key_changed_at' AS n, OLD."page_key_changed_at" AS o, NEW."page_key_changed_at" AS w UNION ALL SELECT 'recovery_key_changed_at' AS n, OLD."recovery_key_changed_at" AS o, NEW."recovery_key_changed_at" AS w UNION ALL SELECT 'backup_folder' AS n, OLD."backup_folder" AS o, NEW."backup_folder" AS w) WHERE o IS NOT w), json_patch('{}', json_object('key', NEW."key", 'name', NEW."name", 'founded_at', NEW."founded_at", 'seeds', NEW."seeds", 'page_key_changed_at', NEW."page_key_changed_at", 'recovery_key_changed_at', NEW."recovery_key_changed_at", 'backup_folder', NEW."backup_folder")), plexlog_now(), plexlog_staff(), plexlog_name(), plexlog_station(), plexlog_why(), hex(randomblob(16)));
END;

CREATE TRIGGER "unit_no_delete" BEFORE DELETE ON "unit"
BEGIN
  SELECT RAISE(ABORT, 'kept');
END;

CREATE TRIGGER "unit_no_replace" BEFORE INSERT ON "unit"
WHEN EXISTS (SELECT 1 FROM "unit" WHERE rowid = NEW.rowid) OR EXISTS (SELECT 1 FROM "unit" WHERE "key" = NEW."key")
BEGIN
  SELECT RAISE(ABORT, 'kept');
END;

CREATE TRIGGER "unit_same_row" BEFORE UPDATE ON "unit"
WHEN NEW.rowid <> OLD.rowid OR NEW."key" <> OLD."key"
BEGIN
  SELECT RAISE(ABORT, 'kept');
END;

CREATE TRIGGER "verification_no_delete" BEFORE DELETE ON "verification"
BEGIN
  SELECT RAISE(ABORT, 'kept');
END;

CREATE TRIGGER "verification_no_replace" BEFORE INSERT ON "verification"
WHEN EXISTS (SELECT 1 FROM "verification" WHERE rowid = NEW.rowid) OR EXISTS (SELECT 1 FROM "verification" WHERE "key" = NEW."key")
BEGIN
  SELECT RAISE(ABORT, 'kept');
END;

CREATE TRIGGER "verification_no_update" BEFORE UPDATE ON "verification"
BEGIN
  SELECT RAISE(ABORT, 'kept');
END;

CREATE TRIGGER "verification_same_row" BEFORE UPDATE ON "verification"
WHEN NEW.rowid <> OLD.rowid OR NEW."key" <> OLD."key"
BEGIN
  SELECT RAISE(ABORT, 'kept');
END;

CREATE VIEW "history_entry" AS SELECT NULL AS "table_name", NULL AS "row_key", NULL AS "session_key", NULL AS "course_key", NULL AS "operation", NULL AS "old", NULL AS "new", NULL AS "at", NULL AS "staff_key", NULL AS "name", NULL AS "station", NULL AS "why", NULL AS "salt" WHERE 0;

CREATE VIEW "values_after" AS SELECT o."session_key", o."reading_key", r."at",
  max(CASE WHEN o."code" = 'weight_kg' THEN o."value" END) AS "weight_kg",
  max(CASE WHEN o."code" = 'height_cm' THEN o."value" END) AS "height_cm",
  max(CASE WHEN o."code" = 'hematocrit_percent' THEN o."value" END) AS "hematocrit_percent",
  max(CASE WHEN o."code" = 'systolic_mmhg' THEN o."value" END) AS "systolic_mmhg",
  max(CASE WHEN o."code" = 'diastolic_mmhg' THEN o."value" END) AS "diastolic_mmhg",
  max(CASE WHEN o."code" = 'pulse_per_min' THEN o."value" END) AS "pulse_per_min",
  max(CASE WHEN o."code" = 'spo2_percent' THEN o."value" END) AS "spo2_percent",
  max(CASE WHEN o."code" = 'temperature_c' THEN o."value" END) AS "temperature_c",
  max(CASE WHEN o."code" = 'respiratory_rate_per_min' THEN o."value" END) AS "respiratory_rate_per_min",
  max(CASE WHEN o."code" = 'ionised_calcium_mmol_l' THEN o."value" END) AS "ionised_calcium_mmol_l",
  max(CASE WHEN o."code" = 'hemoglobin_g_l' THEN o."value" END) AS "hemoglobin_g_l",
  max(CASE WHEN o."code" = 'platelets_10e9_l' THEN o."value" END) AS "platelets_10e9_l",
  max(CASE WHEN o."code" = 'leukocytes_10e9_l' THEN o."value" END) AS "leukocytes_10e9_l",
  max(CASE WHEN o."code" = 'fibrinogen_g_l' THEN o."value" END) AS "fibrinogen_g_l",
  max(CASE WHEN o."code" = 'potassium_mmol_l' THEN o."value" END) AS "potassium_mmol_l",
  max(CASE WHEN o."code" = 'sodium_mmol_l' THEN o."value" END) AS "sodium_mmol_l",
  max(CASE WHEN o."code" = 'calcium_mmol_l' THEN o."value" END) AS "calcium_mmol_l",
  max(CASE WHEN o."code" = 'magnesium_mmol_l' THEN o."value" END) AS "magnesium_mmol_l",
  max(CASE WHEN o."code" = 'creatinine_umol_l' THEN o."value" END) AS "creatinine_umol_l",
  max(CASE WHEN o."code" = 'albumin_g_l' THEN o."value" END) AS "albumin_g_l",
  max(CASE WHEN o."code" = 'igg_g_l' THEN o."value" END) AS "igg_g_l",
  max(CASE WHEN o."code" = 'igm_g_l' THEN o."value" END) AS "igm_g_l",
  max(CASE WHEN o."code" = 'iga_g_l' THEN o."value" END) AS "iga_g_l",
  max(CASE WHEN o."code" = 'ldh_u_l' THEN o."value" END) AS "ldh_u_l",
  max(CASE WHEN o."code" = 'adamts13_percent' THEN o."value" END) AS "adamts13_percent",
  max(CASE WHEN o."code" = 'inr' THEN o."value" END) AS "inr",
  max(CASE WHEN o."code" = 'aptt_s' THEN o."value" END) AS "aptt_s"
FROM "observation" o LEFT JOIN "reading" r ON r."key" = o."reading_key"
WHERE o."place" = 'after' AND o."withdrawn_at" IS NULL AND r."is_open" IS NOT 1
GROUP BY o."session_key", o."reading_key";

CREATE VIEW "values_before" AS SELECT o."session_key", o."reading_key", r."at",
  max(CASE WHEN o."code" = 'weight_kg' THEN o."value" END) AS "weight_kg",
  max(CASE WHEN o."code" = 'height_cm' THEN o."value" END) AS "height_cm",
  max(CASE WHEN o."code" = 'hematocrit_percent' THEN o."value" END) AS "hematocrit_percent",
  max(CASE WHEN o."code" = 'systolic_mmhg' THEN o."value" END) AS "systolic_mmhg",
  max(CASE WHEN o."code" = 'diastolic_mmhg' THEN o."value" END) AS "diastolic_mmhg",
  max(CASE WHEN o."code" = 'pulse_per_min' THEN o."value" END) AS "pulse_per_min",
  max(CASE WHEN o."code" = 'spo2_percent' THEN o."value" END) AS "spo2_percent",
  max(CASE WHEN o."code" = 'temperature_c' THEN o."value" END) AS "temperature_c",
  max(CASE WHEN o."code" = 'respiratory_rate_per_min' THEN o."value" END) AS "respiratory_rate_per_min",
  max(CASE WHEN o."code" = 'ionised_calcium_mmol_l' THEN o."value" END) AS "ionised_calcium_mmol_l",
  max(CASE WHEN o."code" = 'hemoglobin_g_l' THEN o."value" END) AS "hemoglobin_g_l",
  max(CASE WHEN o."code" = 'platelets_10e9_l' THEN o."value" END) AS "platelets_10e9_l",
  max(CASE WHEN o."code" = 'leukocytes_10e9_l' THEN o."value" END) AS "leukocytes_10e9_l",
  max(CASE WHEN o."code" = 'fibrinogen_g_l' THEN o."value" END) AS "fibrinogen_g_l",
  max(CASE WHEN o."code" = 'potassium_mmol_l' THEN o."value" END) AS "potassium_mmol_l",
  max(CASE WHEN o."code" = 'sodium_mmol_l' THEN o."value" END) AS "sodium_mmol_l",
  max(CASE WHEN o."code" = 'calcium_mmol_l' THEN o."value" END) AS "calcium_mmol_l",
  max(CASE WHEN o."code" = 'magnesium_mmol_l' THEN o."value" END) AS "magnesium_mmol_l",
  max(CASE WHEN o."code" = 'creatinine_umol_l' THEN o."value" END) AS "creatinine_umol_l",
  max(CASE WHEN o."code" = 'albumin_g_l' THEN o."value" END) AS "albumin_g_l",
  max(CASE WHEN o."code" = 'igg_g_l' THEN o."value" END) AS "igg_g_l",
  max(CASE WHEN o."code" = 'igm_g_l' THEN o."value" END) AS "igm_g_l",
  max(CASE WHEN o."code" = 'iga_g_l' THEN o."value" END) AS "iga_g_l",
  max(CASE WHEN o."code" = 'ldh_u_l' THEN o."value" END) AS "ldh_u_l",
  max(CASE WHEN o."code" = 'adamts13_percent' THEN o."value" END) AS "adamts13_percent",
  max(CASE WHEN o."code" = 'inr' THEN o."value" END) AS "inr",
  max(CASE WHEN o."code" = 'aptt_s' THEN o."value" END) AS "aptt_s"
FROM "observation" o LEFT JOIN "reading" r ON r."key" = o."reading_key"
WHERE o."place" = 'before' AND o."withdrawn_at" IS NULL AND r."is_open" IS NOT 1
GROUP BY o."session_key", o."reading_key";

CREATE VIEW "values_close" AS SELECT o."session_key", o."reading_key", r."at",
  max(CASE WHEN o."code" = 'anticoagulant_in_waste_ml' THEN o."value" END) AS "anticoagulant_in_waste_ml",
  max(CASE WHEN o."code" = 'saline_in_waste_ml' THEN o."value" END) AS "saline_in_waste_ml",
  max(CASE WHEN o."code" = 'rinseback_ml' THEN o."value" END) AS "rinseback_ml",
  max(CASE WHEN o."code" = 'samples_ml' THEN o."value" END) AS "samples_ml"
FROM "observation" o LEFT JOIN "reading" r ON r."key" = o."reading_key"
WHERE o."place" = 'close' AND o."withdrawn_at" IS NULL AND r."is_open" IS NOT 1
GROUP BY o."session_key", o."reading_key";

CREATE VIEW "values_reading" AS SELECT o."session_key", o."reading_key", r."at",
  max(CASE WHEN o."code" = 'systolic_mmhg' THEN o."value" END) AS "systolic_mmhg",
  max(CASE WHEN o."code" = 'diastolic_mmhg' THEN o."value" END) AS "diastolic_mmhg",
  max(CASE WHEN o."code" = 'pulse_per_min' THEN o."value" END) AS "pulse_per_min",
  max(CASE WHEN o."code" = 'spo2_percent' THEN o."value" END) AS "spo2_percent",
  max(CASE WHEN o."code" = 'temperature_c' THEN o."value" END) AS "temperature_c",
  max(CASE WHEN o."code" = 'respiratory_rate_per_min' THEN o."value" END) AS "respiratory_rate_per_min",
  max(CASE WHEN o."code" = 'inlet_ml' THEN o."value" END) AS "inlet_ml",
  max(CASE WHEN o."code" = 'anticoagulant_ml' THEN o."value" END) AS "anticoagulant_ml",
  max(CASE WHEN o."code" = 'removed_ml' THEN o."value" END) AS "removed_ml",
  max(CASE WHEN o."code" = 'replaced_ml' THEN o."value" END) AS "replaced_ml",
  max(CASE WHEN o."code" = 'anticoagulant_in_waste_ml' THEN o."value" END) AS "anticoagulant_in_waste_ml",
  max(CASE WHEN o."code" = 'inlet_flow_ml_min' THEN o."value" END) AS "inlet_flow_ml_min",
  max(CASE WHEN o."code" = 'access_pressure_mmhg' THEN o."value" END) AS "access_pressure_mmhg",
  max(CASE WHEN o."code" = 'return_pressure_mmhg' THEN o."value" END) AS "return_pressure_mmhg",
  max(CASE WHEN o."code" = 'transmembrane_pressure_mmhg' THEN o."value" END) AS "transmembrane_pressure_mmhg",
  max(CASE WHEN o."code" = 'tingling_score' THEN o."value" END) AS "tingling_score",
  max(CASE WHEN o."code" = 'ionised_calcium_mmol_l' THEN o."value" END) AS "ionised_calcium_mmol_l"
FROM "observation" o LEFT JOIN "reading" r ON r."key" = o."reading_key"
WHERE o."place" = 'reading' AND o."withdrawn_at" IS NULL AND r."is_open" IS NOT 1
GROUP BY o."session_key", o."reading_key";

CREATE VIEW "values_session" AS SELECT o."session_key", o."reading_key", r."at",
  max(CASE WHEN o."code" = 'prime_given_ml' THEN o."value" END) AS "prime_given_ml"
FROM "observation" o LEFT JOIN "reading" r ON r."key" = o."reading_key"
WHERE o."place" = 'session' AND o."withdrawn_at" IS NULL AND r."is_open" IS NOT 1
GROUP BY o."session_key", o."reading_key";

CREATE VIEW "values_totals" AS SELECT o."session_key", o."reading_key", r."at",
  max(CASE WHEN o."code" = 'inlet_ml' THEN o."value" END) AS "inlet_ml",
  max(CASE WHEN o."code" = 'anticoagulant_ml' THEN o."value" END) AS "anticoagulant_ml",
  max(CASE WHEN o."code" = 'removed_ml' THEN o."value" END) AS "removed_ml",
  max(CASE WHEN o."code" = 'replaced_ml' THEN o."value" END) AS "replaced_ml"
FROM "observation" o LEFT JOIN "reading" r ON r."key" = o."reading_key"
WHERE o."place" = 'totals' AND o."withdrawn_at" IS NULL AND r."is_open" IS NOT 1
GROUP BY o."session_key", o."reading_key";

