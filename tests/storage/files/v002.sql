CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
CREATE TABLE "unit" (
  "key" TEXT NOT NULL PRIMARY KEY,
  "name" TEXT NOT NULL,
  "founded_at" TEXT CHECK ("founded_at" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]*') NOT NULL,
  "seeds" TEXT
) STRICT;
CREATE TABLE "staff" (
  "key" TEXT NOT NULL PRIMARY KEY,
  "login" TEXT NOT NULL UNIQUE,
  "name" TEXT NOT NULL,
  "role" TEXT NOT NULL,
  "public_key" TEXT NOT NULL,
  "left_at" TEXT CHECK ("left_at" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]*')
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
  "spelled" TEXT NOT NULL DEFAULT '{}' CHECK (json_type("spelled") = 'object'),
  UNIQUE ("course_key", "version")
) STRICT;
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
  "signed_at_utc" TEXT GENERATED ALWAYS AS (strftime('%Y-%m-%dT%H:%M:%fZ', "signed_at")) VIRTUAL, "limits_key" TEXT REFERENCES "limit_change" ("key"),
  UNIQUE ("course_key", "id")
) STRICT;
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
) STRICT;
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
) STRICT;
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
) STRICT;
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
) STRICT;
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
) STRICT;
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
) STRICT;
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
CREATE TABLE "limit_change" (
  "key" TEXT NOT NULL PRIMARY KEY,
  "version" INTEGER NOT NULL UNIQUE,
  "name" TEXT NOT NULL,
  "value" ANY CHECK (typeof("value") IN ('integer', 'real', 'null')) NOT NULL,
  "why" TEXT NOT NULL CHECK (trim("why") <> ''),
  "by" TEXT NOT NULL,
  "at" TEXT CHECK ("at" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]*') NOT NULL
) STRICT;
INSERT INTO "_sqlite_migrations" ("id", "migration_set", "name", "applied_at") VALUES (1, 'plexlog', 'm001_unit', '2026-11-28 16:14:26.893925+00:00');
INSERT INTO "_sqlite_migrations" ("id", "migration_set", "name", "applied_at") VALUES (2, 'plexlog', 'm002_limits', '2026-11-28 17:02:55.526464+00:00');
INSERT INTO "unit" ("key", "name", "founded_at", "seeds") VALUES ('2ba7fe20-9feb-48e3-881e-d4148b228154', 'Apheresis Musterstadt', '2026-05-04T09:30:00+02:00', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
INSERT INTO "staff" ("key", "login", "name", "role", "public_key", "left_at") VALUES ('20cd8f51-de22-4e15-a68a-338a50a9427c', 'anna', 'Anna Birke', 'nurse', '5ea352883d251af4ac9a837db35f8d54b5ca54a14ad3602d945c12c91c8351d2', NULL);
INSERT INTO "patient" ("key", "family_name", "given_name", "birth_date", "record_number", "compared_number", "other_identifiers", "sex_for_formulas", "height_cm", "blood_group", "allergies", "histories", "folded", "extra", "spelled") VALUES ('a16bc099-3996-47c6-a1ef-6a37127bf01e', 'Ährenfeld', 'Bo', '1961-03-27', 'R-1', 'r-1', NULL, NULL, NULL, NULL, NULL, NULL, 'ahrenfeld bo r-1 1961-03-27 27.03.1961', '{}', '{}');
INSERT INTO "course" ("key", "course_id", "course_number", "time_zone", "unit", "patient_key", "listed", "extra") VALUES ('1604b4d3-6539-4cd0-9d50-ec8045804627', 'c1', NULL, NULL, NULL, 'a16bc099-3996-47c6-a1ef-6a37127bf01e', '["sessions"]', '{}');
INSERT INTO "course_order" ("key", "course_key", "version", "indication", "diagnosis", "icd10", "reason", "note", "ordered_by", "ordered_at", "plasma_volumes", "sessions_planned", "interval_hours", "replacement", "balance_percent", "anticoagulant", "catheter_lock", "calcium_plan", "vitals_programme_min", "access_device_id", "steroid_trial", "consents", "response_scale", "extra", "spelled") VALUES ('9e016ee9-8f1f-42f3-bd7d-50c8ea9699bc', '1604b4d3-6539-4cd0-9d50-ec8045804627', 1, 'other', NULL, NULL, NULL, NULL, 'Dr. Weiß', '2026-11-20T10:00+01:00', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '{}', '{}');
INSERT INTO "session" ("key", "course_key", "position", "id", "number", "planned_at", "started_at", "ended_at", "station", "note", "machine", "circuit_set", "supplies", "access_device_id", "plan", "identity_check", "access_check", "drugs_of_note", "prime_fluid", "end_reason", "end_note", "rinseback_not_done_reason", "close_note", "close_extra", "totals_extra", "listed", "extra", "order_key", "signed_at", "limits_key") VALUES ('5e277c83-487d-432f-8213-41056bc4193b', '1604b4d3-6539-4cd0-9d50-ec8045804627', 0, 's1', 1, '2026-05-04T09:00+02:00', '2026-05-04T09:30+02:00', '2026-05-04T11:30+02:00', 'Bed 1', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '{}', '{}', '["before"]', '{}', '9e016ee9-8f1f-42f3-bd7d-50c8ea9699bc', '2026-05-04T11:30+02:00', NULL);
INSERT INTO "session" ("key", "course_key", "position", "id", "number", "planned_at", "started_at", "ended_at", "station", "note", "machine", "circuit_set", "supplies", "access_device_id", "plan", "identity_check", "access_check", "drugs_of_note", "prime_fluid", "end_reason", "end_note", "rinseback_not_done_reason", "close_note", "close_extra", "totals_extra", "listed", "extra", "order_key", "signed_at", "limits_key") VALUES ('dfe73595-dc17-4e15-a6f1-6583a70b68ba', '1604b4d3-6539-4cd0-9d50-ec8045804627', 1, 's2', 2, '2026-05-05T09:00+02:00', '2026-05-05T09:30+02:00', NULL, 'Bed 1', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '{}', '{}', '["before"]', '{}', '9e016ee9-8f1f-42f3-bd7d-50c8ea9699bc', NULL, NULL);
INSERT INTO "session" ("key", "course_key", "position", "id", "number", "planned_at", "started_at", "ended_at", "station", "note", "machine", "circuit_set", "supplies", "access_device_id", "plan", "identity_check", "access_check", "drugs_of_note", "prime_fluid", "end_reason", "end_note", "rinseback_not_done_reason", "close_note", "close_extra", "totals_extra", "listed", "extra", "order_key", "signed_at", "limits_key") VALUES ('95c273a2-ca97-4faa-9db3-75c08ce342f1', '1604b4d3-6539-4cd0-9d50-ec8045804627', 2, 's3', 3, '2026-05-06T09:00+02:00', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '{}', '{}', '[]', '{}', NULL, NULL, NULL);
INSERT INTO "observation" ("key", "session_key", "place", "reading_key", "code", "value", "spelled", "typed", "unit", "observed_at", "entered_at", "by", "source", "flag", "answered", "limits", "extra", "withdrawn_at", "withdrawn_why") VALUES ('4ea51e37-c572-4343-9fb6-88a1ddb25e9c', '5e277c83-487d-432f-8213-41056bc4193b', 'before', NULL, 'systolic_mmhg', 84, NULL, '84', 'mm[Hg]', '2026-05-04T09:10+02:00', NULL, NULL, NULL, NULL, '', '{"possible":[40,280],"plausible":[70,220],"usual":[90,180]}', '{}', NULL, NULL);
INSERT INTO "observation" ("key", "session_key", "place", "reading_key", "code", "value", "spelled", "typed", "unit", "observed_at", "entered_at", "by", "source", "flag", "answered", "limits", "extra", "withdrawn_at", "withdrawn_why") VALUES ('2d77a9be-f5a3-4dcb-9be5-758d256c665b', 'dfe73595-dc17-4e15-a6f1-6583a70b68ba', 'before', NULL, 'weight_kg', 61.5, '61.50', '61.50', 'kg', NULL, '2026-05-05T09:30+02:00', NULL, NULL, NULL, '', '{"possible":[1,350],"plausible":[35,180],"usual":[null,null]}', '{}', NULL, NULL);
INSERT INTO "signature" ("key", "session_key", "staff_key", "name", "role", "meaning", "at", "sealed", "fingerprint", "history_head", "public_key", "signature") VALUES ('sig-1', '5e277c83-487d-432f-8213-41056bc4193b', '20cd8f51-de22-4e15-a68a-338a50a9427c', 'Anna Birke', 'nurse', 'performed', '2026-05-04T11:30+02:00', '{"course_id":"c1","order":{"indication":"other","ordered_at":"2026-11-20T10:00+01:00","ordered_by":"Dr. Weiß"},"overrides":[],"patient":{"birth_date":"1961-03-27","family_name":"Ährenfeld","given_name":"Bo","record_number":"R-1"},"sessions":[{"before":{"systolic_mmhg":{"taken_at":"2026-05-04T09:10+02:00","value":84}},"ended_at":"2026-05-04T11:30+02:00","id":"s1","number":1,"planned_at":"2026-05-04T09:00+02:00","started_at":"2026-05-04T09:30+02:00","station":"Bed 1"}]}', 'cc927734e8b8eecc1b16bccb8f7425c765ddd4bd72ce4d63ca3349a967890e95', '181d69a3c7de386218762b7735bb9eba3b472d296a07f73c3a0fd832c9197adf', '5ea352883d251af4ac9a837db35f8d54b5ca54a14ad3602d945c12c91c8351d2', '79ee204efe1bee9accd44770d70f68af7425dc197367a6152f7ad06a5ac5439f2f7a00ad7c7620ec69080b913e91f26db84544e67ad5fc6dd6edf11722d2d50d');
INSERT INTO "history" ("number", "at", "staff_key", "name", "station", "why", "table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "salt", "content", "previous", "hash") VALUES (1, '2026-05-04T07:30:00.000Z', '20cd8f51-de22-4e15-a68a-338a50a9427c', 'Anna Birke', '', 'founded', 'unit', '2ba7fe20-9feb-48e3-881e-d4148b228154', NULL, NULL, 'insert', NULL, '{"key":"2ba7fe20-9feb-48e3-881e-d4148b228154","name":"Apheresis Musterstadt","founded_at":"2026-05-04T09:30:00+02:00","seeds":null}', 'D26A2C0614EAAAF10E692623632CA14F', '9fa4cd9834d35aa7d1fda6dd2cef5ed99af93820165212353357f56220b2c06d', '0000000000000000000000000000000000000000000000000000000000000000', '564523a56239afcd79a963e644caebd95c30499928af9df2d0ea786cf0626b32');
INSERT INTO "history" ("number", "at", "staff_key", "name", "station", "why", "table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "salt", "content", "previous", "hash") VALUES (2, '2026-05-04T07:30:00.000Z', '20cd8f51-de22-4e15-a68a-338a50a9427c', 'Anna Birke', '', 'founded', 'staff', '20cd8f51-de22-4e15-a68a-338a50a9427c', NULL, NULL, 'insert', NULL, '{"key":"20cd8f51-de22-4e15-a68a-338a50a9427c","login":"anna","name":"Anna Birke","role":"nurse","public_key":"5ea352883d251af4ac9a837db35f8d54b5ca54a14ad3602d945c12c91c8351d2","left_at":null}', 'EF61082BD05ECE274918B64F47A694E5', '6a1f7045c24a984846093ac1e3d7fbb092b504e3d266a55efed864643e7174fb', '564523a56239afcd79a963e644caebd95c30499928af9df2d0ea786cf0626b32', '521d7bc6dcee21599c4b53ed53e3c5924896964ef602d468d3b3a3f8dd2cbc61');
INSERT INTO "history" ("number", "at", "staff_key", "name", "station", "why", "table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "salt", "content", "previous", "hash") VALUES (3, '2026-05-04T07:30:00.000Z', '20cd8f51-de22-4e15-a68a-338a50a9427c', 'Anna Birke', '', 'seed files', 'unit', '2ba7fe20-9feb-48e3-881e-d4148b228154', NULL, NULL, 'update', '{"key":"2ba7fe20-9feb-48e3-881e-d4148b228154","name":"Apheresis Musterstadt","founded_at":"2026-05-04T09:30:00+02:00","seeds":null}', '{"key":"2ba7fe20-9feb-48e3-881e-d4148b228154","name":"Apheresis Musterstadt","founded_at":"2026-05-04T09:30:00+02:00","seeds":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"}', '1A9AA4326AE6CF3883EEFD3A1D6C2FF9', 'd9a5004ac38513512f4fc1238813017184d707df66a35826f15a3f1681caa368', '521d7bc6dcee21599c4b53ed53e3c5924896964ef602d468d3b3a3f8dd2cbc61', '6b5fc57f5eb94b79e0306c3740623489c693b6b4c114ef5ca0e8036888a5a079');
INSERT INTO "history" ("number", "at", "staff_key", "name", "station", "why", "table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "salt", "content", "previous", "hash") VALUES (4, '2026-05-04T07:30:00.000Z', '20cd8f51-de22-4e15-a68a-338a50a9427c', 'Anna Birke', '', '', 'patient', 'a16bc099-3996-47c6-a1ef-6a37127bf01e', NULL, NULL, 'insert', NULL, '{"key":"a16bc099-3996-47c6-a1ef-6a37127bf01e","family_name":"Ährenfeld","given_name":"Bo","birth_date":"1961-03-27","record_number":"R-1","compared_number":"r-1","other_identifiers":null,"sex_for_formulas":null,"height_cm":null,"blood_group":null,"allergies":null,"histories":null,"folded":"ahrenfeld bo r-1 1961-03-27 27.03.1961","extra":"{}","spelled":"{}"}', '0860116E5A40BC91783E8745D214FD93', '62b63587a374795ba0a2b2e5f0a0907fa4ec74bfeddf8f9aa152a3ec03f923ac', '6b5fc57f5eb94b79e0306c3740623489c693b6b4c114ef5ca0e8036888a5a079', '8ba16045b6c24b0755b838ec84070d328e2a14360ac869cb175bdf6259c4efc4');
INSERT INTO "history" ("number", "at", "staff_key", "name", "station", "why", "table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "salt", "content", "previous", "hash") VALUES (5, '2026-05-04T07:30:00.000Z', '20cd8f51-de22-4e15-a68a-338a50a9427c', 'Anna Birke', '', '', 'course', '1604b4d3-6539-4cd0-9d50-ec8045804627', NULL, '1604b4d3-6539-4cd0-9d50-ec8045804627', 'insert', NULL, '{"key":"1604b4d3-6539-4cd0-9d50-ec8045804627","course_id":"c1","course_number":null,"time_zone":null,"unit":null,"patient_key":"a16bc099-3996-47c6-a1ef-6a37127bf01e","listed":"[\"sessions\"]","extra":"{}"}', 'F619B38783A2E5E38D6007491B72E9A0', 'f64d0ad4039ab748be9b63762dad5494091e2f804baa2afe9ead0b60532d0426', '8ba16045b6c24b0755b838ec84070d328e2a14360ac869cb175bdf6259c4efc4', '30d83af84e1c0d2cbfa75d0e97b44637e10cc3d46ecb3bb9e13fb287e5ea99b2');
INSERT INTO "history" ("number", "at", "staff_key", "name", "station", "why", "table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "salt", "content", "previous", "hash") VALUES (6, '2026-05-04T07:30:00.000Z', '20cd8f51-de22-4e15-a68a-338a50a9427c', 'Anna Birke', '', '', 'course_order', '9e016ee9-8f1f-42f3-bd7d-50c8ea9699bc', NULL, '1604b4d3-6539-4cd0-9d50-ec8045804627', 'insert', NULL, '{"key":"9e016ee9-8f1f-42f3-bd7d-50c8ea9699bc","course_key":"1604b4d3-6539-4cd0-9d50-ec8045804627","version":1,"indication":"other","diagnosis":null,"icd10":null,"reason":null,"note":null,"ordered_by":"Dr. Weiß","ordered_at":"2026-11-20T10:00+01:00","plasma_volumes":null,"sessions_planned":null,"interval_hours":null,"replacement":null,"balance_percent":null,"anticoagulant":null,"catheter_lock":null,"calcium_plan":null,"vitals_programme_min":null,"access_device_id":null,"steroid_trial":null,"consents":null,"response_scale":null,"extra":"{}","spelled":"{}"}', '49BF903D23697392EE1BF76890676444', '50d669bdba2f0356bf2e59ee760002bdea56b5d38521a6ea2cf73ecde2fdde04', '30d83af84e1c0d2cbfa75d0e97b44637e10cc3d46ecb3bb9e13fb287e5ea99b2', 'd81760111fd7f1f2679221f60e97ca7b96cb6644ae3fcca1f17e5a856b1a034b');
INSERT INTO "history" ("number", "at", "staff_key", "name", "station", "why", "table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "salt", "content", "previous", "hash") VALUES (7, '2026-05-04T07:30:00.000Z', '20cd8f51-de22-4e15-a68a-338a50a9427c', 'Anna Birke', '', '', 'session', '5e277c83-487d-432f-8213-41056bc4193b', '5e277c83-487d-432f-8213-41056bc4193b', '1604b4d3-6539-4cd0-9d50-ec8045804627', 'insert', NULL, '{"key":"5e277c83-487d-432f-8213-41056bc4193b","course_key":"1604b4d3-6539-4cd0-9d50-ec8045804627","position":0,"id":"s1","number":1,"planned_at":"2026-05-04T09:00+02:00","started_at":null,"ended_at":null,"station":null,"note":null,"machine":null,"circuit_set":null,"supplies":null,"access_device_id":null,"plan":null,"identity_check":null,"access_check":null,"drugs_of_note":null,"prime_fluid":null,"end_reason":null,"end_note":null,"rinseback_not_done_reason":null,"close_note":null,"close_extra":"{}","totals_extra":"{}","listed":"[\"before\"]","extra":"{}","order_key":null,"signed_at":null}', '12A6A9BF8D3EF222908F8016AEB0FB82', '493f818ca050776d4e329d212ad819b9d9a3a503ed0ff442f34dc5c4bb64dc17', 'd81760111fd7f1f2679221f60e97ca7b96cb6644ae3fcca1f17e5a856b1a034b', 'fddc25960bab21dbf26496852c6c4ef44019ba850d4205da9d40ff795e22e6fe');
INSERT INTO "history" ("number", "at", "staff_key", "name", "station", "why", "table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "salt", "content", "previous", "hash") VALUES (8, '2026-05-04T07:30:00.000Z', '20cd8f51-de22-4e15-a68a-338a50a9427c', 'Anna Birke', '', '', 'observation', '4ea51e37-c572-4343-9fb6-88a1ddb25e9c', '5e277c83-487d-432f-8213-41056bc4193b', NULL, 'insert', NULL, '{"key":"4ea51e37-c572-4343-9fb6-88a1ddb25e9c","session_key":"5e277c83-487d-432f-8213-41056bc4193b","place":"before","reading_key":null,"code":"systolic_mmhg","value":84,"spelled":null,"typed":"84","unit":"mm[Hg]","observed_at":"2026-05-04T09:10+02:00","entered_at":null,"by":null,"source":null,"flag":null,"answered":"","limits":"{\"possible\":[40,280],\"plausible\":[70,220],\"usual\":[90,180]}","extra":"{}","withdrawn_at":null,"withdrawn_why":null}', '5DF4A6F156B26126D8A16A148A035399', 'c7f21b1dff1d6b8d72142db1b6dbc26576e53f9f0c1d7bdb0fef39f07f1c01e6', 'fddc25960bab21dbf26496852c6c4ef44019ba850d4205da9d40ff795e22e6fe', '8fbd0ad849ffb8e8912382430e4c373f4fea6f5c09b195fc05ef9a8d776d1ad0');
INSERT INTO "history" ("number", "at", "staff_key", "name", "station", "why", "table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "salt", "content", "previous", "hash") VALUES (9, '2026-05-04T07:30:00.000Z', '20cd8f51-de22-4e15-a68a-338a50a9427c', 'Anna Birke', '', '', 'session', 'dfe73595-dc17-4e15-a6f1-6583a70b68ba', 'dfe73595-dc17-4e15-a6f1-6583a70b68ba', '1604b4d3-6539-4cd0-9d50-ec8045804627', 'insert', NULL, '{"key":"dfe73595-dc17-4e15-a6f1-6583a70b68ba","course_key":"1604b4d3-6539-4cd0-9d50-ec8045804627","position":1,"id":"s2","number":2,"planned_at":"2026-05-05T09:00+02:00","started_at":null,"ended_at":null,"station":null,"note":null,"machine":null,"circuit_set":null,"supplies":null,"access_device_id":null,"plan":null,"identity_check":null,"access_check":null,"drugs_of_note":null,"prime_fluid":null,"end_reason":null,"end_note":null,"rinseback_not_done_reason":null,"close_note":null,"close_extra":"{}","totals_extra":"{}","listed":"[]","extra":"{}","order_key":null,"signed_at":null}', '7776B609ACF3A0BD16230A018CEA5908', '07788607249f8bfd9bde49807a3a0fb74905434cb0a17dbfaa979e3ca3e2c299', '8fbd0ad849ffb8e8912382430e4c373f4fea6f5c09b195fc05ef9a8d776d1ad0', '12c6796276929ab9d40452a9e94cc805455ade57f5039adab57de878517db4b2');
INSERT INTO "history" ("number", "at", "staff_key", "name", "station", "why", "table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "salt", "content", "previous", "hash") VALUES (10, '2026-05-04T07:30:00.000Z', '20cd8f51-de22-4e15-a68a-338a50a9427c', 'Anna Birke', '', '', 'session', '95c273a2-ca97-4faa-9db3-75c08ce342f1', '95c273a2-ca97-4faa-9db3-75c08ce342f1', '1604b4d3-6539-4cd0-9d50-ec8045804627', 'insert', NULL, '{"key":"95c273a2-ca97-4faa-9db3-75c08ce342f1","course_key":"1604b4d3-6539-4cd0-9d50-ec8045804627","position":2,"id":"s3","number":3,"planned_at":"2026-05-06T09:00+02:00","started_at":null,"ended_at":null,"station":null,"note":null,"machine":null,"circuit_set":null,"supplies":null,"access_device_id":null,"plan":null,"identity_check":null,"access_check":null,"drugs_of_note":null,"prime_fluid":null,"end_reason":null,"end_note":null,"rinseback_not_done_reason":null,"close_note":null,"close_extra":"{}","totals_extra":"{}","listed":"[]","extra":"{}","order_key":null,"signed_at":null}', '582BFFB8E8B63F815D5121EB04C13BD4', '74f55865486f82b867ba5fa348ef59c4aa6a7cce28bc390f6453739d9add3a2d', '12c6796276929ab9d40452a9e94cc805455ade57f5039adab57de878517db4b2', '3a4dfbee9efd9445dd0759d901a3bd509fbeb879ef1d8a12bca6da42021454a6');
INSERT INTO "history" ("number", "at", "staff_key", "name", "station", "why", "table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "salt", "content", "previous", "hash") VALUES (11, '2026-05-04T07:30:00.000Z', '20cd8f51-de22-4e15-a68a-338a50a9427c', 'Anna Birke', '', '', 'session', '5e277c83-487d-432f-8213-41056bc4193b', '5e277c83-487d-432f-8213-41056bc4193b', '1604b4d3-6539-4cd0-9d50-ec8045804627', 'update', '{"key":"5e277c83-487d-432f-8213-41056bc4193b","course_key":"1604b4d3-6539-4cd0-9d50-ec8045804627","position":0,"id":"s1","number":1,"planned_at":"2026-05-04T09:00+02:00","started_at":null,"ended_at":null,"station":null,"note":null,"machine":null,"circuit_set":null,"supplies":null,"access_device_id":null,"plan":null,"identity_check":null,"access_check":null,"drugs_of_note":null,"prime_fluid":null,"end_reason":null,"end_note":null,"rinseback_not_done_reason":null,"close_note":null,"close_extra":"{}","totals_extra":"{}","listed":"[\"before\"]","extra":"{}","order_key":null,"signed_at":null}', '{"key":"5e277c83-487d-432f-8213-41056bc4193b","course_key":"1604b4d3-6539-4cd0-9d50-ec8045804627","position":0,"id":"s1","number":1,"planned_at":"2026-05-04T09:00+02:00","started_at":"2026-05-04T09:30+02:00","ended_at":null,"station":"Bed 1","note":null,"machine":null,"circuit_set":null,"supplies":null,"access_device_id":null,"plan":null,"identity_check":null,"access_check":null,"drugs_of_note":null,"prime_fluid":null,"end_reason":null,"end_note":null,"rinseback_not_done_reason":null,"close_note":null,"close_extra":"{}","totals_extra":"{}","listed":"[\"before\"]","extra":"{}","order_key":"9e016ee9-8f1f-42f3-bd7d-50c8ea9699bc","signed_at":null}', '1730C6572B5BE67CF5A6DB05679D0199', 'f894adec5c6496fcb8d2ed95bb8e9d4b3babf0e5aa2a44835b7db0f3fbb6b136', '3a4dfbee9efd9445dd0759d901a3bd509fbeb879ef1d8a12bca6da42021454a6', '4c2225df1e2e0a2664426df740ac96ae88fbd6ef2fef6349db79d178d43f4ed2');
INSERT INTO "history" ("number", "at", "staff_key", "name", "station", "why", "table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "salt", "content", "previous", "hash") VALUES (12, '2026-05-04T09:30:00.000Z', '20cd8f51-de22-4e15-a68a-338a50a9427c', 'Anna Birke', '', '', 'session', '5e277c83-487d-432f-8213-41056bc4193b', '5e277c83-487d-432f-8213-41056bc4193b', '1604b4d3-6539-4cd0-9d50-ec8045804627', 'update', '{"key":"5e277c83-487d-432f-8213-41056bc4193b","course_key":"1604b4d3-6539-4cd0-9d50-ec8045804627","position":0,"id":"s1","number":1,"planned_at":"2026-05-04T09:00+02:00","started_at":"2026-05-04T09:30+02:00","ended_at":null,"station":"Bed 1","note":null,"machine":null,"circuit_set":null,"supplies":null,"access_device_id":null,"plan":null,"identity_check":null,"access_check":null,"drugs_of_note":null,"prime_fluid":null,"end_reason":null,"end_note":null,"rinseback_not_done_reason":null,"close_note":null,"close_extra":"{}","totals_extra":"{}","listed":"[\"before\"]","extra":"{}","order_key":"9e016ee9-8f1f-42f3-bd7d-50c8ea9699bc","signed_at":null}', '{"key":"5e277c83-487d-432f-8213-41056bc4193b","course_key":"1604b4d3-6539-4cd0-9d50-ec8045804627","position":0,"id":"s1","number":1,"planned_at":"2026-05-04T09:00+02:00","started_at":"2026-05-04T09:30+02:00","ended_at":"2026-05-04T11:30+02:00","station":"Bed 1","note":null,"machine":null,"circuit_set":null,"supplies":null,"access_device_id":null,"plan":null,"identity_check":null,"access_check":null,"drugs_of_note":null,"prime_fluid":null,"end_reason":null,"end_note":null,"rinseback_not_done_reason":null,"close_note":null,"close_extra":"{}","totals_extra":"{}","listed":"[\"before\"]","extra":"{}","order_key":"9e016ee9-8f1f-42f3-bd7d-50c8ea9699bc","signed_at":null}', '2E3D32362D9E072E755B9622B6298F2C', '383075c85e5591ea3c65f23b36eaee7ce727757b3940f294149cf5712d2f0085', '4c2225df1e2e0a2664426df740ac96ae88fbd6ef2fef6349db79d178d43f4ed2', '181d69a3c7de386218762b7735bb9eba3b472d296a07f73c3a0fd832c9197adf');
INSERT INTO "history" ("number", "at", "staff_key", "name", "station", "why", "table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "salt", "content", "previous", "hash") VALUES (13, '2026-05-04T09:30:00.000Z', '20cd8f51-de22-4e15-a68a-338a50a9427c', 'Anna Birke', '', '', 'session', '5e277c83-487d-432f-8213-41056bc4193b', '5e277c83-487d-432f-8213-41056bc4193b', '1604b4d3-6539-4cd0-9d50-ec8045804627', 'update', '{"key":"5e277c83-487d-432f-8213-41056bc4193b","course_key":"1604b4d3-6539-4cd0-9d50-ec8045804627","position":0,"id":"s1","number":1,"planned_at":"2026-05-04T09:00+02:00","started_at":"2026-05-04T09:30+02:00","ended_at":"2026-05-04T11:30+02:00","station":"Bed 1","note":null,"machine":null,"circuit_set":null,"supplies":null,"access_device_id":null,"plan":null,"identity_check":null,"access_check":null,"drugs_of_note":null,"prime_fluid":null,"end_reason":null,"end_note":null,"rinseback_not_done_reason":null,"close_note":null,"close_extra":"{}","totals_extra":"{}","listed":"[\"before\"]","extra":"{}","order_key":"9e016ee9-8f1f-42f3-bd7d-50c8ea9699bc","signed_at":null}', '{"key":"5e277c83-487d-432f-8213-41056bc4193b","course_key":"1604b4d3-6539-4cd0-9d50-ec8045804627","position":0,"id":"s1","number":1,"planned_at":"2026-05-04T09:00+02:00","started_at":"2026-05-04T09:30+02:00","ended_at":"2026-05-04T11:30+02:00","station":"Bed 1","note":null,"machine":null,"circuit_set":null,"supplies":null,"access_device_id":null,"plan":null,"identity_check":null,"access_check":null,"drugs_of_note":null,"prime_fluid":null,"end_reason":null,"end_note":null,"rinseback_not_done_reason":null,"close_note":null,"close_extra":"{}","totals_extra":"{}","listed":"[\"before\"]","extra":"{}","order_key":"9e016ee9-8f1f-42f3-bd7d-50c8ea9699bc","signed_at":"2026-05-04T11:30+02:00"}', '6870533590A1C72455FDBB441D218B2F', '5dc22dd34a70568613f128458f7eb961e3438360d414a0b352b03487b6fe1020', '181d69a3c7de386218762b7735bb9eba3b472d296a07f73c3a0fd832c9197adf', 'bcc744f14c8f3f7002093d3078f4f92dcaf1eb1f40f65faa43505201df703f1a');
INSERT INTO "history" ("number", "at", "staff_key", "name", "station", "why", "table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "salt", "content", "previous", "hash") VALUES (14, '2026-05-04T09:30:00.000Z', '20cd8f51-de22-4e15-a68a-338a50a9427c', 'Anna Birke', '', '', 'signature', 'sig-1', '5e277c83-487d-432f-8213-41056bc4193b', NULL, 'insert', NULL, '{"key":"sig-1","session_key":"5e277c83-487d-432f-8213-41056bc4193b","staff_key":"20cd8f51-de22-4e15-a68a-338a50a9427c","name":"Anna Birke","role":"nurse","meaning":"performed","at":"2026-05-04T11:30+02:00","sealed":"{\"course_id\":\"c1\",\"order\":{\"indication\":\"other\",\"ordered_at\":\"2026-11-20T10:00+01:00\",\"ordered_by\":\"Dr. Weiß\"},\"overrides\":[],\"patient\":{\"birth_date\":\"1961-03-27\",\"family_name\":\"Ährenfeld\",\"given_name\":\"Bo\",\"record_number\":\"R-1\"},\"sessions\":[{\"before\":{\"systolic_mmhg\":{\"taken_at\":\"2026-05-04T09:10+02:00\",\"value\":84}},\"ended_at\":\"2026-05-04T11:30+02:00\",\"id\":\"s1\",\"number\":1,\"planned_at\":\"2026-05-04T09:00+02:00\",\"started_at\":\"2026-05-04T09:30+02:00\",\"station\":\"Bed 1\"}]}","fingerprint":"cc927734e8b8eecc1b16bccb8f7425c765ddd4bd72ce4d63ca3349a967890e95","history_head":"181d69a3c7de386218762b7735bb9eba3b472d296a07f73c3a0fd832c9197adf","public_key":"5ea352883d251af4ac9a837db35f8d54b5ca54a14ad3602d945c12c91c8351d2","signature":"79ee204efe1bee9accd44770d70f68af7425dc197367a6152f7ad06a5ac5439f2f7a00ad7c7620ec69080b913e91f26db84544e67ad5fc6dd6edf11722d2d50d"}', 'E304E2FB6DB27EC2F83FAF9A8FB5F278', '5ccbdb76106d797f953ad583ebb3431a33b4b3c78db2172a7e32558947fcd78b', 'bcc744f14c8f3f7002093d3078f4f92dcaf1eb1f40f65faa43505201df703f1a', '31080262a4e5a11eae726005079948366b3c71aaa37a9748d8c8798ef47588b7');
INSERT INTO "history" ("number", "at", "staff_key", "name", "station", "why", "table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "salt", "content", "previous", "hash") VALUES (15, '2026-05-05T07:30:00.000Z', '20cd8f51-de22-4e15-a68a-338a50a9427c', 'Anna Birke', '', '', 'session', 'dfe73595-dc17-4e15-a6f1-6583a70b68ba', 'dfe73595-dc17-4e15-a6f1-6583a70b68ba', '1604b4d3-6539-4cd0-9d50-ec8045804627', 'update', '{"key":"dfe73595-dc17-4e15-a6f1-6583a70b68ba","course_key":"1604b4d3-6539-4cd0-9d50-ec8045804627","position":1,"id":"s2","number":2,"planned_at":"2026-05-05T09:00+02:00","started_at":null,"ended_at":null,"station":null,"note":null,"machine":null,"circuit_set":null,"supplies":null,"access_device_id":null,"plan":null,"identity_check":null,"access_check":null,"drugs_of_note":null,"prime_fluid":null,"end_reason":null,"end_note":null,"rinseback_not_done_reason":null,"close_note":null,"close_extra":"{}","totals_extra":"{}","listed":"[]","extra":"{}","order_key":null,"signed_at":null}', '{"key":"dfe73595-dc17-4e15-a6f1-6583a70b68ba","course_key":"1604b4d3-6539-4cd0-9d50-ec8045804627","position":1,"id":"s2","number":2,"planned_at":"2026-05-05T09:00+02:00","started_at":"2026-05-05T09:30+02:00","ended_at":null,"station":"Bed 1","note":null,"machine":null,"circuit_set":null,"supplies":null,"access_device_id":null,"plan":null,"identity_check":null,"access_check":null,"drugs_of_note":null,"prime_fluid":null,"end_reason":null,"end_note":null,"rinseback_not_done_reason":null,"close_note":null,"close_extra":"{}","totals_extra":"{}","listed":"[]","extra":"{}","order_key":"9e016ee9-8f1f-42f3-bd7d-50c8ea9699bc","signed_at":null}', 'DE8B3D8EA9FE0BCD0AB5672B0B4C393F', 'bfd120acaa62d781c614aff0c1404c2129b78f5deacd50b07e07320b82ef72d7', '31080262a4e5a11eae726005079948366b3c71aaa37a9748d8c8798ef47588b7', 'd1e615fd23670a249cf7cc32d44ec651eac9720cbfdcf361c78d269ae0eb64cd');
INSERT INTO "history" ("number", "at", "staff_key", "name", "station", "why", "table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "salt", "content", "previous", "hash") VALUES (16, '2026-05-05T07:30:00.000Z', '20cd8f51-de22-4e15-a68a-338a50a9427c', 'Anna Birke', '', '', 'session', 'dfe73595-dc17-4e15-a6f1-6583a70b68ba', 'dfe73595-dc17-4e15-a6f1-6583a70b68ba', '1604b4d3-6539-4cd0-9d50-ec8045804627', 'update', '{"key":"dfe73595-dc17-4e15-a6f1-6583a70b68ba","course_key":"1604b4d3-6539-4cd0-9d50-ec8045804627","position":1,"id":"s2","number":2,"planned_at":"2026-05-05T09:00+02:00","started_at":"2026-05-05T09:30+02:00","ended_at":null,"station":"Bed 1","note":null,"machine":null,"circuit_set":null,"supplies":null,"access_device_id":null,"plan":null,"identity_check":null,"access_check":null,"drugs_of_note":null,"prime_fluid":null,"end_reason":null,"end_note":null,"rinseback_not_done_reason":null,"close_note":null,"close_extra":"{}","totals_extra":"{}","listed":"[]","extra":"{}","order_key":"9e016ee9-8f1f-42f3-bd7d-50c8ea9699bc","signed_at":null}', '{"key":"dfe73595-dc17-4e15-a6f1-6583a70b68ba","course_key":"1604b4d3-6539-4cd0-9d50-ec8045804627","position":1,"id":"s2","number":2,"planned_at":"2026-05-05T09:00+02:00","started_at":"2026-05-05T09:30+02:00","ended_at":null,"station":"Bed 1","note":null,"machine":null,"circuit_set":null,"supplies":null,"access_device_id":null,"plan":null,"identity_check":null,"access_check":null,"drugs_of_note":null,"prime_fluid":null,"end_reason":null,"end_note":null,"rinseback_not_done_reason":null,"close_note":null,"close_extra":"{}","totals_extra":"{}","listed":"[\"before\"]","extra":"{}","order_key":"9e016ee9-8f1f-42f3-bd7d-50c8ea9699bc","signed_at":null}', 'EEFF519BD050D822B38B4A059589CF1D', 'f0307b86b1296b6bc3039ed9f011db7ada8a8bb5705eb93953d64ea141d1cd67', 'd1e615fd23670a249cf7cc32d44ec651eac9720cbfdcf361c78d269ae0eb64cd', '2ffb027217afa5acbd61e33d66f7985000e73e85ac43ba12daf91851102284a1');
INSERT INTO "history" ("number", "at", "staff_key", "name", "station", "why", "table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "salt", "content", "previous", "hash") VALUES (17, '2026-05-05T07:30:00.000Z', '20cd8f51-de22-4e15-a68a-338a50a9427c', 'Anna Birke', '', '', 'observation', '2d77a9be-f5a3-4dcb-9be5-758d256c665b', 'dfe73595-dc17-4e15-a6f1-6583a70b68ba', NULL, 'insert', NULL, '{"key":"2d77a9be-f5a3-4dcb-9be5-758d256c665b","session_key":"dfe73595-dc17-4e15-a6f1-6583a70b68ba","place":"before","reading_key":null,"code":"weight_kg","value":61.5,"spelled":"61.50","typed":"61.50","unit":"kg","observed_at":null,"entered_at":"2026-05-05T09:30+02:00","by":null,"source":null,"flag":null,"answered":"","limits":"{\"possible\":[1,350],\"plausible\":[35,180],\"usual\":[null,null]}","extra":"{}","withdrawn_at":null,"withdrawn_why":null}', '7F9142A22DA66589364F30B5CFD737DA', '4acb340d51da80a61f85ae3d9feb29b8b2b7df1ddfbc53593661d43233604d5f', '2ffb027217afa5acbd61e33d66f7985000e73e85ac43ba12daf91851102284a1', 'a93723a7ec776f324df1fe41a901c94dbce9c2e6b67a569108951c104384f946');
INSERT INTO "history" ("number", "at", "staff_key", "name", "station", "why", "table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "salt", "content", "previous", "hash") VALUES (18, '2026-11-22T08:30:00.000Z', '20cd8f51-de22-4e15-a68a-338a50a9427c', 'Anna Birke', '', 'migration', 'session', '5e277c83-487d-432f-8213-41056bc4193b', NULL, NULL, 'migrate', '{"key":"5e277c83-487d-432f-8213-41056bc4193b","course_key":"1604b4d3-6539-4cd0-9d50-ec8045804627","position":0,"id":"s1","number":1,"planned_at":"2026-05-04T09:00+02:00","started_at":"2026-05-04T09:30+02:00","ended_at":"2026-05-04T11:30+02:00","station":"Bed 1","note":null,"machine":null,"circuit_set":null,"supplies":null,"access_device_id":null,"plan":null,"identity_check":null,"access_check":null,"drugs_of_note":null,"prime_fluid":null,"end_reason":null,"end_note":null,"rinseback_not_done_reason":null,"close_note":null,"close_extra":"{}","totals_extra":"{}","listed":"[\"before\"]","extra":"{}","order_key":"9e016ee9-8f1f-42f3-bd7d-50c8ea9699bc","signed_at":"2026-05-04T11:30+02:00"}', '{"key":"5e277c83-487d-432f-8213-41056bc4193b","course_key":"1604b4d3-6539-4cd0-9d50-ec8045804627","position":0,"id":"s1","number":1,"planned_at":"2026-05-04T09:00+02:00","started_at":"2026-05-04T09:30+02:00","ended_at":"2026-05-04T11:30+02:00","station":"Bed 1","note":null,"machine":null,"circuit_set":null,"supplies":null,"access_device_id":null,"plan":null,"identity_check":null,"access_check":null,"drugs_of_note":null,"prime_fluid":null,"end_reason":null,"end_note":null,"rinseback_not_done_reason":null,"close_note":null,"close_extra":"{}","totals_extra":"{}","listed":"[\"before\"]","extra":"{}","order_key":"9e016ee9-8f1f-42f3-bd7d-50c8ea9699bc","signed_at":"2026-05-04T11:30+02:00","limits_key":null}', '87FADF6BF004CE9B9CC5B2EDE577B07F', '656aaeef41da94f082f880dda029abf0724d0c557ce64bb1ee82462e910ad583', 'a93723a7ec776f324df1fe41a901c94dbce9c2e6b67a569108951c104384f946', 'dd1e2b2ed3cada0742420e47c350b06dd0eb769493bb2284dce45b2eb3e1e340');
INSERT INTO "history" ("number", "at", "staff_key", "name", "station", "why", "table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "salt", "content", "previous", "hash") VALUES (19, '2026-11-22T08:30:00.000Z', '20cd8f51-de22-4e15-a68a-338a50a9427c', 'Anna Birke', '', 'migration', 'session', 'dfe73595-dc17-4e15-a6f1-6583a70b68ba', NULL, NULL, 'migrate', '{"key":"dfe73595-dc17-4e15-a6f1-6583a70b68ba","course_key":"1604b4d3-6539-4cd0-9d50-ec8045804627","position":1,"id":"s2","number":2,"planned_at":"2026-05-05T09:00+02:00","started_at":"2026-05-05T09:30+02:00","ended_at":null,"station":"Bed 1","note":null,"machine":null,"circuit_set":null,"supplies":null,"access_device_id":null,"plan":null,"identity_check":null,"access_check":null,"drugs_of_note":null,"prime_fluid":null,"end_reason":null,"end_note":null,"rinseback_not_done_reason":null,"close_note":null,"close_extra":"{}","totals_extra":"{}","listed":"[\"before\"]","extra":"{}","order_key":"9e016ee9-8f1f-42f3-bd7d-50c8ea9699bc","signed_at":null}', '{"key":"dfe73595-dc17-4e15-a6f1-6583a70b68ba","course_key":"1604b4d3-6539-4cd0-9d50-ec8045804627","position":1,"id":"s2","number":2,"planned_at":"2026-05-05T09:00+02:00","started_at":"2026-05-05T09:30+02:00","ended_at":null,"station":"Bed 1","note":null,"machine":null,"circuit_set":null,"supplies":null,"access_device_id":null,"plan":null,"identity_check":null,"access_check":null,"drugs_of_note":null,"prime_fluid":null,"end_reason":null,"end_note":null,"rinseback_not_done_reason":null,"close_note":null,"close_extra":"{}","totals_extra":"{}","listed":"[\"before\"]","extra":"{}","order_key":"9e016ee9-8f1f-42f3-bd7d-50c8ea9699bc","signed_at":null,"limits_key":null}', '72AFA81CC0B614526ECA4B13A70055DA', '2bee641ebb89a5d3308c0409c329c4409786c37dd91dc03fec35eda465a7abbb', 'dd1e2b2ed3cada0742420e47c350b06dd0eb769493bb2284dce45b2eb3e1e340', 'c8a0d2c66194afc931f0e217106e6d9e120ced42acba675ac8ab1492fb0f6558');
INSERT INTO "history" ("number", "at", "staff_key", "name", "station", "why", "table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "salt", "content", "previous", "hash") VALUES (20, '2026-11-22T08:30:00.000Z', '20cd8f51-de22-4e15-a68a-338a50a9427c', 'Anna Birke', '', 'migration', 'session', '95c273a2-ca97-4faa-9db3-75c08ce342f1', NULL, NULL, 'migrate', '{"key":"95c273a2-ca97-4faa-9db3-75c08ce342f1","course_key":"1604b4d3-6539-4cd0-9d50-ec8045804627","position":2,"id":"s3","number":3,"planned_at":"2026-05-06T09:00+02:00","started_at":null,"ended_at":null,"station":null,"note":null,"machine":null,"circuit_set":null,"supplies":null,"access_device_id":null,"plan":null,"identity_check":null,"access_check":null,"drugs_of_note":null,"prime_fluid":null,"end_reason":null,"end_note":null,"rinseback_not_done_reason":null,"close_note":null,"close_extra":"{}","totals_extra":"{}","listed":"[]","extra":"{}","order_key":null,"signed_at":null}', '{"key":"95c273a2-ca97-4faa-9db3-75c08ce342f1","course_key":"1604b4d3-6539-4cd0-9d50-ec8045804627","position":2,"id":"s3","number":3,"planned_at":"2026-05-06T09:00+02:00","started_at":null,"ended_at":null,"station":null,"note":null,"machine":null,"circuit_set":null,"supplies":null,"access_device_id":null,"plan":null,"identity_check":null,"access_check":null,"drugs_of_note":null,"prime_fluid":null,"end_reason":null,"end_note":null,"rinseback_not_done_reason":null,"close_note":null,"close_extra":"{}","totals_extra":"{}","listed":"[]","extra":"{}","order_key":null,"signed_at":null,"limits_key":null}', '59FDD0615C1BCD878629C0ED15AE0781', 'ebf2110dac1d91ccefadd2d11ed6a9e98993665a2bb8acc72dfe694783a4fed7', 'c8a0d2c66194afc931f0e217106e6d9e120ced42acba675ac8ab1492fb0f6558', 'a25cc47520f0ead9e3069e32c5d599ac905f756e5829112e9612ae43de2e6587');
INSERT INTO "history" ("number", "at", "staff_key", "name", "station", "why", "table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "salt", "content", "previous", "hash") VALUES (21, '2026-11-22T08:30:00.000Z', '20cd8f51-de22-4e15-a68a-338a50a9427c', 'Anna Birke', '', 'as the ward does', 'limit_change', '2f7c8f0e-6f0a-4b9b-9a53-0d6f8f1b2c11', NULL, NULL, 'insert', NULL, '{"key":"2f7c8f0e-6f0a-4b9b-9a53-0d6f8f1b2c11","version":1,"name":"systolic_low_mmhg","value":85.0,"why":"as the ward does","by":"Anna Birke","at":"2026-11-22T09:30+01:00"}', 'E1FD1086A849CFE2963EA8D4FC43C741', 'f734e493e43f92c5a68c2431ff068f04c2fedf6921f6a177fc24c7e60ebdfda4', 'a25cc47520f0ead9e3069e32c5d599ac905f756e5829112e9612ae43de2e6587', 'c0fec31632215f4bb1c4eb83f9b208dbdaee4cc5cd2e77928f268d852b6b82fc');
INSERT INTO "limit_change" ("key", "version", "name", "value", "why", "by", "at") VALUES ('2f7c8f0e-6f0a-4b9b-9a53-0d6f8f1b2c11', 1, 'systolic_low_mmhg', 85.0, 'as the ward does', 'Anna Birke', '2026-11-22T09:30+01:00');
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");
CREATE INDEX "patient_by_name" ON "patient" ("family_name", "given_name");
CREATE INDEX "course_of_patient" ON "course" ("patient_key");
CREATE INDEX "session_of_course" ON "session" ("course_key", "position");
CREATE INDEX "session_unsigned" ON "session" ("planned_at_utc") WHERE "signed_at" IS NULL;
CREATE INDEX "session_signed" ON "session" ("signed_at_utc") WHERE "signed_at" IS NOT NULL;
CREATE INDEX "reading_of_session" ON "reading" ("session_key", "position");
CREATE INDEX "bag_of_session" ON "bag" ("session_key", "position");
CREATE INDEX "saline_bolus_of_session" ON "saline_bolus" ("session_key", "position");
CREATE INDEX "drug_given_of_session" ON "drug_given" ("session_key", "position");
CREATE INDEX "pause_of_session" ON "pause" ("session_key", "position");
CREATE INDEX "reaction_of_session" ON "reaction" ("session_key", "position");
CREATE INDEX "checklist_answer_of_session" ON "checklist_answer" ("session_key", "position");
CREATE INDEX "lock_of_session" ON "lock" ("session_key", "position");
CREATE UNIQUE INDEX "observation_in_force" ON "observation" ("session_key", "place", ifnull("reading_key", ''), "code") WHERE "withdrawn_at" IS NULL;
CREATE INDEX "observation_of_reading" ON "observation" ("reading_key");
CREATE INDEX "access_device_of_course" ON "access_device" ("course_key", "position");
CREATE INDEX "lab_result_of_course" ON "lab_result" ("course_key", "position");
CREATE INDEX "score_of_course" ON "score" ("course_key", "position");
CREATE INDEX "override_of_course" ON "override" ("course_key", "position");
CREATE INDEX "signature_statement_of_course" ON "signature_statement" ("course_key", "position");
CREATE INDEX "signature_of_session" ON "signature" ("session_key", "at_utc");
CREATE INDEX "history_of_row" ON "history" ("table_name", "row_key", "number");
CREATE INDEX "history_of_session" ON "history" ("session_key", "number");
CREATE VIEW "history_entry" AS SELECT NULL AS "table_name", NULL AS "row_key", NULL AS "session_key", NULL AS "course_key", NULL AS "operation", NULL AS "old", NULL AS "new", NULL AS "at", NULL AS "staff_key", NULL AS "name", NULL AS "station", NULL AS "why", NULL AS "salt" WHERE 0;
CREATE TRIGGER "history_entry_bound" INSTEAD OF INSERT ON "history_entry"
BEGIN
  INSERT INTO "history" ("number", "table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "at", "staff_key", "name", "station", "why", "salt", "content", "previous", "hash")
  VALUES ((SELECT ifnull(max("number"), 0) + 1 FROM "history"), NEW."table_name", NEW."row_key", NEW."session_key", NEW."course_key", NEW."operation", NEW."old", NEW."new", NEW."at", NEW."staff_key", NEW."name", NEW."station", NEW."why", NEW."salt", plexlog_content(NEW."salt", NEW."why", NEW."old", NEW."new"), ifnull((SELECT "hash" FROM "history" ORDER BY "number" DESC LIMIT 1), '0000000000000000000000000000000000000000000000000000000000000000'), plexlog_link((SELECT ifnull(max("number"), 0) + 1 FROM "history"), NEW."at", NEW."staff_key", NEW."name", NEW."station", NEW."table_name", NEW."row_key", NEW."session_key", NEW."course_key", NEW."operation", plexlog_content(NEW."salt", NEW."why", NEW."old", NEW."new"), ifnull((SELECT "hash" FROM "history" ORDER BY "number" DESC LIMIT 1), '0000000000000000000000000000000000000000000000000000000000000000')));
END;
CREATE TRIGGER "history_no_update" BEFORE UPDATE ON "history"
BEGIN
  SELECT RAISE(ABORT, 'kept');
END;
CREATE TRIGGER "history_no_delete" BEFORE DELETE ON "history"
BEGIN
  SELECT RAISE(ABORT, 'kept');
END;
CREATE TRIGGER "access_device_after_insert" AFTER INSERT ON "access_device"
BEGIN
  INSERT INTO "history_entry" ("table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "at", "staff_key", "name", "station", "why", "salt")
  VALUES ('access_device', NEW."key", NULL, NEW."course_key", 'insert', NULL, json_object('key', NEW."key", 'course_key', NEW."course_key", 'position', NEW."position", 'id', NEW."id", 'kind', NEW."kind", 'side', NEW."side", 'site', NEW."site", 'inserted_on', NEW."inserted_on", 'removed_on', NEW."removed_on", 'removal_reason', NEW."removal_reason", 'product', NEW."product", 'lot', NEW."lot", 'note', NEW."note", 'tip_confirmed', NEW."tip_confirmed", 'lumens', NEW."lumens", 'extra', NEW."extra", 'withdrawn_at', NEW."withdrawn_at", 'withdrawn_why', NEW."withdrawn_why"), plexlog_now(), plexlog_staff(), plexlog_name(), plexlog_station(), plexlog_why(), hex(randomblob(16)));
END;
CREATE TRIGGER "access_device_after_update" AFTER UPDATE ON "access_device"
BEGIN
  INSERT INTO "history_entry" ("table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "at", "staff_key", "name", "station", "why", "salt")
  VALUES ('access_device', NEW."key", NULL, NEW."course_key", 'update', json_object('key', OLD."key", 'course_key', OLD."course_key", 'position', OLD."position", 'id', OLD."id", 'kind', OLD."kind", 'side', OLD."side", 'site', OLD."site", 'inserted_on', OLD."inserted_on", 'removed_on', OLD."removed_on", 'removal_reason', OLD."removal_reason", 'product', OLD."product", 'lot', OLD."lot", 'note', OLD."note", 'tip_confirmed', OLD."tip_confirmed", 'lumens', OLD."lumens", 'extra', OLD."extra", 'withdrawn_at', OLD."withdrawn_at", 'withdrawn_why', OLD."withdrawn_why"), json_object('key', NEW."key", 'course_key', NEW."course_key", 'position', NEW."position", 'id', NEW."id", 'kind', NEW."kind", 'side', NEW."side", 'site', NEW."site", 'inserted_on', NEW."inserted_on", 'removed_on', NEW."removed_on", 'removal_reason', NEW."removal_reason", 'product', NEW."product", 'lot', NEW."lot", 'note', NEW."note", 'tip_confirmed', NEW."tip_confirmed", 'lumens', NEW."lumens", 'extra', NEW."extra", 'withdrawn_at', NEW."withdrawn_at", 'withdrawn_why', NEW."withdrawn_why"), plexlog_now(), plexlog_staff(), plexlog_name(), plexlog_station(), plexlog_why(), hex(randomblob(16)));
END;
CREATE TRIGGER "access_device_no_delete" BEFORE DELETE ON "access_device"
BEGIN
  SELECT RAISE(ABORT, 'kept');
END;
CREATE TRIGGER "bag_after_insert" AFTER INSERT ON "bag"
BEGIN
  INSERT INTO "history_entry" ("table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "at", "staff_key", "name", "station", "why", "salt")
  VALUES ('bag', NEW."key", NEW."session_key", NULL, 'insert', NULL, json_object('key', NEW."key", 'session_key', NEW."session_key", 'position', NEW."position", 'id', NEW."id", 'fluid', NEW."fluid", 'volume_ml', NEW."volume_ml", 'concentration_percent', NEW."concentration_percent", 'diluent', NEW."diluent", 'diluted_to_percent', NEW."diluted_to_percent", 'product', NEW."product", 'lot', NEW."lot", 'din', NEW."din", 'din_check', NEW."din_check", 'din_flag', NEW."din_flag", 'abo', NEW."abo", 'rhd', NEW."rhd", 'expires_on', NEW."expires_on", 'given_ml', NEW."given_ml", 'started_at', NEW."started_at", 'ended_at', NEW."ended_at", 'by', NEW."by", 'note', NEW."note", 'spelled', NEW."spelled", 'extra', NEW."extra", 'withdrawn_at', NEW."withdrawn_at", 'withdrawn_why', NEW."withdrawn_why"), plexlog_now(), plexlog_staff(), plexlog_name(), plexlog_station(), plexlog_why(), hex(randomblob(16)));
END;
CREATE TRIGGER "bag_after_update" AFTER UPDATE ON "bag"
BEGIN
  INSERT INTO "history_entry" ("table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "at", "staff_key", "name", "station", "why", "salt")
  VALUES ('bag', NEW."key", NEW."session_key", NULL, 'update', json_object('key', OLD."key", 'session_key', OLD."session_key", 'position', OLD."position", 'id', OLD."id", 'fluid', OLD."fluid", 'volume_ml', OLD."volume_ml", 'concentration_percent', OLD."concentration_percent", 'diluent', OLD."diluent", 'diluted_to_percent', OLD."diluted_to_percent", 'product', OLD."product", 'lot', OLD."lot", 'din', OLD."din", 'din_check', OLD."din_check", 'din_flag', OLD."din_flag", 'abo', OLD."abo", 'rhd', OLD."rhd", 'expires_on', OLD."expires_on", 'given_ml', OLD."given_ml", 'started_at', OLD."started_at", 'ended_at', OLD."ended_at", 'by', OLD."by", 'note', OLD."note", 'spelled', OLD."spelled", 'extra', OLD."extra", 'withdrawn_at', OLD."withdrawn_at", 'withdrawn_why', OLD."withdrawn_why"), json_object('key', NEW."key", 'session_key', NEW."session_key", 'position', NEW."position", 'id', NEW."id", 'fluid', NEW."fluid", 'volume_ml', NEW."volume_ml", 'concentration_percent', NEW."concentration_percent", 'diluent', NEW."diluent", 'diluted_to_percent', NEW."diluted_to_percent", 'product', NEW."product", 'lot', NEW."lot", 'din', NEW."din", 'din_check', NEW."din_check", 'din_flag', NEW."din_flag", 'abo', NEW."abo", 'rhd', NEW."rhd", 'expires_on', NEW."expires_on", 'given_ml', NEW."given_ml", 'started_at', NEW."started_at", 'ended_at', NEW."ended_at", 'by', NEW."by", 'note', NEW."note", 'spelled', NEW."spelled", 'extra', NEW."extra", 'withdrawn_at', NEW."withdrawn_at", 'withdrawn_why', NEW."withdrawn_why"), plexlog_now(), plexlog_staff(), plexlog_name(), plexlog_station(), plexlog_why(), hex(randomblob(16)));
END;
CREATE TRIGGER "bag_no_delete" BEFORE DELETE ON "bag"
BEGIN
  SELECT RAISE(ABORT, 'kept');
END;
CREATE TRIGGER "checklist_answer_after_insert" AFTER INSERT ON "checklist_answer"
BEGIN
  INSERT INTO "history_entry" ("table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "at", "staff_key", "name", "station", "why", "salt")
  VALUES ('checklist_answer', NEW."key", NEW."session_key", NULL, 'insert', NULL, json_object('key', NEW."key", 'session_key', NEW."session_key", 'position', NEW."position", 'item', NEW."item", 'answer', NEW."answer", 'reason', NEW."reason", 'by', NEW."by", 'at', NEW."at", 'extra', NEW."extra", 'withdrawn_at', NEW."withdrawn_at", 'withdrawn_why', NEW."withdrawn_why"), plexlog_now(), plexlog_staff(), plexlog_name(), plexlog_station(), plexlog_why(), hex(randomblob(16)));
END;
CREATE TRIGGER "checklist_answer_after_update" AFTER UPDATE ON "checklist_answer"
BEGIN
  INSERT INTO "history_entry" ("table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "at", "staff_key", "name", "station", "why", "salt")
  VALUES ('checklist_answer', NEW."key", NEW."session_key", NULL, 'update', json_object('key', OLD."key", 'session_key', OLD."session_key", 'position', OLD."position", 'item', OLD."item", 'answer', OLD."answer", 'reason', OLD."reason", 'by', OLD."by", 'at', OLD."at", 'extra', OLD."extra", 'withdrawn_at', OLD."withdrawn_at", 'withdrawn_why', OLD."withdrawn_why"), json_object('key', NEW."key", 'session_key', NEW."session_key", 'position', NEW."position", 'item', NEW."item", 'answer', NEW."answer", 'reason', NEW."reason", 'by', NEW."by", 'at', NEW."at", 'extra', NEW."extra", 'withdrawn_at', NEW."withdrawn_at", 'withdrawn_why', NEW."withdrawn_why"), plexlog_now(), plexlog_staff(), plexlog_name(), plexlog_station(), plexlog_why(), hex(randomblob(16)));
END;
CREATE TRIGGER "checklist_answer_no_delete" BEFORE DELETE ON "checklist_answer"
BEGIN
  SELECT RAISE(ABORT, 'kept');
END;
CREATE TRIGGER "course_after_insert" AFTER INSERT ON "course"
BEGIN
  INSERT INTO "history_entry" ("table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "at", "staff_key", "name", "station", "why", "salt")
  VALUES ('course', NEW."key", NULL, NEW."key", 'insert', NULL, json_object('key', NEW."key", 'course_id', NEW."course_id", 'course_number', NEW."course_number", 'time_zone', NEW."time_zone", 'unit', NEW."unit", 'patient_key', NEW."patient_key", 'listed', NEW."listed", 'extra', NEW."extra"), plexlog_now(), plexlog_staff(), plexlog_name(), plexlog_station(), plexlog_why(), hex(randomblob(16)));
END;
CREATE TRIGGER "course_after_update" AFTER UPDATE ON "course"
BEGIN
  INSERT INTO "history_entry" ("table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "at", "staff_key", "name", "station", "why", "salt")
  VALUES ('course', NEW."key", NULL, NEW."key", 'update', json_object('key', OLD."key", 'course_id', OLD."course_id", 'course_number', OLD."course_number", 'time_zone', OLD."time_zone", 'unit', OLD."unit", 'patient_key', OLD."patient_key", 'listed', OLD."listed", 'extra', OLD."extra"), json_object('key', NEW."key", 'course_id', NEW."course_id", 'course_number', NEW."course_number", 'time_zone', NEW."time_zone", 'unit', NEW."unit", 'patient_key', NEW."patient_key", 'listed', NEW."listed", 'extra', NEW."extra"), plexlog_now(), plexlog_staff(), plexlog_name(), plexlog_station(), plexlog_why(), hex(randomblob(16)));
END;
CREATE TRIGGER "course_no_delete" BEFORE DELETE ON "course"
BEGIN
  SELECT RAISE(ABORT, 'kept');
END;
CREATE TRIGGER "course_order_after_insert" AFTER INSERT ON "course_order"
BEGIN
  INSERT INTO "history_entry" ("table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "at", "staff_key", "name", "station", "why", "salt")
  VALUES ('course_order', NEW."key", NULL, NEW."course_key", 'insert', NULL, json_object('key', NEW."key", 'course_key', NEW."course_key", 'version', NEW."version", 'indication', NEW."indication", 'diagnosis', NEW."diagnosis", 'icd10', NEW."icd10", 'reason', NEW."reason", 'note', NEW."note", 'ordered_by', NEW."ordered_by", 'ordered_at', NEW."ordered_at", 'plasma_volumes', NEW."plasma_volumes", 'sessions_planned', NEW."sessions_planned", 'interval_hours', NEW."interval_hours", 'replacement', NEW."replacement", 'balance_percent', NEW."balance_percent", 'anticoagulant', NEW."anticoagulant", 'catheter_lock', NEW."catheter_lock", 'calcium_plan', NEW."calcium_plan", 'vitals_programme_min', NEW."vitals_programme_min", 'access_device_id', NEW."access_device_id", 'steroid_trial', NEW."steroid_trial", 'consents', NEW."consents", 'response_scale', NEW."response_scale", 'extra', NEW."extra", 'spelled', NEW."spelled"), plexlog_now(), plexlog_staff(), plexlog_name(), plexlog_station(), plexlog_why(), hex(randomblob(16)));
END;
CREATE TRIGGER "course_order_after_update" AFTER UPDATE ON "course_order"
BEGIN
  INSERT INTO "history_entry" ("table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "at", "staff_key", "name", "station", "why", "salt")
  VALUES ('course_order', NEW."key", NULL, NEW."course_key", 'update', json_object('key', OLD."key", 'course_key', OLD."course_key", 'version', OLD."version", 'indication', OLD."indication", 'diagnosis', OLD."diagnosis", 'icd10', OLD."icd10", 'reason', OLD."reason", 'note', OLD."note", 'ordered_by', OLD."ordered_by", 'ordered_at', OLD."ordered_at", 'plasma_volumes', OLD."plasma_volumes", 'sessions_planned', OLD."sessions_planned", 'interval_hours', OLD."interval_hours", 'replacement', OLD."replacement", 'balance_percent', OLD."balance_percent", 'anticoagulant', OLD."anticoagulant", 'catheter_lock', OLD."catheter_lock", 'calcium_plan', OLD."calcium_plan", 'vitals_programme_min', OLD."vitals_programme_min", 'access_device_id', OLD."access_device_id", 'steroid_trial', OLD."steroid_trial", 'consents', OLD."consents", 'response_scale', OLD."response_scale", 'extra', OLD."extra", 'spelled', OLD."spelled"), json_object('key', NEW."key", 'course_key', NEW."course_key", 'version', NEW."version", 'indication', NEW."indication", 'diagnosis', NEW."diagnosis", 'icd10', NEW."icd10", 'reason', NEW."reason", 'note', NEW."note", 'ordered_by', NEW."ordered_by", 'ordered_at', NEW."ordered_at", 'plasma_volumes', NEW."plasma_volumes", 'sessions_planned', NEW."sessions_planned", 'interval_hours', NEW."interval_hours", 'replacement', NEW."replacement", 'balance_percent', NEW."balance_percent", 'anticoagulant', NEW."anticoagulant", 'catheter_lock', NEW."catheter_lock", 'calcium_plan', NEW."calcium_plan", 'vitals_programme_min', NEW."vitals_programme_min", 'access_device_id', NEW."access_device_id", 'steroid_trial', NEW."steroid_trial", 'consents', NEW."consents", 'response_scale', NEW."response_scale", 'extra', NEW."extra", 'spelled', NEW."spelled"), plexlog_now(), plexlog_staff(), plexlog_name(), plexlog_station(), plexlog_why(), hex(randomblob(16)));
END;
CREATE TRIGGER "course_order_no_delete" BEFORE DELETE ON "course_order"
BEGIN
  SELECT RAISE(ABORT, 'kept');
END;
CREATE TRIGGER "drug_given_after_insert" AFTER INSERT ON "drug_given"
BEGIN
  INSERT INTO "history_entry" ("table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "at", "staff_key", "name", "station", "why", "salt")
  VALUES ('drug_given', NEW."key", NEW."session_key", NULL, 'insert', NULL, json_object('key', NEW."key", 'session_key', NEW."session_key", 'position', NEW."position", 'at', NEW."at", 'drug', NEW."drug", 'dose', NEW."dose", 'route', NEW."route", 'volume_ml', NEW."volume_ml", 'lot', NEW."lot", 'expires_on', NEW."expires_on", 'reason', NEW."reason", 'by', NEW."by", 'entered_at', NEW."entered_at", 'spelled', NEW."spelled", 'extra', NEW."extra", 'withdrawn_at', NEW."withdrawn_at", 'withdrawn_why', NEW."withdrawn_why"), plexlog_now(), plexlog_staff(), plexlog_name(), plexlog_station(), plexlog_why(), hex(randomblob(16)));
END;
CREATE TRIGGER "drug_given_after_update" AFTER UPDATE ON "drug_given"
BEGIN
  INSERT INTO "history_entry" ("table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "at", "staff_key", "name", "station", "why", "salt")
  VALUES ('drug_given', NEW."key", NEW."session_key", NULL, 'update', json_object('key', OLD."key", 'session_key', OLD."session_key", 'position', OLD."position", 'at', OLD."at", 'drug', OLD."drug", 'dose', OLD."dose", 'route', OLD."route", 'volume_ml', OLD."volume_ml", 'lot', OLD."lot", 'expires_on', OLD."expires_on", 'reason', OLD."reason", 'by', OLD."by", 'entered_at', OLD."entered_at", 'spelled', OLD."spelled", 'extra', OLD."extra", 'withdrawn_at', OLD."withdrawn_at", 'withdrawn_why', OLD."withdrawn_why"), json_object('key', NEW."key", 'session_key', NEW."session_key", 'position', NEW."position", 'at', NEW."at", 'drug', NEW."drug", 'dose', NEW."dose", 'route', NEW."route", 'volume_ml', NEW."volume_ml", 'lot', NEW."lot", 'expires_on', NEW."expires_on", 'reason', NEW."reason", 'by', NEW."by", 'entered_at', NEW."entered_at", 'spelled', NEW."spelled", 'extra', NEW."extra", 'withdrawn_at', NEW."withdrawn_at", 'withdrawn_why', NEW."withdrawn_why"), plexlog_now(), plexlog_staff(), plexlog_name(), plexlog_station(), plexlog_why(), hex(randomblob(16)));
END;
CREATE TRIGGER "drug_given_no_delete" BEFORE DELETE ON "drug_given"
BEGIN
  SELECT RAISE(ABORT, 'kept');
END;
CREATE TRIGGER "fact_after_insert" AFTER INSERT ON "fact"
BEGIN
  INSERT INTO "history_entry" ("table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "at", "staff_key", "name", "station", "why", "salt")
  VALUES ('fact', NEW."key", NULL, NULL, 'insert', NULL, json_object('key', NEW."key", 'kind', NEW."kind", 'code', NEW."code", 'position', NEW."position", 'body', NEW."body", 'source', NEW."source", 'retired_at', NEW."retired_at"), plexlog_now(), plexlog_staff(), plexlog_name(), plexlog_station(), plexlog_why(), hex(randomblob(16)));
END;
CREATE TRIGGER "fact_after_update" AFTER UPDATE ON "fact"
BEGIN
  INSERT INTO "history_entry" ("table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "at", "staff_key", "name", "station", "why", "salt")
  VALUES ('fact', NEW."key", NULL, NULL, 'update', json_object('key', OLD."key", 'kind', OLD."kind", 'code', OLD."code", 'position', OLD."position", 'body', OLD."body", 'source', OLD."source", 'retired_at', OLD."retired_at"), json_object('key', NEW."key", 'kind', NEW."kind", 'code', NEW."code", 'position', NEW."position", 'body', NEW."body", 'source', NEW."source", 'retired_at', NEW."retired_at"), plexlog_now(), plexlog_staff(), plexlog_name(), plexlog_station(), plexlog_why(), hex(randomblob(16)));
END;
CREATE TRIGGER "fact_no_delete" BEFORE DELETE ON "fact"
BEGIN
  SELECT RAISE(ABORT, 'kept');
END;
CREATE TRIGGER "lab_result_after_insert" AFTER INSERT ON "lab_result"
BEGIN
  INSERT INTO "history_entry" ("table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "at", "staff_key", "name", "station", "why", "salt")
  VALUES ('lab_result', NEW."key", NULL, NEW."course_key", 'insert', NULL, json_object('key', NEW."key", 'course_key', NEW."course_key", 'position', NEW."position", 'quantity', NEW."quantity", 'value', NEW."value", 'taken_at', NEW."taken_at", 'session_id', NEW."session_id", 'timing', NEW."timing", 'source', NEW."source", 'spelled', NEW."spelled", 'extra', NEW."extra", 'withdrawn_at', NEW."withdrawn_at", 'withdrawn_why', NEW."withdrawn_why"), plexlog_now(), plexlog_staff(), plexlog_name(), plexlog_station(), plexlog_why(), hex(randomblob(16)));
END;
CREATE TRIGGER "lab_result_after_update" AFTER UPDATE ON "lab_result"
BEGIN
  INSERT INTO "history_entry" ("table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "at", "staff_key", "name", "station", "why", "salt")
  VALUES ('lab_result', NEW."key", NULL, NEW."course_key", 'update', json_object('key', OLD."key", 'course_key', OLD."course_key", 'position', OLD."position", 'quantity', OLD."quantity", 'value', OLD."value", 'taken_at', OLD."taken_at", 'session_id', OLD."session_id", 'timing', OLD."timing", 'source', OLD."source", 'spelled', OLD."spelled", 'extra', OLD."extra", 'withdrawn_at', OLD."withdrawn_at", 'withdrawn_why', OLD."withdrawn_why"), json_object('key', NEW."key", 'course_key', NEW."course_key", 'position', NEW."position", 'quantity', NEW."quantity", 'value', NEW."value", 'taken_at', NEW."taken_at", 'session_id', NEW."session_id", 'timing', NEW."timing", 'source', NEW."source", 'spelled', NEW."spelled", 'extra', NEW."extra", 'withdrawn_at', NEW."withdrawn_at", 'withdrawn_why', NEW."withdrawn_why"), plexlog_now(), plexlog_staff(), plexlog_name(), plexlog_station(), plexlog_why(), hex(randomblob(16)));
END;
CREATE TRIGGER "lab_result_no_delete" BEFORE DELETE ON "lab_result"
BEGIN
  SELECT RAISE(ABORT, 'kept');
END;
CREATE TRIGGER "limit_change_after_insert" AFTER INSERT ON "limit_change"
BEGIN
  INSERT INTO "history_entry" ("table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "at", "staff_key", "name", "station", "why", "salt")
  VALUES ('limit_change', NEW."key", NULL, NULL, 'insert', NULL, json_object('key', NEW."key", 'version', NEW."version", 'name', NEW."name", 'value', NEW."value", 'why', NEW."why", 'by', NEW."by", 'at', NEW."at"), plexlog_now(), plexlog_staff(), plexlog_name(), plexlog_station(), plexlog_why(), hex(randomblob(16)));
END;
CREATE TRIGGER "limit_change_after_update" AFTER UPDATE ON "limit_change"
BEGIN
  INSERT INTO "history_entry" ("table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "at", "staff_key", "name", "station", "why", "salt")
  VALUES ('limit_change', NEW."key", NULL, NULL, 'update', json_object('key', OLD."key", 'version', OLD."version", 'name', OLD."name", 'value', OLD."value", 'why', OLD."why", 'by', OLD."by", 'at', OLD."at"), json_object('key', NEW."key", 'version', NEW."version", 'name', NEW."name", 'value', NEW."value", 'why', NEW."why", 'by', NEW."by", 'at', NEW."at"), plexlog_now(), plexlog_staff(), plexlog_name(), plexlog_station(), plexlog_why(), hex(randomblob(16)));
END;
CREATE TRIGGER "limit_change_no_delete" BEFORE DELETE ON "limit_change"
BEGIN
  SELECT RAISE(ABORT, 'kept');
END;
CREATE TRIGGER "lock_after_insert" AFTER INSERT ON "lock"
BEGIN
  INSERT INTO "history_entry" ("table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "at", "staff_key", "name", "station", "why", "salt")
  VALUES ('lock', NEW."key", NEW."session_key", NULL, 'insert', NULL, json_object('key', NEW."key", 'session_key', NEW."session_key", 'position', NEW."position", 'lumen', NEW."lumen", 'agent', NEW."agent", 'volume_ml', NEW."volume_ml", 'heparin_iu_ml', NEW."heparin_iu_ml", 'citrate_percent', NEW."citrate_percent", 'lot', NEW."lot", 'at', NEW."at", 'by', NEW."by", 'spelled', NEW."spelled", 'extra', NEW."extra", 'withdrawn_at', NEW."withdrawn_at", 'withdrawn_why', NEW."withdrawn_why"), plexlog_now(), plexlog_staff(), plexlog_name(), plexlog_station(), plexlog_why(), hex(randomblob(16)));
END;
CREATE TRIGGER "lock_after_update" AFTER UPDATE ON "lock"
BEGIN
  INSERT INTO "history_entry" ("table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "at", "staff_key", "name", "station", "why", "salt")
  VALUES ('lock', NEW."key", NEW."session_key", NULL, 'update', json_object('key', OLD."key", 'session_key', OLD."session_key", 'position', OLD."position", 'lumen', OLD."lumen", 'agent', OLD."agent", 'volume_ml', OLD."volume_ml", 'heparin_iu_ml', OLD."heparin_iu_ml", 'citrate_percent', OLD."citrate_percent", 'lot', OLD."lot", 'at', OLD."at", 'by', OLD."by", 'spelled', OLD."spelled", 'extra', OLD."extra", 'withdrawn_at', OLD."withdrawn_at", 'withdrawn_why', OLD."withdrawn_why"), json_object('key', NEW."key", 'session_key', NEW."session_key", 'position', NEW."position", 'lumen', NEW."lumen", 'agent', NEW."agent", 'volume_ml', NEW."volume_ml", 'heparin_iu_ml', NEW."heparin_iu_ml", 'citrate_percent', NEW."citrate_percent", 'lot', NEW."lot", 'at', NEW."at", 'by', NEW."by", 'spelled', NEW."spelled", 'extra', NEW."extra", 'withdrawn_at', NEW."withdrawn_at", 'withdrawn_why', NEW."withdrawn_why"), plexlog_now(), plexlog_staff(), plexlog_name(), plexlog_station(), plexlog_why(), hex(randomblob(16)));
END;
CREATE TRIGGER "lock_no_delete" BEFORE DELETE ON "lock"
BEGIN
  SELECT RAISE(ABORT, 'kept');
END;
CREATE TRIGGER "observation_after_insert" AFTER INSERT ON "observation"
BEGIN
  INSERT INTO "history_entry" ("table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "at", "staff_key", "name", "station", "why", "salt")
  VALUES ('observation', NEW."key", NEW."session_key", NULL, 'insert', NULL, json_object('key', NEW."key", 'session_key', NEW."session_key", 'place', NEW."place", 'reading_key', NEW."reading_key", 'code', NEW."code", 'value', NEW."value", 'spelled', NEW."spelled", 'typed', NEW."typed", 'unit', NEW."unit", 'observed_at', NEW."observed_at", 'entered_at', NEW."entered_at", 'by', NEW."by", 'source', NEW."source", 'flag', NEW."flag", 'answered', NEW."answered", 'limits', NEW."limits", 'extra', NEW."extra", 'withdrawn_at', NEW."withdrawn_at", 'withdrawn_why', NEW."withdrawn_why"), plexlog_now(), plexlog_staff(), plexlog_name(), plexlog_station(), plexlog_why(), hex(randomblob(16)));
END;
CREATE TRIGGER "observation_after_update" AFTER UPDATE ON "observation"
BEGIN
  INSERT INTO "history_entry" ("table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "at", "staff_key", "name", "station", "why", "salt")
  VALUES ('observation', NEW."key", NEW."session_key", NULL, 'update', json_object('key', OLD."key", 'session_key', OLD."session_key", 'place', OLD."place", 'reading_key', OLD."reading_key", 'code', OLD."code", 'value', OLD."value", 'spelled', OLD."spelled", 'typed', OLD."typed", 'unit', OLD."unit", 'observed_at', OLD."observed_at", 'entered_at', OLD."entered_at", 'by', OLD."by", 'source', OLD."source", 'flag', OLD."flag", 'answered', OLD."answered", 'limits', OLD."limits", 'extra', OLD."extra", 'withdrawn_at', OLD."withdrawn_at", 'withdrawn_why', OLD."withdrawn_why"), json_object('key', NEW."key", 'session_key', NEW."session_key", 'place', NEW."place", 'reading_key', NEW."reading_key", 'code', NEW."code", 'value', NEW."value", 'spelled', NEW."spelled", 'typed', NEW."typed", 'unit', NEW."unit", 'observed_at', NEW."observed_at", 'entered_at', NEW."entered_at", 'by', NEW."by", 'source', NEW."source", 'flag', NEW."flag", 'answered', NEW."answered", 'limits', NEW."limits", 'extra', NEW."extra", 'withdrawn_at', NEW."withdrawn_at", 'withdrawn_why', NEW."withdrawn_why"), plexlog_now(), plexlog_staff(), plexlog_name(), plexlog_station(), plexlog_why(), hex(randomblob(16)));
END;
CREATE TRIGGER "observation_no_delete" BEFORE DELETE ON "observation"
BEGIN
  SELECT RAISE(ABORT, 'kept');
END;
CREATE TRIGGER "override_after_insert" AFTER INSERT ON "override"
BEGIN
  INSERT INTO "history_entry" ("table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "at", "staff_key", "name", "station", "why", "salt")
  VALUES ('override', NEW."key", NEW."session_key", NEW."course_key", 'insert', NULL, json_object('key', NEW."key", 'course_key', NEW."course_key", 'position', NEW."position", 'session_key', NEW."session_key", 'finding', NEW."finding", 'reason', NEW."reason", 'by', NEW."by", 'at', NEW."at", 'session_id', NEW."session_id", 'subject_id', NEW."subject_id", 'extra', NEW."extra", 'withdrawn_at', NEW."withdrawn_at", 'withdrawn_why', NEW."withdrawn_why"), plexlog_now(), plexlog_staff(), plexlog_name(), plexlog_station(), plexlog_why(), hex(randomblob(16)));
END;
CREATE TRIGGER "override_after_update" AFTER UPDATE ON "override"
BEGIN
  INSERT INTO "history_entry" ("table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "at", "staff_key", "name", "station", "why", "salt")
  VALUES ('override', NEW."key", NEW."session_key", NEW."course_key", 'update', json_object('key', OLD."key", 'course_key', OLD."course_key", 'position', OLD."position", 'session_key', OLD."session_key", 'finding', OLD."finding", 'reason', OLD."reason", 'by', OLD."by", 'at', OLD."at", 'session_id', OLD."session_id", 'subject_id', OLD."subject_id", 'extra', OLD."extra", 'withdrawn_at', OLD."withdrawn_at", 'withdrawn_why', OLD."withdrawn_why"), json_object('key', NEW."key", 'course_key', NEW."course_key", 'position', NEW."position", 'session_key', NEW."session_key", 'finding', NEW."finding", 'reason', NEW."reason", 'by', NEW."by", 'at', NEW."at", 'session_id', NEW."session_id", 'subject_id', NEW."subject_id", 'extra', NEW."extra", 'withdrawn_at', NEW."withdrawn_at", 'withdrawn_why', NEW."withdrawn_why"), plexlog_now(), plexlog_staff(), plexlog_name(), plexlog_station(), plexlog_why(), hex(randomblob(16)));
END;
CREATE TRIGGER "override_no_delete" BEFORE DELETE ON "override"
BEGIN
  SELECT RAISE(ABORT, 'kept');
END;
CREATE TRIGGER "patient_after_insert" AFTER INSERT ON "patient"
BEGIN
  INSERT INTO "history_entry" ("table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "at", "staff_key", "name", "station", "why", "salt")
  VALUES ('patient', NEW."key", NULL, NULL, 'insert', NULL, json_object('key', NEW."key", 'family_name', NEW."family_name", 'given_name', NEW."given_name", 'birth_date', NEW."birth_date", 'record_number', NEW."record_number", 'compared_number', NEW."compared_number", 'other_identifiers', NEW."other_identifiers", 'sex_for_formulas', NEW."sex_for_formulas", 'height_cm', NEW."height_cm", 'blood_group', NEW."blood_group", 'allergies', NEW."allergies", 'histories', NEW."histories", 'folded', NEW."folded", 'extra', NEW."extra", 'spelled', NEW."spelled"), plexlog_now(), plexlog_staff(), plexlog_name(), plexlog_station(), plexlog_why(), hex(randomblob(16)));
END;
CREATE TRIGGER "patient_after_update" AFTER UPDATE ON "patient"
BEGIN
  INSERT INTO "history_entry" ("table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "at", "staff_key", "name", "station", "why", "salt")
  VALUES ('patient', NEW."key", NULL, NULL, 'update', json_object('key', OLD."key", 'family_name', OLD."family_name", 'given_name', OLD."given_name", 'birth_date', OLD."birth_date", 'record_number', OLD."record_number", 'compared_number', OLD."compared_number", 'other_identifiers', OLD."other_identifiers", 'sex_for_formulas', OLD."sex_for_formulas", 'height_cm', OLD."height_cm", 'blood_group', OLD."blood_group", 'allergies', OLD."allergies", 'histories', OLD."histories", 'folded', OLD."folded", 'extra', OLD."extra", 'spelled', OLD."spelled"), json_object('key', NEW."key", 'family_name', NEW."family_name", 'given_name', NEW."given_name", 'birth_date', NEW."birth_date", 'record_number', NEW."record_number", 'compared_number', NEW."compared_number", 'other_identifiers', NEW."other_identifiers", 'sex_for_formulas', NEW."sex_for_formulas", 'height_cm', NEW."height_cm", 'blood_group', NEW."blood_group", 'allergies', NEW."allergies", 'histories', NEW."histories", 'folded', NEW."folded", 'extra', NEW."extra", 'spelled', NEW."spelled"), plexlog_now(), plexlog_staff(), plexlog_name(), plexlog_station(), plexlog_why(), hex(randomblob(16)));
END;
CREATE TRIGGER "patient_no_delete" BEFORE DELETE ON "patient"
BEGIN
  SELECT RAISE(ABORT, 'kept');
END;
CREATE TRIGGER "pause_after_insert" AFTER INSERT ON "pause"
BEGIN
  INSERT INTO "history_entry" ("table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "at", "staff_key", "name", "station", "why", "salt")
  VALUES ('pause', NEW."key", NEW."session_key", NULL, 'insert', NULL, json_object('key', NEW."key", 'session_key', NEW."session_key", 'position', NEW."position", 'start', NEW."start", 'end', NEW."end", 'reason', NEW."reason", 'extra', NEW."extra", 'withdrawn_at', NEW."withdrawn_at", 'withdrawn_why', NEW."withdrawn_why"), plexlog_now(), plexlog_staff(), plexlog_name(), plexlog_station(), plexlog_why(), hex(randomblob(16)));
END;
CREATE TRIGGER "pause_after_update" AFTER UPDATE ON "pause"
BEGIN
  INSERT INTO "history_entry" ("table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "at", "staff_key", "name", "station", "why", "salt")
  VALUES ('pause', NEW."key", NEW."session_key", NULL, 'update', json_object('key', OLD."key", 'session_key', OLD."session_key", 'position', OLD."position", 'start', OLD."start", 'end', OLD."end", 'reason', OLD."reason", 'extra', OLD."extra", 'withdrawn_at', OLD."withdrawn_at", 'withdrawn_why', OLD."withdrawn_why"), json_object('key', NEW."key", 'session_key', NEW."session_key", 'position', NEW."position", 'start', NEW."start", 'end', NEW."end", 'reason', NEW."reason", 'extra', NEW."extra", 'withdrawn_at', NEW."withdrawn_at", 'withdrawn_why', NEW."withdrawn_why"), plexlog_now(), plexlog_staff(), plexlog_name(), plexlog_station(), plexlog_why(), hex(randomblob(16)));
END;
CREATE TRIGGER "pause_no_delete" BEFORE DELETE ON "pause"
BEGIN
  SELECT RAISE(ABORT, 'kept');
END;
CREATE TRIGGER "reaction_after_insert" AFTER INSERT ON "reaction"
BEGIN
  INSERT INTO "history_entry" ("table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "at", "staff_key", "name", "station", "why", "salt")
  VALUES ('reaction', NEW."key", NEW."session_key", NULL, 'insert', NULL, json_object('key', NEW."key", 'session_key', NEW."session_key", 'position', NEW."position", 'id', NEW."id", 'kind', NEW."kind", 'grade', NEW."grade", 'onset_at', NEW."onset_at", 'symptoms', NEW."symptoms", 'relation', NEW."relation", 'actions', NEW."actions", 'procedure', NEW."procedure", 'outcome', NEW."outcome", 'outcome_at', NEW."outcome_at", 'bag_id', NEW."bag_id", 'infection', NEW."infection", 'clotting', NEW."clotting", 'by', NEW."by", 'entered_at', NEW."entered_at", 'note', NEW."note", 'extra', NEW."extra", 'withdrawn_at', NEW."withdrawn_at", 'withdrawn_why', NEW."withdrawn_why"), plexlog_now(), plexlog_staff(), plexlog_name(), plexlog_station(), plexlog_why(), hex(randomblob(16)));
END;
CREATE TRIGGER "reaction_after_update" AFTER UPDATE ON "reaction"
BEGIN
  INSERT INTO "history_entry" ("table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "at", "staff_key", "name", "station", "why", "salt")
  VALUES ('reaction', NEW."key", NEW."session_key", NULL, 'update', json_object('key', OLD."key", 'session_key', OLD."session_key", 'position', OLD."position", 'id', OLD."id", 'kind', OLD."kind", 'grade', OLD."grade", 'onset_at', OLD."onset_at", 'symptoms', OLD."symptoms", 'relation', OLD."relation", 'actions', OLD."actions", 'procedure', OLD."procedure", 'outcome', OLD."outcome", 'outcome_at', OLD."outcome_at", 'bag_id', OLD."bag_id", 'infection', OLD."infection", 'clotting', OLD."clotting", 'by', OLD."by", 'entered_at', OLD."entered_at", 'note', OLD."note", 'extra', OLD."extra", 'withdrawn_at', OLD."withdrawn_at", 'withdrawn_why', OLD."withdrawn_why"), json_object('key', NEW."key", 'session_key', NEW."session_key", 'position', NEW."position", 'id', NEW."id", 'kind', NEW."kind", 'grade', NEW."grade", 'onset_at', NEW."onset_at", 'symptoms', NEW."symptoms", 'relation', NEW."relation", 'actions', NEW."actions", 'procedure', NEW."procedure", 'outcome', NEW."outcome", 'outcome_at', NEW."outcome_at", 'bag_id', NEW."bag_id", 'infection', NEW."infection", 'clotting', NEW."clotting", 'by', NEW."by", 'entered_at', NEW."entered_at", 'note', NEW."note", 'extra', NEW."extra", 'withdrawn_at', NEW."withdrawn_at", 'withdrawn_why', NEW."withdrawn_why"), plexlog_now(), plexlog_staff(), plexlog_name(), plexlog_station(), plexlog_why(), hex(randomblob(16)));
END;
CREATE TRIGGER "reaction_no_delete" BEFORE DELETE ON "reaction"
BEGIN
  SELECT RAISE(ABORT, 'kept');
END;
CREATE TRIGGER "reading_after_insert" AFTER INSERT ON "reading"
BEGIN
  INSERT INTO "history_entry" ("table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "at", "staff_key", "name", "station", "why", "salt")
  VALUES ('reading', NEW."key", NEW."session_key", NULL, 'insert', NULL, json_object('key', NEW."key", 'session_key', NEW."session_key", 'position', NEW."position", 'at', NEW."at", 'is_open', NEW."is_open", 'by', NEW."by", 'entered_at', NEW."entered_at", 'note', NEW."note", 'extra', NEW."extra", 'withdrawn_at', NEW."withdrawn_at", 'withdrawn_why', NEW."withdrawn_why"), plexlog_now(), plexlog_staff(), plexlog_name(), plexlog_station(), plexlog_why(), hex(randomblob(16)));
END;
CREATE TRIGGER "reading_after_update" AFTER UPDATE ON "reading"
BEGIN
  INSERT INTO "history_entry" ("table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "at", "staff_key", "name", "station", "why", "salt")
  VALUES ('reading', NEW."key", NEW."session_key", NULL, 'update', json_object('key', OLD."key", 'session_key', OLD."session_key", 'position', OLD."position", 'at', OLD."at", 'is_open', OLD."is_open", 'by', OLD."by", 'entered_at', OLD."entered_at", 'note', OLD."note", 'extra', OLD."extra", 'withdrawn_at', OLD."withdrawn_at", 'withdrawn_why', OLD."withdrawn_why"), json_object('key', NEW."key", 'session_key', NEW."session_key", 'position', NEW."position", 'at', NEW."at", 'is_open', NEW."is_open", 'by', NEW."by", 'entered_at', NEW."entered_at", 'note', NEW."note", 'extra', NEW."extra", 'withdrawn_at', NEW."withdrawn_at", 'withdrawn_why', NEW."withdrawn_why"), plexlog_now(), plexlog_staff(), plexlog_name(), plexlog_station(), plexlog_why(), hex(randomblob(16)));
END;
CREATE TRIGGER "reading_no_delete" BEFORE DELETE ON "reading"
BEGIN
  SELECT RAISE(ABORT, 'kept');
END;
CREATE TRIGGER "saline_bolus_after_insert" AFTER INSERT ON "saline_bolus"
BEGIN
  INSERT INTO "history_entry" ("table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "at", "staff_key", "name", "station", "why", "salt")
  VALUES ('saline_bolus', NEW."key", NEW."session_key", NULL, 'insert', NULL, json_object('key', NEW."key", 'session_key', NEW."session_key", 'position', NEW."position", 'at', NEW."at", 'volume_ml', NEW."volume_ml", 'reason', NEW."reason", 'by', NEW."by", 'spelled', NEW."spelled", 'extra', NEW."extra", 'withdrawn_at', NEW."withdrawn_at", 'withdrawn_why', NEW."withdrawn_why"), plexlog_now(), plexlog_staff(), plexlog_name(), plexlog_station(), plexlog_why(), hex(randomblob(16)));
END;
CREATE TRIGGER "saline_bolus_after_update" AFTER UPDATE ON "saline_bolus"
BEGIN
  INSERT INTO "history_entry" ("table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "at", "staff_key", "name", "station", "why", "salt")
  VALUES ('saline_bolus', NEW."key", NEW."session_key", NULL, 'update', json_object('key', OLD."key", 'session_key', OLD."session_key", 'position', OLD."position", 'at', OLD."at", 'volume_ml', OLD."volume_ml", 'reason', OLD."reason", 'by', OLD."by", 'spelled', OLD."spelled", 'extra', OLD."extra", 'withdrawn_at', OLD."withdrawn_at", 'withdrawn_why', OLD."withdrawn_why"), json_object('key', NEW."key", 'session_key', NEW."session_key", 'position', NEW."position", 'at', NEW."at", 'volume_ml', NEW."volume_ml", 'reason', NEW."reason", 'by', NEW."by", 'spelled', NEW."spelled", 'extra', NEW."extra", 'withdrawn_at', NEW."withdrawn_at", 'withdrawn_why', NEW."withdrawn_why"), plexlog_now(), plexlog_staff(), plexlog_name(), plexlog_station(), plexlog_why(), hex(randomblob(16)));
END;
CREATE TRIGGER "saline_bolus_no_delete" BEFORE DELETE ON "saline_bolus"
BEGIN
  SELECT RAISE(ABORT, 'kept');
END;
CREATE TRIGGER "score_after_insert" AFTER INSERT ON "score"
BEGIN
  INSERT INTO "history_entry" ("table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "at", "staff_key", "name", "station", "why", "salt")
  VALUES ('score', NEW."key", NULL, NEW."course_key", 'insert', NULL, json_object('key', NEW."key", 'course_key', NEW."course_key", 'position', NEW."position", 'scale', NEW."scale", 'value', NEW."value", 'at', NEW."at", 'by', NEW."by", 'session_id', NEW."session_id", 'note', NEW."note", 'spelled', NEW."spelled", 'extra', NEW."extra", 'withdrawn_at', NEW."withdrawn_at", 'withdrawn_why', NEW."withdrawn_why"), plexlog_now(), plexlog_staff(), plexlog_name(), plexlog_station(), plexlog_why(), hex(randomblob(16)));
END;
CREATE TRIGGER "score_after_update" AFTER UPDATE ON "score"
BEGIN
  INSERT INTO "history_entry" ("table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "at", "staff_key", "name", "station", "why", "salt")
  VALUES ('score', NEW."key", NULL, NEW."course_key", 'update', json_object('key', OLD."key", 'course_key', OLD."course_key", 'position', OLD."position", 'scale', OLD."scale", 'value', OLD."value", 'at', OLD."at", 'by', OLD."by", 'session_id', OLD."session_id", 'note', OLD."note", 'spelled', OLD."spelled", 'extra', OLD."extra", 'withdrawn_at', OLD."withdrawn_at", 'withdrawn_why', OLD."withdrawn_why"), json_object('key', NEW."key", 'course_key', NEW."course_key", 'position', NEW."position", 'scale', NEW."scale", 'value', NEW."value", 'at', NEW."at", 'by', NEW."by", 'session_id', NEW."session_id", 'note', NEW."note", 'spelled', NEW."spelled", 'extra', NEW."extra", 'withdrawn_at', NEW."withdrawn_at", 'withdrawn_why', NEW."withdrawn_why"), plexlog_now(), plexlog_staff(), plexlog_name(), plexlog_station(), plexlog_why(), hex(randomblob(16)));
END;
CREATE TRIGGER "score_no_delete" BEFORE DELETE ON "score"
BEGIN
  SELECT RAISE(ABORT, 'kept');
END;
CREATE TRIGGER "session_after_insert" AFTER INSERT ON "session"
BEGIN
  INSERT INTO "history_entry" ("table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "at", "staff_key", "name", "station", "why", "salt")
  VALUES ('session', NEW."key", NEW."key", NEW."course_key", 'insert', NULL, json_object('key', NEW."key", 'course_key', NEW."course_key", 'position', NEW."position", 'id', NEW."id", 'number', NEW."number", 'planned_at', NEW."planned_at", 'started_at', NEW."started_at", 'ended_at', NEW."ended_at", 'station', NEW."station", 'note', NEW."note", 'machine', NEW."machine", 'circuit_set', NEW."circuit_set", 'supplies', NEW."supplies", 'access_device_id', NEW."access_device_id", 'plan', NEW."plan", 'identity_check', NEW."identity_check", 'access_check', NEW."access_check", 'drugs_of_note', NEW."drugs_of_note", 'prime_fluid', NEW."prime_fluid", 'end_reason', NEW."end_reason", 'end_note', NEW."end_note", 'rinseback_not_done_reason', NEW."rinseback_not_done_reason", 'close_note', NEW."close_note", 'close_extra', NEW."close_extra", 'totals_extra', NEW."totals_extra", 'listed', NEW."listed", 'extra', NEW."extra", 'order_key', NEW."order_key", 'signed_at', NEW."signed_at", 'limits_key', NEW."limits_key"), plexlog_now(), plexlog_staff(), plexlog_name(), plexlog_station(), plexlog_why(), hex(randomblob(16)));
END;
CREATE TRIGGER "session_after_update" AFTER UPDATE ON "session"
BEGIN
  INSERT INTO "history_entry" ("table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "at", "staff_key", "name", "station", "why", "salt")
  VALUES ('session', NEW."key", NEW."key", NEW."course_key", 'update', json_object('key', OLD."key", 'course_key', OLD."course_key", 'position', OLD."position", 'id', OLD."id", 'number', OLD."number", 'planned_at', OLD."planned_at", 'started_at', OLD."started_at", 'ended_at', OLD."ended_at", 'station', OLD."station", 'note', OLD."note", 'machine', OLD."machine", 'circuit_set', OLD."circuit_set", 'supplies', OLD."supplies", 'access_device_id', OLD."access_device_id", 'plan', OLD."plan", 'identity_check', OLD."identity_check", 'access_check', OLD."access_check", 'drugs_of_note', OLD."drugs_of_note", 'prime_fluid', OLD."prime_fluid", 'end_reason', OLD."end_reason", 'end_note', OLD."end_note", 'rinseback_not_done_reason', OLD."rinseback_not_done_reason", 'close_note', OLD."close_note", 'close_extra', OLD."close_extra", 'totals_extra', OLD."totals_extra", 'listed', OLD."listed", 'extra', OLD."extra", 'order_key', OLD."order_key", 'signed_at', OLD."signed_at", 'limits_key', OLD."limits_key"), json_object('key', NEW."key", 'course_key', NEW."course_key", 'position', NEW."position", 'id', NEW."id", 'number', NEW."number", 'planned_at', NEW."planned_at", 'started_at', NEW."started_at", 'ended_at', NEW."ended_at", 'station', NEW."station", 'note', NEW."note", 'machine', NEW."machine", 'circuit_set', NEW."circuit_set", 'supplies', NEW."supplies", 'access_device_id', NEW."access_device_id", 'plan', NEW."plan", 'identity_check', NEW."identity_check", 'access_check', NEW."access_check", 'drugs_of_note', NEW."drugs_of_note", 'prime_fluid', NEW."prime_fluid", 'end_reason', NEW."end_reason", 'end_note', NEW."end_note", 'rinseback_not_done_reason', NEW."rinseback_not_done_reason", 'close_note', NEW."close_note", 'close_extra', NEW."close_extra", 'totals_extra', NEW."totals_extra", 'listed', NEW."listed", 'extra', NEW."extra", 'order_key', NEW."order_key", 'signed_at', NEW."signed_at", 'limits_key', NEW."limits_key"), plexlog_now(), plexlog_staff(), plexlog_name(), plexlog_station(), plexlog_why(), hex(randomblob(16)));
END;
CREATE TRIGGER "session_no_delete" BEFORE DELETE ON "session"
BEGIN
  SELECT RAISE(ABORT, 'kept');
END;
CREATE TRIGGER "signature_after_insert" AFTER INSERT ON "signature"
BEGIN
  INSERT INTO "history_entry" ("table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "at", "staff_key", "name", "station", "why", "salt")
  VALUES ('signature', NEW."key", NEW."session_key", NULL, 'insert', NULL, json_object('key', NEW."key", 'session_key', NEW."session_key", 'staff_key', NEW."staff_key", 'name', NEW."name", 'role', NEW."role", 'meaning', NEW."meaning", 'at', NEW."at", 'sealed', NEW."sealed", 'fingerprint', NEW."fingerprint", 'history_head', NEW."history_head", 'public_key', NEW."public_key", 'signature', NEW."signature"), plexlog_now(), plexlog_staff(), plexlog_name(), plexlog_station(), plexlog_why(), hex(randomblob(16)));
END;
CREATE TRIGGER "signature_after_update" AFTER UPDATE ON "signature"
BEGIN
  INSERT INTO "history_entry" ("table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "at", "staff_key", "name", "station", "why", "salt")
  VALUES ('signature', NEW."key", NEW."session_key", NULL, 'update', json_object('key', OLD."key", 'session_key', OLD."session_key", 'staff_key', OLD."staff_key", 'name', OLD."name", 'role', OLD."role", 'meaning', OLD."meaning", 'at', OLD."at", 'sealed', OLD."sealed", 'fingerprint', OLD."fingerprint", 'history_head', OLD."history_head", 'public_key', OLD."public_key", 'signature', OLD."signature"), json_object('key', NEW."key", 'session_key', NEW."session_key", 'staff_key', NEW."staff_key", 'name', NEW."name", 'role', NEW."role", 'meaning', NEW."meaning", 'at', NEW."at", 'sealed', NEW."sealed", 'fingerprint', NEW."fingerprint", 'history_head', NEW."history_head", 'public_key', NEW."public_key", 'signature', NEW."signature"), plexlog_now(), plexlog_staff(), plexlog_name(), plexlog_station(), plexlog_why(), hex(randomblob(16)));
END;
CREATE TRIGGER "signature_no_delete" BEFORE DELETE ON "signature"
BEGIN
  SELECT RAISE(ABORT, 'kept');
END;
CREATE TRIGGER "signature_statement_after_insert" AFTER INSERT ON "signature_statement"
BEGIN
  INSERT INTO "history_entry" ("table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "at", "staff_key", "name", "station", "why", "salt")
  VALUES ('signature_statement', NEW."key", NULL, NEW."course_key", 'insert', NULL, json_object('key', NEW."key", 'course_key', NEW."course_key", 'position', NEW."position", 'role', NEW."role", 'name', NEW."name", 'at', NEW."at", 'meaning', NEW."meaning", 'session_id', NEW."session_id", 'extra', NEW."extra", 'withdrawn_at', NEW."withdrawn_at", 'withdrawn_why', NEW."withdrawn_why"), plexlog_now(), plexlog_staff(), plexlog_name(), plexlog_station(), plexlog_why(), hex(randomblob(16)));
END;
CREATE TRIGGER "signature_statement_after_update" AFTER UPDATE ON "signature_statement"
BEGIN
  INSERT INTO "history_entry" ("table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "at", "staff_key", "name", "station", "why", "salt")
  VALUES ('signature_statement', NEW."key", NULL, NEW."course_key", 'update', json_object('key', OLD."key", 'course_key', OLD."course_key", 'position', OLD."position", 'role', OLD."role", 'name', OLD."name", 'at', OLD."at", 'meaning', OLD."meaning", 'session_id', OLD."session_id", 'extra', OLD."extra", 'withdrawn_at', OLD."withdrawn_at", 'withdrawn_why', OLD."withdrawn_why"), json_object('key', NEW."key", 'course_key', NEW."course_key", 'position', NEW."position", 'role', NEW."role", 'name', NEW."name", 'at', NEW."at", 'meaning', NEW."meaning", 'session_id', NEW."session_id", 'extra', NEW."extra", 'withdrawn_at', NEW."withdrawn_at", 'withdrawn_why', NEW."withdrawn_why"), plexlog_now(), plexlog_staff(), plexlog_name(), plexlog_station(), plexlog_why(), hex(randomblob(16)));
END;
CREATE TRIGGER "signature_statement_no_delete" BEFORE DELETE ON "signature_statement"
BEGIN
  SELECT RAISE(ABORT, 'kept');
END;
CREATE TRIGGER "staff_after_insert" AFTER INSERT ON "staff"
BEGIN
  INSERT INTO "history_entry" ("table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "at", "staff_key", "name", "station", "why", "salt")
  VALUES ('staff', NEW."key", NULL, NULL, 'insert', NULL, json_object('key', NEW."key", 'login', NEW."login", 'name', NEW."name", 'role', NEW."role", 'public_key', NEW."public_key", 'left_at', NEW."left_at"), plexlog_now(), plexlog_staff(), plexlog_name(), plexlog_station(), plexlog_why(), hex(randomblob(16)));
END;
CREATE TRIGGER "staff_after_update" AFTER UPDATE ON "staff"
BEGIN
  INSERT INTO "history_entry" ("table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "at", "staff_key", "name", "station", "why", "salt")
  VALUES ('staff', NEW."key", NULL, NULL, 'update', json_object('key', OLD."key", 'login', OLD."login", 'name', OLD."name", 'role', OLD."role", 'public_key', OLD."public_key", 'left_at', OLD."left_at"), json_object('key', NEW."key", 'login', NEW."login", 'name', NEW."name", 'role', NEW."role", 'public_key', NEW."public_key", 'left_at', NEW."left_at"), plexlog_now(), plexlog_staff(), plexlog_name(), plexlog_station(), plexlog_why(), hex(randomblob(16)));
END;
CREATE TRIGGER "staff_no_delete" BEFORE DELETE ON "staff"
BEGIN
  SELECT RAISE(ABORT, 'kept');
END;
CREATE TRIGGER "unit_after_insert" AFTER INSERT ON "unit"
BEGIN
  INSERT INTO "history_entry" ("table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "at", "staff_key", "name", "station", "why", "salt")
  VALUES ('unit', NEW."key", NULL, NULL, 'insert', NULL, json_object('key', NEW."key", 'name', NEW."name", 'founded_at', NEW."founded_at", 'seeds', NEW."seeds"), plexlog_now(), plexlog_staff(), plexlog_name(), plexlog_station(), plexlog_why(), hex(randomblob(16)));
END;
CREATE TRIGGER "unit_after_update" AFTER UPDATE ON "unit"
BEGIN
  INSERT INTO "history_entry" ("table_name", "row_key", "session_key", "course_key", "operation", "old", "new", "at", "staff_key", "name", "station", "why", "salt")
  VALUES ('unit', NEW."key", NULL, NULL, 'update', json_object('key', OLD."key", 'name', OLD."name", 'founded_at', OLD."founded_at", 'seeds', OLD."seeds"), json_object('key', NEW."key", 'name', NEW."name", 'founded_at', NEW."founded_at", 'seeds', NEW."seeds"), plexlog_now(), plexlog_staff(), plexlog_name(), plexlog_station(), plexlog_why(), hex(randomblob(16)));
END;
CREATE TRIGGER "unit_no_delete" BEFORE DELETE ON "unit"
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
CREATE TRIGGER "signature_no_update" BEFORE UPDATE ON "signature"
BEGIN
  SELECT RAISE(ABORT, 'signed');
END;
CREATE TRIGGER "limit_change_no_update" BEFORE UPDATE ON "limit_change"
BEGIN
  SELECT RAISE(ABORT, 'kept');
END;
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
CREATE VIEW "values_close" AS SELECT o."session_key", o."reading_key", r."at",
  max(CASE WHEN o."code" = 'anticoagulant_in_waste_ml' THEN o."value" END) AS "anticoagulant_in_waste_ml",
  max(CASE WHEN o."code" = 'saline_in_waste_ml' THEN o."value" END) AS "saline_in_waste_ml",
  max(CASE WHEN o."code" = 'rinseback_ml' THEN o."value" END) AS "rinseback_ml",
  max(CASE WHEN o."code" = 'samples_ml' THEN o."value" END) AS "samples_ml"
FROM "observation" o LEFT JOIN "reading" r ON r."key" = o."reading_key"
WHERE o."place" = 'close' AND o."withdrawn_at" IS NULL AND r."is_open" IS NOT 1
GROUP BY o."session_key", o."reading_key";
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
