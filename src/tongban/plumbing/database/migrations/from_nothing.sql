-- What the migrations say to an empty database: python -m tools.schema_snapshot
-- eeedd88f82b5e265e20429a12f7ff3d8d4812bdad6d488c9a5ac6cbfdf7d5bc5

CREATE TABLE "city" ("code" varchar(12) NOT NULL PRIMARY KEY, "name" varchar(60) NOT NULL, "host" varchar(200) NOT NULL, "zone" varchar(60) NOT NULL, "is_sample" boolean NOT NULL);

CREATE TABLE "calendar_year" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "year" smallint NOT NULL CHECK ("year" >= 0), "release" smallint NOT NULL CHECK ("release" >= 0), "holidays" jsonb NOT NULL, "make_up" jsonb NOT NULL, "notice" varchar(200) NOT NULL, "announced_on" date NULL, CONSTRAINT "one_calendar_a_release" UNIQUE ("city", "year", "release"));

CREATE TABLE "region" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "code" varchar(12) NOT NULL, "name" varchar(60) NOT NULL, "level" varchar(12) NOT NULL, "kind" varchar(24) NOT NULL, "valid_from" date NOT NULL, "valid_to" date NULL, "parent_id" uuid NULL, CONSTRAINT "one_region_a_code" UNIQUE ("city", "code"), CONSTRAINT "region_level_is_known" CHECK ("level" IN ('city', 'county', 'township', 'village')));

CREATE TABLE "body" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "code" varchar(40) NOT NULL, "name" varchar(120) NOT NULL, "short_name" varchar(60) NOT NULL, "uscc" varchar(18) NOT NULL, "level" varchar(12) NOT NULL, "kind" varchar(24) NOT NULL, "phone" varchar(40) NOT NULL, "address" varchar(200) NOT NULL, "parent_id" uuid NULL, "region_id" uuid NOT NULL, CONSTRAINT "one_body_a_code" UNIQUE ("city", "code"), CONSTRAINT "one_body_a_uscc" UNIQUE ("city", "uscc"), CONSTRAINT "body_of_city" UNIQUE ("id", "city"), CONSTRAINT "body_level_is_known" CHECK ("level" IN ('city', 'county', 'township', 'village')));

CREATE TABLE "venue" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "code" varchar(40) NOT NULL, "name" varchar(120) NOT NULL, "level" varchar(12) NOT NULL, "address" varchar(200) NOT NULL, "hours" varchar(200) NOT NULL, "phone" varchar(40) NOT NULL, "body_id" uuid NOT NULL, "region_id" uuid NOT NULL, CONSTRAINT "one_venue_a_code" UNIQUE ("city", "code"), CONSTRAINT "venue_of_city" UNIQUE ("id", "city"), CONSTRAINT "venue_level_is_known" CHECK ("level" IN ('city', 'county', 'township', 'village')));

CREATE TABLE "window" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "number" varchar(12) NOT NULL, "name" varchar(60) NOT NULL, "kind" varchar(24) NOT NULL, "venue_id" uuid NOT NULL, CONSTRAINT "one_window_a_number" UNIQUE ("venue_id", "number"));

CREATE INDEX "city_code_7cedaa6a_like" ON "city" ("code" varchar_pattern_ops);

ALTER TABLE "region" ADD CONSTRAINT "region_parent_id_9b96166f_fk_region_id" FOREIGN KEY ("parent_id") REFERENCES "region" ("id") DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX "region_parent_id_9b96166f" ON "region" ("parent_id");

ALTER TABLE "body" ADD CONSTRAINT "body_parent_id_27a1aca0_fk_body_id" FOREIGN KEY ("parent_id") REFERENCES "body" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "body" ADD CONSTRAINT "body_region_id_1ab11e5f_fk_region_id" FOREIGN KEY ("region_id") REFERENCES "region" ("id") DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX "body_parent_id_27a1aca0" ON "body" ("parent_id");

CREATE INDEX "body_region_id_1ab11e5f" ON "body" ("region_id");

ALTER TABLE "venue" ADD CONSTRAINT "venue_body_id_eb3e088c_fk_body_id" FOREIGN KEY ("body_id") REFERENCES "body" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "venue" ADD CONSTRAINT "venue_region_id_e16c1755_fk_region_id" FOREIGN KEY ("region_id") REFERENCES "region" ("id") DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX "venue_body_id_eb3e088c" ON "venue" ("body_id");

CREATE INDEX "venue_region_id_e16c1755" ON "venue" ("region_id");

ALTER TABLE "window" ADD CONSTRAINT "window_venue_id_8fa96436_fk_venue_id" FOREIGN KEY ("venue_id") REFERENCES "venue" ("id") DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX "window_venue_id_8fa96436" ON "window" ("venue_id");

CREATE TABLE "person" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "name" varchar(50) NOT NULL, "id_kind" varchar(40) NOT NULL, "id_number" varchar(40) NOT NULL, "id_key" varchar(64) NOT NULL, "born_on" date NULL, "phone" varchar(20) NOT NULL, "address" varchar(200) NOT NULL, CONSTRAINT "one_person_a_document" UNIQUE ("city", "id_key"), CONSTRAINT "person_of_city" UNIQUE ("id", "city"));

CREATE TABLE "firm" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "name" varchar(120) NOT NULL, "uscc" varchar(18) NOT NULL, "kind" varchar(24) NOT NULL, "address" varchar(200) NOT NULL, "phone" varchar(20) NOT NULL, "legal_representative_id" uuid NOT NULL, CONSTRAINT "one_firm_a_uscc" UNIQUE ("city", "uscc"), CONSTRAINT "firm_of_city" UNIQUE ("id", "city"));

CREATE TABLE "account" ("password" varchar(128) NOT NULL, "last_login" timestamp with time zone NULL, "id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "login" varchar(60) NOT NULL, "kind" varchar(12) NOT NULL, "is_active" boolean NOT NULL, "person_id" uuid NOT NULL, CONSTRAINT "one_account_a_login" UNIQUE ("login"), CONSTRAINT "account_kind_is_known" CHECK ("kind" IN ('citizen', 'staff')));

CREATE TABLE "posting" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "role" varchar(40) NOT NULL, "valid_from" date NOT NULL, "valid_to" date NULL, "body_id" uuid NOT NULL, "person_id" uuid NOT NULL, "window_id" uuid NULL, CONSTRAINT "one_posting_from_a_day" UNIQUE ("person_id", "body_id", "role", "valid_from"));

CREATE TABLE "role_grant" ("id" bigint NOT NULL PRIMARY KEY GENERATED BY DEFAULT AS IDENTITY, "role" varchar(40) NOT NULL, "permission" varchar(80) NOT NULL, CONSTRAINT "one_grant_a_role" UNIQUE ("role", "permission"));

CREATE TABLE "firm_agent" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "role" varchar(24) NOT NULL, "scope" varchar(200) NOT NULL, "valid_from" date NOT NULL, "valid_to" date NULL, "firm_id" uuid NOT NULL, "person_id" uuid NOT NULL, CONSTRAINT "one_agency_from_a_day" UNIQUE ("firm_id", "person_id", "valid_from"));

ALTER TABLE "firm" ADD CONSTRAINT "firm_legal_representative_id_b306ad4c_fk_person_id" FOREIGN KEY ("legal_representative_id") REFERENCES "person" ("id") DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX "firm_legal_representative_id_b306ad4c" ON "firm" ("legal_representative_id");

ALTER TABLE "account" ADD CONSTRAINT "account_person_id_4e051576_fk_person_id" FOREIGN KEY ("person_id") REFERENCES "person" ("id") DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX "account_person_id_4e051576" ON "account" ("person_id");

ALTER TABLE "posting" ADD CONSTRAINT "posting_body_id_9404aa1f_fk_body_id" FOREIGN KEY ("body_id") REFERENCES "body" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "posting" ADD CONSTRAINT "posting_person_id_e34d4cc9_fk_person_id" FOREIGN KEY ("person_id") REFERENCES "person" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "posting" ADD CONSTRAINT "posting_window_id_9a16a2e5_fk_window_id" FOREIGN KEY ("window_id") REFERENCES "window" ("id") DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX "posting_body_id_9404aa1f" ON "posting" ("body_id");

CREATE INDEX "posting_person_id_e34d4cc9" ON "posting" ("person_id");

CREATE INDEX "posting_window_id_9a16a2e5" ON "posting" ("window_id");

ALTER TABLE "firm_agent" ADD CONSTRAINT "firm_agent_firm_id_f5adde08_fk_firm_id" FOREIGN KEY ("firm_id") REFERENCES "firm" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "firm_agent" ADD CONSTRAINT "firm_agent_person_id_954d5682_fk_person_id" FOREIGN KEY ("person_id") REFERENCES "person" ("id") DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX "firm_agent_firm_id_f5adde08" ON "firm_agent" ("firm_id");

CREATE INDEX "firm_agent_person_id_954d5682" ON "firm_agent" ("person_id");

ALTER TABLE "person" ALTER COLUMN "address" TYPE text USING "address"::text;

ALTER TABLE "person" ALTER COLUMN "id_number" TYPE text USING "id_number"::text;

ALTER TABLE "person" ALTER COLUMN "phone" TYPE text USING "phone"::text;

ALTER TABLE "firm" ALTER COLUMN "phone" TYPE text USING "phone"::text;

CREATE TABLE "form_version" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "digest" varchar(64) NOT NULL, "schema" jsonb NOT NULL, CONSTRAINT "one_form_a_digest" UNIQUE ("city", "digest"));

CREATE EXTENSION IF NOT EXISTS "btree_gist";

CREATE TABLE "item" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "family" varchar(24) NOT NULL, "item_type" varchar(2) NOT NULL, "basic_code" varchar(64) NOT NULL, "implementation_code" varchar(64) NOT NULL, "handling_code" varchar(64) NOT NULL, "created_at" timestamp with time zone NOT NULL, "body_id" uuid NOT NULL, CONSTRAINT "one_item_a_handling_code" UNIQUE ("city", "handling_code"), CONSTRAINT "item_of_city" UNIQUE ("id", "city"), CONSTRAINT "item_of_body" UNIQUE ("id", "body_id"), CONSTRAINT "item_is_on_application" CHECK ("family" IN ('administrative_power', 'public_service')), CONSTRAINT "item_type_of_its_family" CHECK ((("family" = 'administrative_power' AND "item_type" IN ('01', '04', '05', '07', '08', '09', '10')) OR ("family" = 'public_service' AND "item_type" IN ('11', '20', '21')))));

CREATE TABLE "intake_mode" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "mode" varchar(24) NOT NULL, "valid" daterange NOT NULL, "venue_id" uuid NOT NULL, "item_id" uuid NOT NULL, CONSTRAINT "intake_mode_is_known" CHECK ("mode" IN ('collect', 'entrusted_acceptance', 'department_own', 'instant')), CONSTRAINT "no_overlapping_intake_mode" EXCLUDE USING GIST ("item_id" WITH =, "venue_id" WITH =, "valid" WITH &&));

CREATE TABLE "delegation" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "document_number" varchar(120) NOT NULL, "power" varchar(12) NOT NULL, "valid" daterange NOT NULL, "from_body_id" uuid NOT NULL, "to_body_id" uuid NOT NULL, "item_id" uuid NOT NULL, CONSTRAINT "delegation_power_is_known" CHECK ("power" IN ('accept', 'decide')), CONSTRAINT "no_overlapping_delegation" EXCLUDE USING GIST ("item_id" WITH =, "to_body_id" WITH =, "power" WITH =, "valid" WITH &&));

CREATE TABLE "item_draft" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "document" jsonb NOT NULL, "findings" jsonb NOT NULL, "additions" jsonb NOT NULL, "source_name" varchar(200) NOT NULL, "source_digest" varchar(64) NOT NULL, "source_document" jsonb NULL, "revised_at" timestamp with time zone NOT NULL, "published_version" uuid NULL, "body_id" uuid NOT NULL, "drafted_by_id" uuid NOT NULL, "item_id" uuid NULL);

CREATE TABLE "item_version" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "number" integer NOT NULL CHECK ("number" >= 0), "name" varchar(200) NOT NULL, "case_kind" varchar(12) NOT NULL, "statutory_value" integer NOT NULL CHECK ("statutory_value" >= 0), "statutory_unit" varchar(12) NOT NULL, "promised_value" integer NOT NULL CHECK ("promised_value" >= 0), "promised_unit" varchar(12) NOT NULL, "visits" smallint NOT NULL CHECK ("visits" >= 0), "elements" jsonb NOT NULL, "search_text" text NOT NULL, "digest" varchar(64) NOT NULL, "drafted_by_id" uuid NOT NULL, "form_id" uuid NOT NULL, "item_id" uuid NOT NULL, CONSTRAINT "one_version_a_number" UNIQUE ("item_id", "number"), CONSTRAINT "version_of_item" UNIQUE ("id", "item_id"), CONSTRAINT "version_of_city" UNIQUE ("id", "city"), CONSTRAINT "case_kind_is_known" CHECK ("case_kind" IN ('instant', 'promised')), CONSTRAINT "limit_unit_is_known" CHECK (("promised_unit" IN ('working_day', 'natural_day', 'month', 'year') AND "statutory_unit" IN ('working_day', 'natural_day', 'month', 'year'))));

CREATE TABLE "item_step" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "key" varchar(40) NOT NULL, "place" smallint NOT NULL CHECK ("place" >= 0), "name" varchar(60) NOT NULL, "role" varchar(60) NOT NULL, "standard" text NOT NULL, "limit_value" integer NOT NULL CHECK ("limit_value" >= 0), "limit_unit" varchar(12) NOT NULL, "is_special" boolean NOT NULL, "counts" boolean NOT NULL, "basis" text NOT NULL, "version_id" uuid NOT NULL, CONSTRAINT "step_of_version" UNIQUE ("version_id", "id"), CONSTRAINT "one_step_a_key" UNIQUE ("version_id", "key"));

CREATE TABLE "item_situation" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "key" varchar(40) NOT NULL, "place" smallint NOT NULL CHECK ("place" >= 0), "question" varchar(200) NOT NULL, "help" varchar(300) NOT NULL, "options" jsonb NOT NULL, "version_id" uuid NOT NULL, CONSTRAINT "one_situation_a_key" UNIQUE ("version_id", "key"));

CREATE TABLE "item_party_role" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "role" varchar(40) NOT NULL, "place" smallint NOT NULL CHECK ("place" >= 0), "label" varchar(60) NOT NULL, "fewest" smallint NOT NULL CHECK ("fewest" >= 0), "most" smallint NOT NULL CHECK ("most" >= 0), "version_id" uuid NOT NULL, CONSTRAINT "role_of_version" UNIQUE ("version_id", "role"));

CREATE TABLE "item_fee" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "key" varchar(40) NOT NULL, "place" smallint NOT NULL CHECK ("place" >= 0), "name" varchar(120) NOT NULL, "amount_fen" bigint NOT NULL CHECK ("amount_fen" >= 0), "standard" text NOT NULL, "basis" text NOT NULL, "waiver" text NOT NULL, "version_id" uuid NOT NULL, CONSTRAINT "fee_of_version" UNIQUE ("version_id", "id", "amount_fen"), CONSTRAINT "one_fee_a_key" UNIQUE ("version_id", "key"), CONSTRAINT "no_fee_without_a_basis" CHECK (NOT ("basis" = '')));

CREATE TABLE "item_condition" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "key" varchar(40) NOT NULL, "place" smallint NOT NULL CHECK ("place" >= 0), "text" text NOT NULL, "version_id" uuid NOT NULL, CONSTRAINT "condition_of_version" UNIQUE ("version_id", "id"), CONSTRAINT "one_condition_a_key" UNIQUE ("version_id", "key"));

CREATE TABLE "item_basis" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "place" smallint NOT NULL CHECK ("place" >= 0), "title" varchar(300) NOT NULL, "document_number" varchar(120) NOT NULL, "article" varchar(120) NOT NULL, "text" text NOT NULL, "authority" varchar(120) NOT NULL, "version_id" uuid NOT NULL);

CREATE TABLE "material_type" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "code" varchar(60) NOT NULL, "name" varchar(200) NOT NULL, CONSTRAINT "one_material_type_a_code" UNIQUE ("city", "code"), CONSTRAINT "material_type_of_city" UNIQUE ("id", "city"));

CREATE TABLE "item_material" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "key" varchar(40) NOT NULL, "place" smallint NOT NULL CHECK ("place" >= 0), "name" varchar(200) NOT NULL, "necessity" varchar(12) NOT NULL, "form" varchar(12) NOT NULL, "trust" varchar(1) NOT NULL, "is_waived" boolean NOT NULL, "when" jsonb NOT NULL, "details" jsonb NOT NULL, "version_id" uuid NOT NULL, "material_type_id" uuid NOT NULL, CONSTRAINT "material_of_version" UNIQUE ("version_id", "id"), CONSTRAINT "one_material_a_key" UNIQUE ("version_id", "key"), CONSTRAINT "material_necessity_is_known" CHECK ("necessity" IN ('required', 'optional', 'deferrable')), CONSTRAINT "material_form_is_known" CHECK ("form" IN ('paper', 'electronic', 'either')));

CREATE TABLE "item_publication" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "effective_on" date NOT NULL, "published_at" timestamp with time zone NOT NULL, "digest" varchar(64) NOT NULL, "drafted_by_id" uuid NOT NULL, "item_id" uuid NOT NULL, "published_by_id" uuid NOT NULL, "version_id" uuid NOT NULL UNIQUE, CONSTRAINT "draft_and_publish_by_two_people" CHECK (NOT ("drafted_by_id" = ("published_by_id"))), CONSTRAINT "one_version_from_a_day" UNIQUE ("item_id", "effective_on"));

CREATE TABLE "item_withdrawal" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "withdrawn_on" date NOT NULL, "reason" varchar(400) NOT NULL, "withdrawn_at" timestamp with time zone NOT NULL, "version_id" uuid NOT NULL UNIQUE, "withdrawn_by_id" uuid NOT NULL);

ALTER TABLE "item" ADD CONSTRAINT "item_body_id_6fe11390_fk_body_id" FOREIGN KEY ("body_id") REFERENCES "body" ("id") DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX "item_body_id_6fe11390" ON "item" ("body_id");

ALTER TABLE "intake_mode" ADD CONSTRAINT "intake_mode_venue_id_9d9992c5_fk_venue_id" FOREIGN KEY ("venue_id") REFERENCES "venue" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "intake_mode" ADD CONSTRAINT "intake_mode_item_id_148f4046_fk_item_id" FOREIGN KEY ("item_id") REFERENCES "item" ("id") DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX "intake_mode_venue_id_9d9992c5" ON "intake_mode" ("venue_id");

CREATE INDEX "intake_mode_item_id_148f4046" ON "intake_mode" ("item_id");

ALTER TABLE "delegation" ADD CONSTRAINT "delegation_from_body_id_9d3f3a68_fk_body_id" FOREIGN KEY ("from_body_id") REFERENCES "body" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "delegation" ADD CONSTRAINT "delegation_to_body_id_3f02021e_fk_body_id" FOREIGN KEY ("to_body_id") REFERENCES "body" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "delegation" ADD CONSTRAINT "delegation_item_id_9f358e02_fk_item_id" FOREIGN KEY ("item_id") REFERENCES "item" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "delegation" ADD CONSTRAINT "delegation_by_the_items_department" FOREIGN KEY ("item_id", "from_body_id") REFERENCES "item" ("id", "body_id");

CREATE INDEX "delegation_from_body_id_9d3f3a68" ON "delegation" ("from_body_id");

CREATE INDEX "delegation_to_body_id_3f02021e" ON "delegation" ("to_body_id");

CREATE INDEX "delegation_item_id_9f358e02" ON "delegation" ("item_id");

ALTER TABLE "item_draft" ADD CONSTRAINT "item_draft_body_id_19930c41_fk_body_id" FOREIGN KEY ("body_id") REFERENCES "body" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "item_draft" ADD CONSTRAINT "item_draft_drafted_by_id_0d08b8fb_fk_person_id" FOREIGN KEY ("drafted_by_id") REFERENCES "person" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "item_draft" ADD CONSTRAINT "item_draft_item_id_d8fc6831_fk_item_id" FOREIGN KEY ("item_id") REFERENCES "item" ("id") DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX "item_draft_body_id_19930c41" ON "item_draft" ("body_id");

CREATE INDEX "item_draft_drafted_by_id_0d08b8fb" ON "item_draft" ("drafted_by_id");

CREATE INDEX "item_draft_item_id_d8fc6831" ON "item_draft" ("item_id");

ALTER TABLE "item_version" ADD CONSTRAINT "item_version_drafted_by_id_87da3b6c_fk_person_id" FOREIGN KEY ("drafted_by_id") REFERENCES "person" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "item_version" ADD CONSTRAINT "item_version_form_id_2043e5f7_fk_form_version_id" FOREIGN KEY ("form_id") REFERENCES "form_version" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "item_version" ADD CONSTRAINT "item_version_item_id_82dcf1ba_fk_item_id" FOREIGN KEY ("item_id") REFERENCES "item" ("id") DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX "item_version_drafted_by_id_87da3b6c" ON "item_version" ("drafted_by_id");

CREATE INDEX "item_version_form_id_2043e5f7" ON "item_version" ("form_id");

CREATE INDEX "item_version_item_id_82dcf1ba" ON "item_version" ("item_id");

ALTER TABLE "item_step" ADD CONSTRAINT "item_step_version_id_ae988c93_fk_item_version_id" FOREIGN KEY ("version_id") REFERENCES "item_version" ("id") DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX "item_step_version_id_ae988c93" ON "item_step" ("version_id");

ALTER TABLE "item_situation" ADD CONSTRAINT "item_situation_version_id_2b19113d_fk_item_version_id" FOREIGN KEY ("version_id") REFERENCES "item_version" ("id") DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX "item_situation_version_id_2b19113d" ON "item_situation" ("version_id");

ALTER TABLE "item_party_role" ADD CONSTRAINT "item_party_role_version_id_31136403_fk_item_version_id" FOREIGN KEY ("version_id") REFERENCES "item_version" ("id") DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX "item_party_role_version_id_31136403" ON "item_party_role" ("version_id");

ALTER TABLE "item_fee" ADD CONSTRAINT "item_fee_version_id_e87decd1_fk_item_version_id" FOREIGN KEY ("version_id") REFERENCES "item_version" ("id") DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX "item_fee_version_id_e87decd1" ON "item_fee" ("version_id");

ALTER TABLE "item_condition" ADD CONSTRAINT "item_condition_version_id_d112afcc_fk_item_version_id" FOREIGN KEY ("version_id") REFERENCES "item_version" ("id") DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX "item_condition_version_id_d112afcc" ON "item_condition" ("version_id");

ALTER TABLE "item_basis" ADD CONSTRAINT "item_basis_version_id_b0ed3956_fk_item_version_id" FOREIGN KEY ("version_id") REFERENCES "item_version" ("id") DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX "item_basis_version_id_b0ed3956" ON "item_basis" ("version_id");

ALTER TABLE "item_material" ADD CONSTRAINT "item_material_version_id_deff4d50_fk_item_version_id" FOREIGN KEY ("version_id") REFERENCES "item_version" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "item_material" ADD CONSTRAINT "item_material_material_type_id_cb7be5bd_fk_material_type_id" FOREIGN KEY ("material_type_id") REFERENCES "material_type" ("id") DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX "item_material_version_id_deff4d50" ON "item_material" ("version_id");

CREATE INDEX "item_material_material_type_id_cb7be5bd" ON "item_material" ("material_type_id");

ALTER TABLE "item_publication" ADD CONSTRAINT "item_publication_drafted_by_id_7194ca78_fk_person_id" FOREIGN KEY ("drafted_by_id") REFERENCES "person" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "item_publication" ADD CONSTRAINT "item_publication_item_id_9dd0d8e6_fk_item_id" FOREIGN KEY ("item_id") REFERENCES "item" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "item_publication" ADD CONSTRAINT "item_publication_published_by_id_207a2441_fk_person_id" FOREIGN KEY ("published_by_id") REFERENCES "person" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "item_publication" ADD CONSTRAINT "item_publication_version_id_cf4bd696_fk_item_version_id" FOREIGN KEY ("version_id") REFERENCES "item_version" ("id") DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX "item_publication_drafted_by_id_7194ca78" ON "item_publication" ("drafted_by_id");

CREATE INDEX "item_publication_item_id_9dd0d8e6" ON "item_publication" ("item_id");

CREATE INDEX "item_publication_published_by_id_207a2441" ON "item_publication" ("published_by_id");

ALTER TABLE "item_withdrawal" ADD CONSTRAINT "item_withdrawal_version_id_622e1c1d_fk_item_version_id" FOREIGN KEY ("version_id") REFERENCES "item_version" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "item_withdrawal" ADD CONSTRAINT "item_withdrawal_withdrawn_by_id_f3e15c79_fk_person_id" FOREIGN KEY ("withdrawn_by_id") REFERENCES "person" ("id") DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX "item_withdrawal_withdrawn_by_id_f3e15c79" ON "item_withdrawal" ("withdrawn_by_id");

ALTER TABLE "role_grant" DROP CONSTRAINT "one_grant_a_role";

ALTER TABLE "posting" ADD COLUMN "because_id" uuid NULL;

ALTER TABLE "posting" ADD COLUMN "region_id" uuid NULL CONSTRAINT "posting_region_id_d27e88a8_fk_region_id" REFERENCES "region"("id") DEFERRABLE INITIALLY DEFERRED; SET CONSTRAINTS "posting_region_id_d27e88a8_fk_region_id" IMMEDIATE;

ALTER TABLE "role_grant" ADD COLUMN "city" varchar(12) DEFAULT '' NOT NULL;

ALTER TABLE "posting" ADD CONSTRAINT "one_person_one_administrator" EXCLUDE USING GIST ("person_id" WITH =, "role" WITH <>, (daterange("valid_from", "valid_to")) WITH &&) WHERE ("role" IN ('system_administrator', 'security_administrator', 'audit_administrator'));

ALTER TABLE "role_grant" ADD CONSTRAINT "one_grant_a_role" UNIQUE ("city", "role", "permission");

CREATE INDEX "posting_region_id_d27e88a8" ON "posting" ("region_id");

CREATE TABLE "act_request" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "facts" jsonb NOT NULL, "words" varchar(300) NOT NULL, "document_number" varchar(120) NOT NULL, "reason" varchar(300) NOT NULL, "asked_at" timestamp with time zone NOT NULL, "expires_on" date NOT NULL, "asked_by_id" uuid NOT NULL);

CREATE TABLE "dangerous_act" ("code" varchar(40) NOT NULL PRIMARY KEY, "title" varchar(60) NOT NULL, "why" varchar(200) NOT NULL, "asked_by_role" varchar(40) NOT NULL, "confirmed_by_roles" varchar(40)[] NOT NULL, "days_to_confirm" smallint NOT NULL CHECK ("days_to_confirm" >= 0));

CREATE TABLE "reserved_power" ("permission" varchar(80) NOT NULL PRIMARY KEY, "role" varchar(40) NOT NULL);

CREATE TABLE "act_use" ("request_id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "subject_id" uuid NOT NULL, "used_at" timestamp with time zone NOT NULL);

ALTER TABLE "act_request" ADD COLUMN "act_id" varchar(40) NOT NULL CONSTRAINT "act_request_act_id_8c1d9dfa_fk_dangerous_act_code" REFERENCES "dangerous_act"("code") DEFERRABLE INITIALLY DEFERRED; SET CONSTRAINTS "act_request_act_id_8c1d9dfa_fk_dangerous_act_code" IMMEDIATE;

CREATE TABLE "grant_review" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "outcome" varchar(8) NOT NULL, "reason" varchar(300) NOT NULL, "reviewed_at" timestamp with time zone NOT NULL, "posting_id" uuid NOT NULL, "reviewed_by_id" uuid NOT NULL, CONSTRAINT "grant_review_outcome_is_known" CHECK ("outcome" IN ('keep', 'end')));

CREATE TABLE "post_hand_over" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "from_day" date NOT NULL, "document_number" varchar(120) NOT NULL, "reason" varchar(300) NOT NULL, "arranged_at" timestamp with time zone NOT NULL, "arranged_by_id" uuid NOT NULL, "body_id" uuid NOT NULL, "person_id" uuid NOT NULL, "successor_id" uuid NOT NULL);

CREATE TABLE "posting_end" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "ends_on" date NOT NULL, "reason" varchar(300) NOT NULL, "ended_at" timestamp with time zone NOT NULL, "ended_by_id" uuid NOT NULL, "posting_id" uuid NOT NULL, "request_id" uuid NULL);

CREATE TABLE "posting_grant" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "role" varchar(40) NOT NULL, "valid_from" date NOT NULL, "valid_to" date NULL, "is_established" boolean NOT NULL, "document_number" varchar(120) NOT NULL, "granted_at" timestamp with time zone NOT NULL, "body_id" uuid NOT NULL, "granted_by_id" uuid NOT NULL, "person_id" uuid NOT NULL, "region_id" uuid NULL, "request_id" uuid NULL, "window_id" uuid NULL);

CREATE TABLE "role_change" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "role" varchar(40) NOT NULL, "title" varchar(60) NOT NULL, "number" integer NOT NULL CHECK ("number" >= 0), "permissions" varchar(80)[] NOT NULL, "changed_at" timestamp with time zone NOT NULL, "changed_by_id" uuid NOT NULL, "request_id" uuid NOT NULL, CONSTRAINT "one_version_of_a_role_a_number" UNIQUE ("city", "role", "number"), CONSTRAINT "a_role_holds_something" CHECK (CASE WHEN "permissions" IS NULL THEN NULL ELSE coalesce(array_length("permissions", 1), 0) END >= 1));

CREATE TABLE "stand_in" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "kind" varchar(12) NOT NULL, "valid" daterange NOT NULL, "reason" varchar(300) NOT NULL, "arranged_at" timestamp with time zone NOT NULL, "arranged_by_id" uuid NOT NULL, "body_id" uuid NOT NULL, "deputy_id" uuid NOT NULL, "person_id" uuid NOT NULL, CONSTRAINT "one_stand_in_at_a_time" EXCLUDE USING GIST ("person_id" WITH =, "body_id" WITH =, "valid" WITH &&), CONSTRAINT "stand_in_kind_is_known" CHECK ("kind" IN ('leave', 'travel', 'training', 'other')));

CREATE TABLE "stand_in_recall" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "back_on" date NOT NULL, "reason" varchar(300) NOT NULL, "recalled_at" timestamp with time zone NOT NULL, "recalled_by_id" uuid NOT NULL, "stand_in_id" uuid NOT NULL UNIQUE);

CREATE TABLE "act_answer" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "outcome" varchar(12) NOT NULL, "reason" varchar(300) NOT NULL, "answered_at" timestamp with time zone NOT NULL, "answered_by_id" uuid NOT NULL, "request_id" uuid NOT NULL, CONSTRAINT "a_request_is_answered_once" UNIQUE ("request_id"), CONSTRAINT "act_outcome_is_known" CHECK ("outcome" IN ('confirmed', 'declined')));

CREATE TABLE "chief_representative" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "rank" varchar(16) NOT NULL, "duty" varchar(60) NOT NULL, "valid" daterange NOT NULL, "document_number" varchar(120) NOT NULL, "registered_at" timestamp with time zone NOT NULL, "body_id" uuid NOT NULL, "person_id" uuid NOT NULL, "registered_by_id" uuid NOT NULL, CONSTRAINT "one_chief_representative_a_department" EXCLUDE USING GIST ("body_id" WITH =, "valid" WITH &&), CONSTRAINT "a_chief_representative_has_the_rank" CHECK ("rank" IN ('deputy_county', 'county', 'deputy_city')));

ALTER TABLE "act_request" ADD CONSTRAINT "act_request_asked_by_id_3a1e925f_fk_person_id" FOREIGN KEY ("asked_by_id") REFERENCES "person" ("id") DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX "act_request_asked_by_id_3a1e925f" ON "act_request" ("asked_by_id");

CREATE INDEX "act_request_of_city" ON "act_request" ("city", "asked_at");

CREATE INDEX "dangerous_act_code_dbdc5f15_like" ON "dangerous_act" ("code" varchar_pattern_ops);

CREATE INDEX "reserved_power_permission_8a0d3e26_like" ON "reserved_power" ("permission" varchar_pattern_ops);

ALTER TABLE "act_use" ADD CONSTRAINT "act_use_request_id_cd5e79d8_fk_act_request_id" FOREIGN KEY ("request_id") REFERENCES "act_request" ("id") DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX "act_request_act_id_8c1d9dfa" ON "act_request" ("act_id");

CREATE INDEX "act_request_act_id_8c1d9dfa_like" ON "act_request" ("act_id" varchar_pattern_ops);

ALTER TABLE "grant_review" ADD CONSTRAINT "grant_review_posting_id_d910ead2_fk_posting_id" FOREIGN KEY ("posting_id") REFERENCES "posting" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "grant_review" ADD CONSTRAINT "grant_review_reviewed_by_id_26a2583f_fk_person_id" FOREIGN KEY ("reviewed_by_id") REFERENCES "person" ("id") DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX "grant_review_posting_id_d910ead2" ON "grant_review" ("posting_id");

CREATE INDEX "grant_review_reviewed_by_id_26a2583f" ON "grant_review" ("reviewed_by_id");

CREATE INDEX "last_review" ON "grant_review" ("posting_id", "reviewed_at");

ALTER TABLE "post_hand_over" ADD CONSTRAINT "post_hand_over_arranged_by_id_7c9eb9e5_fk_person_id" FOREIGN KEY ("arranged_by_id") REFERENCES "person" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "post_hand_over" ADD CONSTRAINT "post_hand_over_body_id_326b7b68_fk_body_id" FOREIGN KEY ("body_id") REFERENCES "body" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "post_hand_over" ADD CONSTRAINT "post_hand_over_person_id_16f1942d_fk_person_id" FOREIGN KEY ("person_id") REFERENCES "person" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "post_hand_over" ADD CONSTRAINT "post_hand_over_successor_id_9533174c_fk_person_id" FOREIGN KEY ("successor_id") REFERENCES "person" ("id") DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX "post_hand_over_arranged_by_id_7c9eb9e5" ON "post_hand_over" ("arranged_by_id");

CREATE INDEX "post_hand_over_body_id_326b7b68" ON "post_hand_over" ("body_id");

CREATE INDEX "post_hand_over_person_id_16f1942d" ON "post_hand_over" ("person_id");

CREATE INDEX "post_hand_over_successor_id_9533174c" ON "post_hand_over" ("successor_id");

ALTER TABLE "posting_end" ADD CONSTRAINT "posting_end_ended_by_id_aa2f0c18_fk_person_id" FOREIGN KEY ("ended_by_id") REFERENCES "person" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "posting_end" ADD CONSTRAINT "posting_end_posting_id_0a3b2b62_fk_posting_id" FOREIGN KEY ("posting_id") REFERENCES "posting" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "posting_end" ADD CONSTRAINT "posting_end_request_id_f2c0ebcd_fk_act_request_id" FOREIGN KEY ("request_id") REFERENCES "act_request" ("id") DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX "posting_end_ended_by_id_aa2f0c18" ON "posting_end" ("ended_by_id");

CREATE INDEX "posting_end_posting_id_0a3b2b62" ON "posting_end" ("posting_id");

CREATE INDEX "posting_end_request_id_f2c0ebcd" ON "posting_end" ("request_id");

ALTER TABLE "posting_grant" ADD CONSTRAINT "posting_grant_body_id_47152d32_fk_body_id" FOREIGN KEY ("body_id") REFERENCES "body" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "posting_grant" ADD CONSTRAINT "posting_grant_granted_by_id_61443ead_fk_person_id" FOREIGN KEY ("granted_by_id") REFERENCES "person" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "posting_grant" ADD CONSTRAINT "posting_grant_person_id_e7607d49_fk_person_id" FOREIGN KEY ("person_id") REFERENCES "person" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "posting_grant" ADD CONSTRAINT "posting_grant_region_id_298132b4_fk_region_id" FOREIGN KEY ("region_id") REFERENCES "region" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "posting_grant" ADD CONSTRAINT "posting_grant_request_id_0d1d9f59_fk_act_request_id" FOREIGN KEY ("request_id") REFERENCES "act_request" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "posting_grant" ADD CONSTRAINT "posting_grant_window_id_a99fccbb_fk_window_id" FOREIGN KEY ("window_id") REFERENCES "window" ("id") DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX "posting_grant_body_id_47152d32" ON "posting_grant" ("body_id");

CREATE INDEX "posting_grant_granted_by_id_61443ead" ON "posting_grant" ("granted_by_id");

CREATE INDEX "posting_grant_person_id_e7607d49" ON "posting_grant" ("person_id");

CREATE INDEX "posting_grant_region_id_298132b4" ON "posting_grant" ("region_id");

CREATE INDEX "posting_grant_request_id_0d1d9f59" ON "posting_grant" ("request_id");

CREATE INDEX "posting_grant_window_id_a99fccbb" ON "posting_grant" ("window_id");

ALTER TABLE "role_change" ADD CONSTRAINT "role_change_changed_by_id_ee2007f2_fk_person_id" FOREIGN KEY ("changed_by_id") REFERENCES "person" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "role_change" ADD CONSTRAINT "role_change_request_id_6b3290a5_fk_act_request_id" FOREIGN KEY ("request_id") REFERENCES "act_request" ("id") DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX "role_change_changed_by_id_ee2007f2" ON "role_change" ("changed_by_id");

CREATE INDEX "role_change_request_id_6b3290a5" ON "role_change" ("request_id");

ALTER TABLE "stand_in" ADD CONSTRAINT "stand_in_arranged_by_id_95cbd9f7_fk_person_id" FOREIGN KEY ("arranged_by_id") REFERENCES "person" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "stand_in" ADD CONSTRAINT "stand_in_body_id_4ad90b57_fk_body_id" FOREIGN KEY ("body_id") REFERENCES "body" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "stand_in" ADD CONSTRAINT "stand_in_deputy_id_5eaa2017_fk_person_id" FOREIGN KEY ("deputy_id") REFERENCES "person" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "stand_in" ADD CONSTRAINT "stand_in_person_id_3e5f4bcb_fk_person_id" FOREIGN KEY ("person_id") REFERENCES "person" ("id") DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX "stand_in_arranged_by_id_95cbd9f7" ON "stand_in" ("arranged_by_id");

CREATE INDEX "stand_in_body_id_4ad90b57" ON "stand_in" ("body_id");

CREATE INDEX "stand_in_deputy_id_5eaa2017" ON "stand_in" ("deputy_id");

CREATE INDEX "stand_in_person_id_3e5f4bcb" ON "stand_in" ("person_id");

ALTER TABLE "stand_in_recall" ADD CONSTRAINT "stand_in_recall_recalled_by_id_2c5d3e0a_fk_person_id" FOREIGN KEY ("recalled_by_id") REFERENCES "person" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "stand_in_recall" ADD CONSTRAINT "stand_in_recall_stand_in_id_1d67372e_fk_stand_in_id" FOREIGN KEY ("stand_in_id") REFERENCES "stand_in" ("id") DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX "stand_in_recall_recalled_by_id_2c5d3e0a" ON "stand_in_recall" ("recalled_by_id");

ALTER TABLE "act_answer" ADD CONSTRAINT "act_answer_answered_by_id_12dd0d77_fk_person_id" FOREIGN KEY ("answered_by_id") REFERENCES "person" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "act_answer" ADD CONSTRAINT "act_answer_request_id_4de94302_fk_act_request_id" FOREIGN KEY ("request_id") REFERENCES "act_request" ("id") DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX "act_answer_answered_by_id_12dd0d77" ON "act_answer" ("answered_by_id");

CREATE INDEX "act_answer_request_id_4de94302" ON "act_answer" ("request_id");

ALTER TABLE "chief_representative" ADD CONSTRAINT "chief_representative_body_id_07686bee_fk_body_id" FOREIGN KEY ("body_id") REFERENCES "body" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "chief_representative" ADD CONSTRAINT "chief_representative_person_id_498fb1b5_fk_person_id" FOREIGN KEY ("person_id") REFERENCES "person" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "chief_representative" ADD CONSTRAINT "chief_representative_registered_by_id_6a3de461_fk_person_id" FOREIGN KEY ("registered_by_id") REFERENCES "person" ("id") DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX "chief_representative_body_id_07686bee" ON "chief_representative" ("body_id");

CREATE INDEX "chief_representative_person_id_498fb1b5" ON "chief_representative" ("person_id");

CREATE INDEX "chief_representative_registered_by_id_6a3de461" ON "chief_representative" ("registered_by_id");

CREATE TABLE "window_class" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "code" varchar(24) NOT NULL, "name" varchar(60) NOT NULL, "about" varchar(200) NOT NULL, "themes" varchar(12)[] NOT NULL, CONSTRAINT "one_window_class_a_code" UNIQUE ("city", "code"), CONSTRAINT "window_class_code_is_a_word" CHECK ("code"::text ~ '^[a-z][a-z_]*$'));

CREATE TABLE "account_session" ("id" uuid NOT NULL PRIMARY KEY, "digest" varchar(64) NOT NULL, "city" varchar(12) NOT NULL, "kind" varchar(8) NOT NULL, "data" text NOT NULL, "address" varchar(45) NOT NULL, "device" varchar(80) NOT NULL, "idle_minutes" integer NOT NULL CHECK ("idle_minutes" >= 0), "began_at" timestamp with time zone NOT NULL, "seen_at" timestamp with time zone NOT NULL, "ends_at" timestamp with time zone NOT NULL, "ended_at" timestamp with time zone NULL, "ended_because" varchar(12) NOT NULL, "account_id" uuid NULL, CONSTRAINT "one_session_a_key" UNIQUE ("digest"), CONSTRAINT "session_kind_is_known" CHECK ("kind" IN ('page', 'api')), CONSTRAINT "an_end_says_why_and_keeps_nothing" CHECK ((("ended_at" IS NULL AND "ended_because" = '') OR ("data" = '' AND "ended_at" IS NOT NULL AND "ended_because" IN ('signed_out', 'elsewhere', 'idle', 'expired', 'ended')))));

ALTER TABLE "account_session" ADD CONSTRAINT "account_session_account_id_6238ca58_fk_account_id" FOREIGN KEY ("account_id") REFERENCES "account" ("id") DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX "account_session_account_id_6238ca58" ON "account_session" ("account_id");

CREATE INDEX "sessions_of_account" ON "account_session" ("account_id", "began_at");

CREATE TABLE "phone_code" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "purpose" varchar(12) NOT NULL, "phone_key" varchar(64) NOT NULL, "code_key" varchar(64) NOT NULL, "made_at" timestamp with time zone NOT NULL, "ends_at" timestamp with time zone NOT NULL, "tries" integer NOT NULL CHECK ("tries" >= 0), "used_at" timestamp with time zone NULL, CONSTRAINT "phone_code_purpose_is_known" CHECK ("purpose" IN ('register', 'reset')));

CREATE TABLE "identity_check" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "level" smallint NOT NULL CHECK ("level" >= 0), "method" varchar(16) NOT NULL, "reference" varchar(80) NOT NULL, "checked_at" timestamp with time zone NOT NULL, "person_id" uuid NOT NULL, CONSTRAINT "a_level_is_that_of_its_method" CHECK ((("level" = 2 AND "method" = 'register') OR ("level" = 3 AND "method" IN ('face', 'trusted_identity')) OR ("level" = 4 AND "method" = 'window'))));

CREATE INDEX "codes_of_a_phone" ON "phone_code" ("phone_key", "made_at");

ALTER TABLE "identity_check" ADD CONSTRAINT "identity_check_person_id_ffeef324_fk_person_id" FOREIGN KEY ("person_id") REFERENCES "person" ("id") DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX "identity_check_person_id_ffeef324" ON "identity_check" ("person_id");

CREATE INDEX "checks_of_a_person" ON "identity_check" ("person_id", "level");

CREATE TABLE "second_factor" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "kind" varchar(8) NOT NULL, "name" varchar(40) NOT NULL, "secret" text NOT NULL, "credential_digest" varchar(64) NOT NULL, "counter" bigint NOT NULL, "made_at" timestamp with time zone NOT NULL, "confirmed_at" timestamp with time zone NULL, "removed_at" timestamp with time zone NULL, "account_id" uuid NOT NULL, "person_id" uuid NOT NULL, CONSTRAINT "second_factor_kind_is_known" CHECK ((("credential_digest" = '' AND "kind" = 'totp') OR ("kind" = 'passkey' AND NOT ("credential_digest" = '')))));

CREATE TABLE "account_proof" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "session_id" uuid NULL, "method" varchar(16) NOT NULL, "level" smallint NOT NULL CHECK ("level" >= 0), "step" bigint NULL, "reference" varchar(80) NOT NULL, "proved_at" timestamp with time zone NOT NULL, "account_id" uuid NOT NULL, "factor_id" uuid NULL, CONSTRAINT "a_step_is_used_once" UNIQUE ("factor_id", "step"), CONSTRAINT "a_proof_says_how" CHECK ((("factor_id" IS NOT NULL AND "method" = 'totp' AND "step" IS NOT NULL) OR ("factor_id" IS NOT NULL AND "method" = 'passkey' AND "step" IS NULL) OR ("factor_id" IS NULL AND "method" = 'recovery' AND "step" IS NULL) OR ("method" IN ('face', 'trusted_identity', 'certificate') AND "factor_id" IS NULL AND "step" IS NULL AND NOT ("reference" = '')))), CONSTRAINT "a_proof_reaches_its_level" CHECK (("level" BETWEEN 2 AND 3 OR ("level" = 4 AND "method" IN ('trusted_identity', 'certificate')))));

CREATE TABLE "recovery_code" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "code_key" varchar(64) NOT NULL, "made_at" timestamp with time zone NOT NULL, "used_at" timestamp with time zone NULL, "account_id" uuid NOT NULL, CONSTRAINT "recovery_codes_differ" UNIQUE ("account_id", "code_key"));

ALTER TABLE "second_factor" ADD CONSTRAINT "second_factor_account_id_5d0eb933_fk_account_id" FOREIGN KEY ("account_id") REFERENCES "account" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "second_factor" ADD CONSTRAINT "second_factor_person_id_e537753d_fk_person_id" FOREIGN KEY ("person_id") REFERENCES "person" ("id") DEFERRABLE INITIALLY DEFERRED;

CREATE UNIQUE INDEX "one_authenticator_an_account" ON "second_factor" ("account_id") WHERE ("kind" = 'totp' AND "removed_at" IS NULL);

CREATE UNIQUE INDEX "one_factor_a_passkey" ON "second_factor" ("credential_digest") WHERE "kind" = 'passkey';

CREATE INDEX "second_factor_account_id_5d0eb933" ON "second_factor" ("account_id");

CREATE INDEX "second_factor_person_id_e537753d" ON "second_factor" ("person_id");

CREATE INDEX "factors_of_an_account" ON "second_factor" ("account_id");

ALTER TABLE "account_proof" ADD CONSTRAINT "account_proof_account_id_946052ea_fk_account_id" FOREIGN KEY ("account_id") REFERENCES "account" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "account_proof" ADD CONSTRAINT "account_proof_factor_id_78fe22d1_fk_second_factor_id" FOREIGN KEY ("factor_id") REFERENCES "second_factor" ("id") DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX "account_proof_account_id_946052ea" ON "account_proof" ("account_id");

CREATE INDEX "account_proof_factor_id_78fe22d1" ON "account_proof" ("factor_id");

CREATE INDEX "proofs_of_a_session" ON "account_proof" ("session_id");

ALTER TABLE "recovery_code" ADD CONSTRAINT "recovery_code_account_id_415b535f_fk_account_id" FOREIGN KEY ("account_id") REFERENCES "account" ("id") DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX "recovery_code_account_id_415b535f" ON "recovery_code" ("account_id");

ALTER TABLE "account_session" ADD COLUMN "sign_in_level" smallint NULL CHECK ("sign_in_level" >= 0);

CREATE TABLE "readmission" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "papers" varchar(200) NOT NULL, "reason" varchar(300) NOT NULL, "made_at" timestamp with time zone NOT NULL, "code_key" varchar(64) NOT NULL, "code_ends_at" timestamp with time zone NULL, "account_id" uuid NOT NULL, "body_id" uuid NULL, "made_by_id" uuid NOT NULL, "person_id" uuid NOT NULL, "request_id" uuid NULL, CONSTRAINT "a_readmission_is_at_a_window_or_of_two" CHECK ((("body_id" IS NOT NULL AND "code_ends_at" IS NOT NULL AND "request_id" IS NULL AND NOT ("code_key" = '')) OR ("code_ends_at" IS NULL AND "code_key" = '' AND "request_id" IS NOT NULL))));

CREATE TABLE "readmission_use" ("readmission_id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "used_at" timestamp with time zone NOT NULL);

ALTER TABLE "readmission" ADD CONSTRAINT "readmission_account_id_8cac0326_fk_account_id" FOREIGN KEY ("account_id") REFERENCES "account" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "readmission" ADD CONSTRAINT "readmission_body_id_4e85791f_fk_body_id" FOREIGN KEY ("body_id") REFERENCES "body" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "readmission" ADD CONSTRAINT "readmission_made_by_id_c670bb29_fk_person_id" FOREIGN KEY ("made_by_id") REFERENCES "person" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "readmission" ADD CONSTRAINT "readmission_person_id_a4fdc38f_fk_person_id" FOREIGN KEY ("person_id") REFERENCES "person" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "readmission" ADD CONSTRAINT "readmission_request_id_ff5b7e54_fk_act_request_id" FOREIGN KEY ("request_id") REFERENCES "act_request" ("id") DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX "readmission_account_id_8cac0326" ON "readmission" ("account_id");

CREATE INDEX "readmission_body_id_4e85791f" ON "readmission" ("body_id");

CREATE INDEX "readmission_made_by_id_c670bb29" ON "readmission" ("made_by_id");

CREATE INDEX "readmission_person_id_a4fdc38f" ON "readmission" ("person_id");

CREATE INDEX "readmission_request_id_ff5b7e54" ON "readmission" ("request_id");

ALTER TABLE "readmission_use" ADD CONSTRAINT "readmission_use_readmission_id_69535d7a_fk_readmission_id" FOREIGN KEY ("readmission_id") REFERENCES "readmission" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "body" ADD COLUMN "leader" varchar(60) NULL;

ALTER TABLE "body" ADD COLUMN "section" varchar(60) NULL;

CREATE TABLE "measure" ("code" varchar(40) NOT NULL PRIMARY KEY, "title" varchar(60) NOT NULL, "about" varchar(200) NOT NULL);

CREATE TABLE "org_change" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "kind" varchar(24) NOT NULL, "lines" jsonb NOT NULL, "words" varchar(300) NOT NULL, "document_number" varchar(120) NOT NULL, "effective_on" date NOT NULL, "reason" varchar(300) NOT NULL, "drafted_by_id" uuid NOT NULL, "drafted_at" timestamp with time zone NOT NULL);

CREATE TABLE "body_fact" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "valid_from" date NOT NULL, "name" varchar(120) NOT NULL, "short_name" varchar(60) NOT NULL, "kind" varchar(24) NOT NULL, "is_vertical" boolean NOT NULL, "leader" varchar(60) NOT NULL, "section" varchar(60) NOT NULL, "phone" varchar(40) NOT NULL, "address" varchar(200) NOT NULL, "is_founding" boolean NOT NULL, "is_ended" boolean NOT NULL, "document_number" varchar(120) NOT NULL, "body_id" uuid NOT NULL, "parent_id" uuid NULL, "change_id" uuid NOT NULL, CONSTRAINT "one_fact_a_body_and_day" UNIQUE ("body_id", "valid_from"));

CREATE TABLE "org_change_answer" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "outcome" varchar(12) NOT NULL, "reason" varchar(300) NOT NULL, "answered_by_id" uuid NOT NULL, "answered_at" timestamp with time zone NOT NULL, "change_id" uuid NOT NULL, CONSTRAINT "an_org_change_is_answered_once" UNIQUE ("change_id"), CONSTRAINT "org_change_outcome_is_known" CHECK ("outcome" IN ('confirmed', 'declined')));

CREATE TABLE "pilot" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "starts_on" date NULL, "ends_on" date NULL, "due_on" date NULL, "document_number" varchar(120) NOT NULL, "set_by_id" uuid NULL, "set_at" timestamp with time zone NOT NULL, "body_id" uuid NOT NULL, "measure_id" varchar(40) NOT NULL, CONSTRAINT "a_pilot_ends_after_it_starts" CHECK (("ends_on" IS NULL OR "ends_on" > ("starts_on"))));

CREATE TABLE "region_fact" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "valid_from" date NOT NULL, "name" varchar(60) NOT NULL, "kind" varchar(24) NOT NULL, "is_ended" boolean NOT NULL, "document_number" varchar(120) NOT NULL, "change_id" uuid NOT NULL, "parent_id" uuid NULL, "region_id" uuid NOT NULL, CONSTRAINT "one_fact_a_region_and_day" UNIQUE ("region_id", "valid_from"));

CREATE TABLE "org_succession" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "from_day" date NOT NULL, "takes" varchar(200) NOT NULL, "change_id" uuid NOT NULL, "from_body_id" uuid NULL, "from_region_id" uuid NULL, "to_body_id" uuid NULL, "to_region_id" uuid NULL, CONSTRAINT "succession_of_one_kind" CHECK ((("from_body_id" IS NOT NULL AND "from_region_id" IS NULL AND "to_body_id" IS NOT NULL AND "to_region_id" IS NULL) OR ("from_body_id" IS NULL AND "from_region_id" IS NOT NULL AND "to_body_id" IS NULL AND "to_region_id" IS NOT NULL))));

CREATE INDEX "measure_code_fd9b7298_like" ON "measure" ("code" varchar_pattern_ops);

CREATE INDEX "org_change_of_city" ON "org_change" ("city", "drafted_at");

ALTER TABLE "body_fact" ADD CONSTRAINT "body_fact_body_id_5deaab9f_fk_body_id" FOREIGN KEY ("body_id") REFERENCES "body" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "body_fact" ADD CONSTRAINT "body_fact_parent_id_506073ab_fk_body_id" FOREIGN KEY ("parent_id") REFERENCES "body" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "body_fact" ADD CONSTRAINT "body_fact_change_id_29aa87e4_fk_org_change_id" FOREIGN KEY ("change_id") REFERENCES "org_change" ("id") DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX "body_fact_body_id_5deaab9f" ON "body_fact" ("body_id");

CREATE INDEX "body_fact_parent_id_506073ab" ON "body_fact" ("parent_id");

CREATE INDEX "body_fact_change_id_29aa87e4" ON "body_fact" ("change_id");

ALTER TABLE "org_change_answer" ADD CONSTRAINT "org_change_answer_change_id_3e6b4d2b_fk_org_change_id" FOREIGN KEY ("change_id") REFERENCES "org_change" ("id") DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX "org_change_answer_change_id_3e6b4d2b" ON "org_change_answer" ("change_id");

ALTER TABLE "pilot" ADD CONSTRAINT "pilot_body_id_06f704a3_fk_body_id" FOREIGN KEY ("body_id") REFERENCES "body" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "pilot" ADD CONSTRAINT "pilot_measure_id_6846559c_fk_measure_code" FOREIGN KEY ("measure_id") REFERENCES "measure" ("code") DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX "pilot_body_id_06f704a3" ON "pilot" ("body_id");

CREATE INDEX "pilot_measure_id_6846559c" ON "pilot" ("measure_id");

CREATE INDEX "pilot_measure_id_6846559c_like" ON "pilot" ("measure_id" varchar_pattern_ops);

CREATE INDEX "pilot_of_body" ON "pilot" ("measure_id", "body_id");

ALTER TABLE "region_fact" ADD CONSTRAINT "region_fact_change_id_d6724b6a_fk_org_change_id" FOREIGN KEY ("change_id") REFERENCES "org_change" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "region_fact" ADD CONSTRAINT "region_fact_parent_id_39f15839_fk_region_id" FOREIGN KEY ("parent_id") REFERENCES "region" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "region_fact" ADD CONSTRAINT "region_fact_region_id_f49a264c_fk_region_id" FOREIGN KEY ("region_id") REFERENCES "region" ("id") DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX "region_fact_change_id_d6724b6a" ON "region_fact" ("change_id");

CREATE INDEX "region_fact_parent_id_39f15839" ON "region_fact" ("parent_id");

CREATE INDEX "region_fact_region_id_f49a264c" ON "region_fact" ("region_id");

ALTER TABLE "org_succession" ADD CONSTRAINT "org_succession_change_id_7f59c879_fk_org_change_id" FOREIGN KEY ("change_id") REFERENCES "org_change" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "org_succession" ADD CONSTRAINT "org_succession_from_body_id_be90ab23_fk_body_id" FOREIGN KEY ("from_body_id") REFERENCES "body" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "org_succession" ADD CONSTRAINT "org_succession_from_region_id_64b38c00_fk_region_id" FOREIGN KEY ("from_region_id") REFERENCES "region" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "org_succession" ADD CONSTRAINT "org_succession_to_body_id_c394ca31_fk_body_id" FOREIGN KEY ("to_body_id") REFERENCES "body" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "org_succession" ADD CONSTRAINT "org_succession_to_region_id_7e2b00fe_fk_region_id" FOREIGN KEY ("to_region_id") REFERENCES "region" ("id") DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX "org_succession_change_id_7f59c879" ON "org_succession" ("change_id");

CREATE INDEX "org_succession_from_body_id_be90ab23" ON "org_succession" ("from_body_id");

CREATE INDEX "org_succession_from_region_id_64b38c00" ON "org_succession" ("from_region_id");

CREATE INDEX "org_succession_to_body_id_c394ca31" ON "org_succession" ("to_body_id");

CREATE INDEX "org_succession_to_region_id_7e2b00fe" ON "org_succession" ("to_region_id");

CREATE TABLE "mandate_offer" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "kind" varchar(16) NOT NULL, "scope_kind" varchar(8) NOT NULL, "scope" varchar(64)[] NOT NULL, "valid_to" date NOT NULL, "code_key" varchar(64) NOT NULL, "made_at" timestamp with time zone NOT NULL, "ends_at" timestamp with time zone NOT NULL, "taken_at" timestamp with time zone NULL, "principal_id" uuid NOT NULL, "taken_by_id" uuid NULL);

CREATE TABLE "mandate" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "kind" varchar(16) NOT NULL, "scope_kind" varchar(8) NOT NULL, "scope" varchar(64)[] NOT NULL, "valid_from" date NOT NULL, "valid_to" date NOT NULL, "made_how" varchar(16) NOT NULL, "made_at" timestamp with time zone NOT NULL, "papers" varchar(200) NOT NULL, "agent_id" uuid NOT NULL, "made_at_body_id" uuid NULL, "made_by_id" uuid NOT NULL, "principal_firm_id" uuid NULL, "principal_person_id" uuid NULL, "offer_id" uuid NULL, CONSTRAINT "mandate_of_city" UNIQUE ("id", "city"), CONSTRAINT "one_mandate_a_code" UNIQUE ("offer_id"), CONSTRAINT "a_mandate_has_one_principal" CHECK ((("principal_firm_id" IS NULL AND "principal_person_id" IS NOT NULL) OR ("principal_firm_id" IS NOT NULL AND "principal_person_id" IS NULL))));

CREATE TABLE "mandate_end" ("mandate_id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "why" varchar(12) NOT NULL, "ended_at" timestamp with time zone NOT NULL, "ended_by_id" uuid NOT NULL, CONSTRAINT "mandate_end_is_known" CHECK ("why" IN ('revoked', 'renounced')));

ALTER TABLE "mandate_offer" ADD CONSTRAINT "mandate_offer_principal_id_fa534c8b_fk_person_id" FOREIGN KEY ("principal_id") REFERENCES "person" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "mandate_offer" ADD CONSTRAINT "mandate_offer_taken_by_id_f1938f97_fk_person_id" FOREIGN KEY ("taken_by_id") REFERENCES "person" ("id") DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX "mandate_offer_principal_id_fa534c8b" ON "mandate_offer" ("principal_id");

CREATE INDEX "mandate_offer_taken_by_id_f1938f97" ON "mandate_offer" ("taken_by_id");

CREATE INDEX "offer_by_code" ON "mandate_offer" ("city", "code_key");

ALTER TABLE "mandate" ADD CONSTRAINT "mandate_agent_id_85fb7f89_fk_person_id" FOREIGN KEY ("agent_id") REFERENCES "person" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "mandate" ADD CONSTRAINT "mandate_made_at_body_id_6471a14f_fk_body_id" FOREIGN KEY ("made_at_body_id") REFERENCES "body" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "mandate" ADD CONSTRAINT "mandate_made_by_id_34c7e391_fk_person_id" FOREIGN KEY ("made_by_id") REFERENCES "person" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "mandate" ADD CONSTRAINT "mandate_principal_firm_id_6d12f93c_fk_firm_id" FOREIGN KEY ("principal_firm_id") REFERENCES "firm" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "mandate" ADD CONSTRAINT "mandate_principal_person_id_02c41b0f_fk_person_id" FOREIGN KEY ("principal_person_id") REFERENCES "person" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "mandate" ADD CONSTRAINT "mandate_offer_id_4003c765_fk_mandate_offer_id" FOREIGN KEY ("offer_id") REFERENCES "mandate_offer" ("id") DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX "mandate_agent_id_85fb7f89" ON "mandate" ("agent_id");

CREATE INDEX "mandate_made_at_body_id_6471a14f" ON "mandate" ("made_at_body_id");

CREATE INDEX "mandate_made_by_id_34c7e391" ON "mandate" ("made_by_id");

CREATE INDEX "mandate_principal_firm_id_6d12f93c" ON "mandate" ("principal_firm_id");

CREATE INDEX "mandate_principal_person_id_02c41b0f" ON "mandate" ("principal_person_id");

CREATE INDEX "mandate_offer_id_4003c765" ON "mandate" ("offer_id");

ALTER TABLE "mandate_end" ADD CONSTRAINT "mandate_end_mandate_id_aca90b9f_fk_mandate_id" FOREIGN KEY ("mandate_id") REFERENCES "mandate" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "mandate_end" ADD CONSTRAINT "mandate_end_ended_by_id_2c8ad037_fk_person_id" FOREIGN KEY ("ended_by_id") REFERENCES "person" ("id") DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX "mandate_end_ended_by_id_2c8ad037" ON "mandate_end" ("ended_by_id");

CREATE TABLE "stored_file" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "digest" varchar(64) NOT NULL, "size" bigint NOT NULL CHECK ("size" >= 0), "media_type" varchar(80) NOT NULL, "original_name" varchar(255) NOT NULL, "received_at" timestamp with time zone NOT NULL, "received_by" uuid NULL, "purged_at" timestamp with time zone NULL);

ALTER TABLE "mandate" ADD COLUMN "scan_id" uuid NULL CONSTRAINT "mandate_scan_id_1e813bba_fk_stored_file_id" REFERENCES "stored_file"("id") DEFERRABLE INITIALLY DEFERRED; SET CONSTRAINTS "mandate_scan_id_1e813bba_fk_stored_file_id" IMMEDIATE;

CREATE INDEX "mandate_scan_id_1e813bba" ON "mandate" ("scan_id");

ALTER TABLE "item_draft" ADD COLUMN "writers" uuid[] DEFAULT '{}' NOT NULL;

ALTER TABLE "item_draft" ALTER COLUMN "writers" DROP DEFAULT;

CREATE TABLE "item_submission" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "number" integer NOT NULL CHECK ("number" >= 0), "document" jsonb NOT NULL, "digest" varchar(64) NOT NULL, "handed_in_at" timestamp with time zone NOT NULL, "draft_id" uuid NOT NULL, "handed_in_by_id" uuid NOT NULL, CONSTRAINT "one_submission_a_number" UNIQUE ("draft_id", "number"));

CREATE TABLE "item_review" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "stage" varchar(16) NOT NULL, "outcome" varchar(8) NOT NULL, "opinion" varchar(1000) NOT NULL, "digest" varchar(64) NOT NULL, "reviewed_at" timestamp with time zone NOT NULL, "body_id" uuid NOT NULL, "reviewer_id" uuid NOT NULL, "submission_id" uuid NOT NULL, CONSTRAINT "reviewed_once_a_stage" UNIQUE ("submission_id", "stage"), CONSTRAINT "review_stage_is_known" CHECK ("stage" IN ('first_review', 'legality', 'gatekeeping')), CONSTRAINT "review_outcome_is_known" CHECK ("outcome" IN ('passed', 'returned')));

ALTER TABLE "item_publication" ADD COLUMN "submission_id" uuid NOT NULL UNIQUE CONSTRAINT "item_publication_submission_id_7b6603ff_fk_item_submission_id" REFERENCES "item_submission"("id") DEFERRABLE INITIALLY DEFERRED; SET CONSTRAINTS "item_publication_submission_id_7b6603ff_fk_item_submission_id" IMMEDIATE;

ALTER TABLE "item_submission" ADD CONSTRAINT "item_submission_draft_id_230fdbd2_fk_item_draft_id" FOREIGN KEY ("draft_id") REFERENCES "item_draft" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "item_submission" ADD CONSTRAINT "item_submission_handed_in_by_id_dbe1a3ed_fk_person_id" FOREIGN KEY ("handed_in_by_id") REFERENCES "person" ("id") DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX "item_submission_draft_id_230fdbd2" ON "item_submission" ("draft_id");

CREATE INDEX "item_submission_handed_in_by_id_dbe1a3ed" ON "item_submission" ("handed_in_by_id");

ALTER TABLE "item_review" ADD CONSTRAINT "item_review_body_id_77b51685_fk_body_id" FOREIGN KEY ("body_id") REFERENCES "body" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "item_review" ADD CONSTRAINT "item_review_reviewer_id_a5d7e8a9_fk_person_id" FOREIGN KEY ("reviewer_id") REFERENCES "person" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "item_review" ADD CONSTRAINT "item_review_submission_id_51873c2a_fk_item_submission_id" FOREIGN KEY ("submission_id") REFERENCES "item_submission" ("id") DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX "item_review_body_id_77b51685" ON "item_review" ("body_id");

CREATE INDEX "item_review_reviewer_id_a5d7e8a9" ON "item_review" ("reviewer_id");

CREATE INDEX "item_review_submission_id_51873c2a" ON "item_review" ("submission_id");

ALTER TABLE "item_draft" ADD COLUMN "superseded_by_id" uuid NULL CONSTRAINT "item_draft_superseded_by_id_fe505909_fk_item_draft_id" REFERENCES "item_draft"("id") DEFERRABLE INITIALLY DEFERRED; SET CONSTRAINTS "item_draft_superseded_by_id_fe505909_fk_item_draft_id" IMMEDIATE;

update item_draft d set superseded_by_id = n.id
  from (select distinct on (body_id, source_name, source_digest) id, body_id, source_name, source_digest
          from item_draft where source_digest <> '' order by body_id, source_name, source_digest, id desc) n
 where (d.body_id, d.source_name, d.source_digest) = (n.body_id, n.source_name, n.source_digest) and d.id <> n.id;

set constraints all immediate; set constraints all deferred;

CREATE UNIQUE INDEX "one_draft_a_source" ON "item_draft" ("body_id", "source_name", "source_digest") WHERE ("superseded_by_id" IS NULL AND NOT ("source_digest" = ''));

CREATE INDEX "item_draft_superseded_by_id_fe505909" ON "item_draft" ("superseded_by_id");

ALTER TABLE "item_step" ADD COLUMN "only_if" text DEFAULT '' NOT NULL;

ALTER TABLE "item_step" ALTER COLUMN "only_if" DROP DEFAULT;

ALTER TABLE "item_draft" ADD COLUMN "discarded_at" timestamp with time zone NULL;

ALTER TABLE "item_draft" ADD COLUMN "discarded_by_id" uuid NULL CONSTRAINT "item_draft_discarded_by_id_fc2a0b73_fk_person_id" REFERENCES "person"("id") DEFERRABLE INITIALLY DEFERRED; SET CONSTRAINTS "item_draft_discarded_by_id_fc2a0b73_fk_person_id" IMMEDIATE;

ALTER TABLE "delegation" ADD COLUMN "registered_valid" daterange NULL;

ALTER TABLE "delegation" ADD COLUMN "ended_at" timestamp with time zone NULL;

ALTER TABLE "delegation" ADD COLUMN "ended_by_id" uuid NULL CONSTRAINT "delegation_ended_by_id_ae9f2eab_fk_person_id" REFERENCES "person"("id") DEFERRABLE INITIALLY DEFERRED; SET CONSTRAINTS "delegation_ended_by_id_ae9f2eab_fk_person_id" IMMEDIATE;

ALTER TABLE "intake_mode" ADD COLUMN "registered_valid" daterange NULL;

ALTER TABLE "intake_mode" ADD COLUMN "ended_at" timestamp with time zone NULL;

ALTER TABLE "intake_mode" ADD COLUMN "ended_by_id" uuid NULL CONSTRAINT "intake_mode_ended_by_id_02caac6c_fk_person_id" REFERENCES "person"("id") DEFERRABLE INITIALLY DEFERRED; SET CONSTRAINTS "intake_mode_ended_by_id_02caac6c_fk_person_id" IMMEDIATE;

CREATE INDEX "item_draft_discarded_by_id_fc2a0b73" ON "item_draft" ("discarded_by_id");

CREATE INDEX "delegation_ended_by_id_ae9f2eab" ON "delegation" ("ended_by_id");

CREATE INDEX "intake_mode_ended_by_id_02caac6c" ON "intake_mode" ("ended_by_id");

alter table item_version alter column search_text set default '';

CREATE TABLE "search_synonym" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "word" varchar(20) NOT NULL, "means" varchar(40)[] NOT NULL, "is_in_use" boolean NOT NULL, "revision" integer NOT NULL CHECK ("revision" >= 0), "changed_at" timestamp with time zone NULL, "changed_by_id" uuid NULL, CONSTRAINT "one_synonym_a_word" UNIQUE ("city", "word"));

CREATE TABLE "search_miss" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "day" date NOT NULL, "words" varchar(24) NOT NULL, "times" integer NOT NULL CHECK ("times" >= 0), CONSTRAINT "one_miss_a_day_and_words" UNIQUE ("city", "day", "words"));

insert into search_synonym (id, city, word, means, is_in_use, revision)
select gen_random_uuid(), city.code, usual.key,
       array(select jsonb_array_elements_text(usual.value)), true, 1
  from city cross join jsonb_each('{
 "饭店": [
  "餐饮",
  "食品经营"
 ],
 "饭馆": [
  "餐饮",
  "食品经营"
 ],
 "餐馆": [
  "餐饮",
  "食品经营"
 ],
 "餐厅": [
  "餐饮",
  "食品经营"
 ],
 "小吃": [
  "餐饮",
  "食品经营"
 ],
 "面馆": [
  "餐饮",
  "食品经营"
 ],
 "火锅": [
  "餐饮",
  "食品经营"
 ],
 "烧烤": [
  "餐饮",
  "食品经营"
 ],
 "快餐": [
  "餐饮",
  "食品经营"
 ],
 "外卖": [
  "餐饮",
  "食品经营"
 ],
 "早点": [
  "餐饮",
  "食品经营"
 ],
 "包子": [
  "餐饮",
  "食品经营"
 ],
 "油条": [
  "餐饮",
  "食品经营"
 ],
 "馒头": [
  "餐饮",
  "食品经营"
 ],
 "奶茶": [
  "餐饮",
  "食品经营"
 ],
 "咖啡": [
  "餐饮",
  "食品经营"
 ],
 "蛋糕": [
  "餐饮",
  "食品经营"
 ],
 "面包": [
  "餐饮",
  "食品经营"
 ],
 "食堂": [
  "餐饮",
  "食品经营",
  "助餐"
 ],
 "卤味": [
  "餐饮",
  "食品经营"
 ],
 "超市": [
  "食品经营",
  "食品销售",
  "小卖部"
 ],
 "便利店": [
  "食品经营",
  "食品销售",
  "小卖部"
 ],
 "零食": [
  "食品经营",
  "食品销售",
  "小卖部"
 ],
 "小卖部": [
  "食品经营",
  "食品销售"
 ],
 "杂货": [
  "食品经营",
  "食品销售",
  "小卖部"
 ],
 "摆摊": [
  "个体工商户"
 ],
 "地摊": [
  "个体工商户"
 ],
 "小摊": [
  "个体工商户"
 ],
 "夜市": [
  "个体工商户"
 ],
 "小店": [
  "个体工商户"
 ],
 "门面": [
  "个体工商户"
 ],
 "店铺": [
  "个体工商户"
 ],
 "网店": [
  "个体工商户"
 ],
 "淘宝店": [
  "个体工商户",
  "网店"
 ],
 "微商": [
  "个体工商户",
  "网店"
 ],
 "老年证": [
  "老年人优待证"
 ],
 "敬老卡": [
  "老年人优待证"
 ],
 "老人卡": [
  "老年人优待证"
 ],
 "老年卡": [
  "老年人优待证"
 ],
 "老人证": [
  "老年人优待证"
 ],
 "公交卡": [
  "老年人优待证"
 ],
 "老人": [
  "老年人",
  "高龄"
 ],
 "老年人": [
  "高龄"
 ],
 "老头": [
  "老年人",
  "高龄"
 ],
 "老太太": [
  "老年人",
  "高龄"
 ],
 "爷爷": [
  "老年人",
  "高龄"
 ],
 "奶奶": [
  "老年人",
  "高龄"
 ],
 "老父亲": [
  "老年人",
  "高龄"
 ],
 "老母亲": [
  "老年人",
  "高龄"
 ],
 "八十岁": [
  "高龄津贴"
 ],
 "八十多": [
  "高龄津贴"
 ],
 "九十岁": [
  "高龄津贴"
 ],
 "九十多": [
  "高龄津贴"
 ],
 "百岁": [
  "高龄津贴"
 ],
 "长寿": [
  "高龄津贴"
 ],
 "补贴": [
  "津贴",
  "补助"
 ],
 "补助": [
  "津贴",
  "补贴"
 ],
 "救济": [
  "津贴",
  "补贴",
  "补助"
 ],
 "津贴": [
  "补贴",
  "补助"
 ],
 "生活费": [
  "津贴",
  "补贴",
  "补助"
 ],
 "领钱": [
  "津贴",
  "补贴"
 ],
 "发钱": [
  "津贴",
  "补贴"
 ],
 "多少钱领": [
  "津贴",
  "补贴"
 ],
 "过户": [
  "不动产转移登记"
 ],
 "卖房": [
  "不动产转移登记"
 ],
 "二手房": [
  "不动产转移登记"
 ],
 "房产证": [
  "不动产转移登记",
  "不动产"
 ],
 "房本": [
  "不动产转移登记",
  "不动产"
 ],
 "房子改名": [
  "不动产转移登记"
 ],
 "房子": [
  "不动产",
  "住房",
  "购房"
 ],
 "房屋": [
  "不动产",
  "住房",
  "购房"
 ],
 "买房": [
  "不动产",
  "住房",
  "购房"
 ],
 "住房": [
  "不动产",
  "购房"
 ],
 "房租": [
  "租房"
 ],
 "租房子": [
  "租房"
 ],
 "公积金": [
  "住房公积金"
 ],
 "抵押": [
  "抵押登记",
  "不动产抵押"
 ],
 "按揭": [
  "抵押登记",
  "不动产抵押"
 ],
 "房贷": [
  "抵押登记",
  "不动产抵押"
 ],
 "宅基地": [
  "建房"
 ],
 "盖房": [
  "宅基地",
  "建房"
 ],
 "建房": [
  "宅基地"
 ],
 "自建房": [
  "宅基地",
  "建房"
 ],
 "开公司": [
  "企业设立登记"
 ],
 "办公司": [
  "企业设立登记"
 ],
 "办执照": [
  "企业设立登记"
 ],
 "注册公司": [
  "企业设立登记"
 ],
 "成立公司": [
  "企业设立登记"
 ],
 "换老板": [
  "企业变更登记",
  "法定代表人"
 ],
 "换法人": [
  "企业变更登记",
  "法定代表人"
 ],
 "改法人": [
  "企业变更登记",
  "法定代表人"
 ],
 "换股东": [
  "企业变更登记",
  "法定代表人"
 ],
 "公司改名": [
  "企业变更登记",
  "法定代表人"
 ],
 "公司搬家": [
  "企业变更登记",
  "法定代表人"
 ],
 "公司不干了": [
  "注销登记"
 ],
 "关公司": [
  "注销登记"
 ],
 "公司倒闭注销": [
  "注销登记"
 ],
 "不开了": [
  "注销登记"
 ],
 "个体户": [
  "个体工商户"
 ],
 "公章": [
  "公章刻制"
 ],
 "印章": [
  "公章刻制"
 ],
 "刻章": [
  "公章刻制"
 ],
 "财务章": [
  "公章刻制"
 ],
 "合同章": [
  "公章刻制"
 ],
 "上户口": [
  "出生登记",
  "户口"
 ],
 "报户口": [
  "出生登记",
  "户口"
 ],
 "入户": [
  "出生登记",
  "户口"
 ],
 "落户": [
  "户口迁移"
 ],
 "迁户口": [
  "户口迁移"
 ],
 "户口迁": [
  "户口迁移"
 ],
 "户口本": [
  "户口簿",
  "户口"
 ],
 "改名字": [
  "姓名变更",
  "变更"
 ],
 "改名": [
  "姓名变更",
  "变更"
 ],
 "身份证": [
  "居民身份证"
 ],
 "丢了": [
  "补领",
  "补办",
  "挂失"
 ],
 "不见了": [
  "补领",
  "补办",
  "挂失"
 ],
 "找不到": [
  "补领",
  "补办",
  "挂失"
 ],
 "遗失": [
  "补领",
  "补办",
  "挂失"
 ],
 "被偷": [
  "补领",
  "补办",
  "挂失"
 ],
 "弄丢": [
  "补领",
  "补办",
  "挂失"
 ],
 "掉了": [
  "补领",
  "补办",
  "挂失"
 ],
 "坏了": [
  "换领",
  "补领"
 ],
 "损坏": [
  "换领",
  "补领"
 ],
 "读不出": [
  "换领",
  "补领"
 ],
 "到期": [
  "换发",
  "延续",
  "换证",
  "换领"
 ],
 "过期": [
  "换发",
  "延续",
  "换证",
  "换领"
 ],
 "结婚": [
  "结婚登记",
  "婚姻登记"
 ],
 "结婚证": [
  "结婚登记",
  "婚姻登记"
 ],
 "领证": [
  "结婚登记",
  "婚姻登记"
 ],
 "领结婚证": [
  "结婚登记",
  "婚姻登记"
 ],
 "离婚": [
  "离婚登记"
 ],
 "离婚证": [
  "离婚登记"
 ],
 "收养": [
  "收养登记"
 ],
 "领养": [
  "收养登记"
 ],
 "生孩子": [
  "生育津贴",
  "生育登记"
 ],
 "生小孩": [
  "生育津贴",
  "生育登记"
 ],
 "生娃": [
  "生育津贴",
  "生育登记"
 ],
 "产假": [
  "生育津贴",
  "生育登记"
 ],
 "坐月子": [
  "生育津贴",
  "生育登记"
 ],
 "准生证": [
  "生育登记"
 ],
 "宝宝": [
  "出生医学证明",
  "新生儿"
 ],
 "新生儿": [
  "出生医学证明"
 ],
 "婴儿": [
  "出生医学证明",
  "新生儿"
 ],
 "娃娃": [
  "出生医学证明",
  "新生儿"
 ],
 "低保": [
  "最低生活保障"
 ],
 "吃低保": [
  "最低生活保障"
 ],
 "贫困": [
  "最低生活保障"
 ],
 "五保": [
  "特困人员"
 ],
 "困难": [
  "临时救助"
 ],
 "没钱": [
  "临时救助",
  "困难"
 ],
 "救急": [
  "临时救助",
  "困难"
 ],
 "遇到难处": [
  "临时救助",
  "困难"
 ],
 "着火": [
  "临时救助"
 ],
 "火灾": [
  "临时救助"
 ],
 "水灾": [
  "临时救助"
 ],
 "受灾": [
  "临时救助"
 ],
 "残疾证": [
  "残疾人证"
 ],
 "评残": [
  "残疾人证"
 ],
 "残疾": [
  "残疾人"
 ],
 "瘫痪": [
  "残疾人",
  "失能老人",
  "护理补贴"
 ],
 "轮椅": [
  "残疾人辅助器具",
  "残疾人"
 ],
 "听力": [
  "残疾人证",
  "残疾鉴定"
 ],
 "聋": [
  "残疾人证",
  "残疾鉴定"
 ],
 "哑": [
  "残疾人证",
  "残疾鉴定"
 ],
 "失明": [
  "残疾人证",
  "残疾鉴定"
 ],
 "看不见": [
  "残疾人证",
  "残疾鉴定"
 ],
 "瘸": [
  "残疾人证",
  "残疾鉴定"
 ],
 "打官司": [
  "法律援助"
 ],
 "律师": [
  "法律援助"
 ],
 "请律师": [
  "法律援助"
 ],
 "欠薪": [
  "工资拖欠",
  "讨薪",
  "法律援助"
 ],
 "拖欠工资": [
  "工资拖欠",
  "讨薪",
  "法律援助"
 ],
 "不发工资": [
  "工资拖欠",
  "讨薪",
  "法律援助"
 ],
 "讨薪": [
  "工资拖欠",
  "法律援助"
 ],
 "工钱": [
  "工资拖欠",
  "讨薪",
  "法律援助"
 ],
 "上班受伤": [
  "工伤",
  "受伤"
 ],
 "摔断": [
  "工伤",
  "受伤"
 ],
 "摔伤": [
  "工伤",
  "受伤"
 ],
 "受伤": [
  "工伤"
 ],
 "下班路上": [
  "工伤",
  "受伤"
 ],
 "职业病": [
  "工伤",
  "受伤"
 ],
 "失业": [
  "失业保险金",
  "失业登记"
 ],
 "下岗": [
  "失业保险金",
  "失业登记"
 ],
 "辞退": [
  "失业保险金",
  "失业登记"
 ],
 "裁员": [
  "失业保险金",
  "失业登记"
 ],
 "没工作": [
  "失业保险金",
  "失业登记"
 ],
 "被炒": [
  "失业保险金",
  "失业登记"
 ],
 "找工作": [
  "就业",
  "失业登记"
 ],
 "招聘": [
  "就业",
  "失业登记"
 ],
 "就业": [
  "失业登记"
 ],
 "社保": [
  "社会保险",
  "参保登记"
 ],
 "五险": [
  "社会保险",
  "社保"
 ],
 "社保卡": [
  "社会保障卡"
 ],
 "医保卡": [
  "社会保障卡"
 ],
 "养老金": [
  "养老保险",
  "养老保险待遇"
 ],
 "退休金": [
  "养老保险"
 ],
 "退休工资": [
  "养老保险"
 ],
 "退休": [
  "养老保险"
 ],
 "刷脸": [
  "资格认证"
 ],
 "人脸": [
  "资格认证"
 ],
 "年审": [
  "资格认证"
 ],
 "看病": [
  "医疗费用",
  "就医",
  "医疗"
 ],
 "住院": [
  "医疗费用",
  "就医",
  "医疗"
 ],
 "医院": [
  "医疗费用",
  "就医",
  "医疗"
 ],
 "医药费": [
  "医疗费用",
  "就医",
  "医疗"
 ],
 "药费": [
  "医疗费用",
  "就医",
  "医疗"
 ],
 "外地看病": [
  "异地就医"
 ],
 "外地住院": [
  "异地就医"
 ],
 "跨省": [
  "异地就医"
 ],
 "外省": [
  "异地就医"
 ],
 "省外": [
  "异地就医"
 ],
 "异地": [
  "异地就医"
 ],
 "发票": [
  "报销"
 ],
 "诊所": [
  "医疗机构",
  "门诊部",
  "诊所备案"
 ],
 "牙科": [
  "医疗机构",
  "门诊部"
 ],
 "口腔": [
  "医疗机构",
  "门诊部"
 ],
 "中医馆": [
  "医疗机构",
  "门诊部"
 ],
 "门诊": [
  "医疗机构",
  "门诊部"
 ],
 "药店": [
  "药品零售"
 ],
 "药房": [
  "药品零售",
  "药店"
 ],
 "大药房": [
  "药品零售",
  "药店"
 ],
 "卖药": [
  "药品零售",
  "药店"
 ],
 "养猪": [
  "动物防疫",
  "养殖场"
 ],
 "养鸡": [
  "动物防疫",
  "养殖场"
 ],
 "养牛": [
  "动物防疫",
  "养殖场"
 ],
 "养羊": [
  "动物防疫",
  "养殖场"
 ],
 "养鸭": [
  "动物防疫",
  "养殖场"
 ],
 "养殖": [
  "动物防疫",
  "养殖场"
 ],
 "屠宰": [
  "动物防疫",
  "养殖场"
 ],
 "宠物医院": [
  "动物诊疗"
 ],
 "宠物": [
  "动物诊疗"
 ],
 "种子": [
  "种子生产经营"
 ],
 "砍树": [
  "林木采伐"
 ],
 "砍": [
  "林木采伐"
 ],
 "伐木": [
  "林木采伐"
 ],
 "杨树": [
  "林木采伐"
 ],
 "松树": [
  "林木采伐"
 ],
 "树木": [
  "林木采伐"
 ],
 "地界": [
  "土地权属争议"
 ],
 "争地": [
  "土地权属争议"
 ],
 "占了我家的地": [
  "土地权属争议"
 ],
 "土地纠纷": [
  "土地权属争议"
 ],
 "一块地": [
  "土地权属争议"
 ],
 "占地": [
  "耕地开垦费",
  "占用耕地"
 ],
 "占用耕地": [
  "耕地开垦费"
 ],
 "占耕地": [
  "耕地开垦费",
  "占用耕地"
 ],
 "打井": [
  "取水许可"
 ],
 "一口井": [
  "取水许可",
  "打井"
 ],
 "水井": [
  "取水许可",
  "打井"
 ],
 "抽水": [
  "取水许可",
  "打井"
 ],
 "地下水": [
  "取水许可",
  "打井"
 ],
 "自来水": [
  "供水报装"
 ],
 "水表": [
  "供水报装",
  "自来水"
 ],
 "通水": [
  "供水报装",
  "自来水"
 ],
 "天然气": [
  "燃气报装"
 ],
 "煤气": [
  "燃气报装"
 ],
 "燃气": [
  "燃气报装"
 ],
 "通气": [
  "燃气报装"
 ],
 "电表": [
  "用电报装"
 ],
 "通电": [
  "用电报装"
 ],
 "污水": [
  "污水排入",
  "排水许可"
 ],
 "脏水": [
  "污水排入",
  "排水许可"
 ],
 "下水道": [
  "污水排入",
  "排水许可"
 ],
 "排水": [
  "污水排入",
  "排水许可"
 ],
 "排污": [
  "排污许可"
 ],
 "排污证": [
  "排污许可"
 ],
 "垃圾": [
  "垃圾处理费"
 ],
 "垃圾费": [
  "垃圾处理费"
 ],
 "挖路": [
  "挖掘城市道路"
 ],
 "挖马路": [
  "挖掘城市道路"
 ],
 "破路": [
  "挖掘城市道路"
 ],
 "马路": [
  "挖掘城市道路"
 ],
 "人行道": [
  "挖掘城市道路"
 ],
 "占道": [
  "占用",
  "临时占道"
 ],
 "广告牌": [
  "户外广告"
 ],
 "招牌": [
  "户外广告",
  "门店招牌"
 ],
 "门头": [
  "户外广告",
  "门店招牌"
 ],
 "工地": [
  "施工许可",
  "开工"
 ],
 "开工": [
  "施工许可"
 ],
 "盖楼": [
  "施工许可",
  "开工"
 ],
 "水保": [
  "水土保持"
 ],
 "避雷": [
  "防雷",
  "雷电防护"
 ],
 "防雷": [
  "雷电防护"
 ],
 "消防": [
  "消防验收",
  "消防安全检查"
 ],
 "电梯": [
  "特种设备使用登记"
 ],
 "锅炉": [
  "特种设备使用登记"
 ],
 "叉车": [
  "特种设备使用登记"
 ],
 "起重机": [
  "特种设备使用登记"
 ],
 "吊车": [
  "特种设备使用登记"
 ],
 "压力罐": [
  "特种设备使用登记"
 ],
 "滴滴": [
  "网络预约出租汽车"
 ],
 "网约车": [
  "网络预约出租汽车"
 ],
 "跑滴滴": [
  "网络预约出租汽车"
 ],
 "快车司机": [
  "网络预约出租汽车"
 ],
 "出租车": [
  "出租汽车"
 ],
 "的士": [
  "出租汽车"
 ],
 "货车": [
  "道路货物运输"
 ],
 "大货车": [
  "道路货物运输"
 ],
 "拉货": [
  "道路货物运输"
 ],
 "货运": [
  "道路货物运输"
 ],
 "跑运输": [
  "道路货物运输"
 ],
 "物流": [
  "道路货物运输"
 ],
 "客车": [
  "道路旅客运输"
 ],
 "大巴": [
  "道路旅客运输"
 ],
 "接送学生": [
  "校车"
 ],
 "驾照": [
  "机动车驾驶证"
 ],
 "驾驶证": [
  "机动车驾驶证"
 ],
 "车牌": [
  "机动车登记",
  "上牌",
  "机动车号牌"
 ],
 "上牌": [
  "机动车登记"
 ],
 "牌照": [
  "机动车登记",
  "上牌"
 ],
 "幼儿园": [
  "民办学校",
  "入园"
 ],
 "托儿所": [
  "幼儿园",
  "民办学校"
 ],
 "辅导班": [
  "民办学校",
  "培训学校"
 ],
 "培训班": [
  "民办学校",
  "培训学校"
 ],
 "补习班": [
  "民办学校",
  "培训学校"
 ],
 "培训机构": [
  "民办学校",
  "培训学校"
 ],
 "办学": [
  "民办学校",
  "培训学校"
 ],
 "教师证": [
  "教师资格"
 ],
 "教资": [
  "教师资格"
 ],
 "入学": [
  "转学"
 ],
 "上学": [
  "入学",
  "转学"
 ],
 "转学": [
  "入学"
 ],
 "理发店": [
  "公共场所卫生"
 ],
 "理发": [
  "公共场所卫生"
 ],
 "美容": [
  "公共场所卫生"
 ],
 "美发": [
  "公共场所卫生"
 ],
 "宾馆": [
  "公共场所卫生"
 ],
 "旅馆": [
  "公共场所卫生"
 ],
 "酒店": [
  "公共场所卫生"
 ],
 "民宿": [
  "公共场所卫生"
 ],
 "浴室": [
  "公共场所卫生"
 ],
 "足浴": [
  "公共场所卫生"
 ],
 "洗脚": [
  "公共场所卫生"
 ],
 "游泳馆": [
  "公共场所卫生"
 ],
 "KTV": [
  "娱乐场所"
 ],
 "歌厅": [
  "娱乐场所"
 ],
 "酒吧": [
  "娱乐场所"
 ],
 "舞厅": [
  "娱乐场所"
 ],
 "游戏厅": [
  "娱乐场所"
 ],
 "网吧": [
  "互联网上网服务"
 ],
 "演唱会": [
  "营业性演出"
 ],
 "音乐会": [
  "营业性演出"
 ],
 "歌手": [
  "营业性演出"
 ],
 "演出": [
  "营业性演出"
 ],
 "晚会": [
  "营业性演出"
 ],
 "书店": [
  "出版物零售"
 ],
 "卖书": [
  "出版物零售"
 ],
 "图书": [
  "出版物零售"
 ],
 "绘本": [
  "出版物零售"
 ],
 "卖烟": [
  "烟草专卖零售"
 ],
 "香烟": [
  "烟草专卖零售"
 ],
 "烟证": [
  "烟草专卖零售"
 ],
 "抽烟": [
  "烟草专卖零售"
 ],
 "卖酒": [
  "食品经营",
  "酒类"
 ],
 "油漆": [
  "危险化学品经营"
 ],
 "酒精": [
  "危险化学品经营"
 ],
 "加油站": [
  "危险化学品经营"
 ],
 "汽油": [
  "危险化学品经营"
 ],
 "化工": [
  "危险化学品经营"
 ],
 "稀料": [
  "危险化学品经营"
 ],
 "烟花": [
  "烟花爆竹"
 ],
 "鞭炮": [
  "烟花爆竹"
 ],
 "豆腐": [
  "食品小作坊",
  "小作坊"
 ],
 "榨油": [
  "食品小作坊",
  "小作坊"
 ],
 "粉条": [
  "食品小作坊",
  "小作坊"
 ],
 "腌菜": [
  "食品小作坊",
  "小作坊"
 ],
 "作坊": [
  "食品小作坊",
  "小作坊"
 ],
 "酿酒": [
  "食品小作坊",
  "小作坊"
 ],
 "中介": [
  "人力资源服务",
  "职业介绍"
 ],
 "职介": [
  "人力资源服务",
  "职业介绍"
 ],
 "职业介绍": [
  "人力资源服务"
 ],
 "招工": [
  "人力资源服务",
  "职业介绍"
 ],
 "猎头": [
  "人力资源服务",
  "职业介绍"
 ],
 "派遣": [
  "劳务派遣"
 ],
 "外派": [
  "劳务派遣"
 ],
 "劳务工": [
  "劳务派遣"
 ],
 "专利": [
  "专利侵权"
 ],
 "抄袭": [
  "专利侵权"
 ],
 "仿冒": [
  "专利侵权"
 ],
 "山寨": [
  "专利侵权"
 ],
 "护照": [
  "普通护照"
 ],
 "出国": [
  "普通护照"
 ],
 "港澳": [
  "往来港澳通行证"
 ],
 "香港": [
  "往来港澳通行证"
 ],
 "澳门": [
  "往来港澳通行证"
 ],
 "台湾": [
  "往来台湾通行证"
 ],
 "外地人": [
  "居住证"
 ],
 "打工": [
  "务工",
  "外出务工",
  "居住证"
 ],
 "档案": [
  "档案查询"
 ],
 "工龄": [
  "档案查询"
 ],
 "招工表": [
  "档案查询"
 ],
 "救人": [
  "见义勇为"
 ],
 "独生子女": [
  "计划生育家庭奖励"
 ],
 "独女": [
  "计划生育家庭奖励"
 ],
 "双女": [
  "计划生育家庭奖励"
 ],
 "计划生育": [
  "计划生育家庭奖励"
 ],
 "去世": [
  "殡葬",
  "死亡"
 ],
 "死亡": [
  "殡葬"
 ],
 "火化": [
  "殡葬",
  "死亡"
 ],
 "埋葬": [
  "殡葬",
  "死亡"
 ],
 "墓地": [
  "殡葬",
  "死亡"
 ],
 "当兵": [
  "兵役",
  "入伍"
 ],
 "参军": [
  "兵役",
  "入伍"
 ],
 "入伍": [
  "兵役"
 ],
 "退伍": [
  "退役军人",
  "优抚"
 ],
 "退役": [
  "退役军人",
  "优抚"
 ],
 "军属": [
  "退役军人",
  "优抚"
 ],
 "契税": [
  "税"
 ],
 "交税": [
  "税"
 ],
 "信访": [
  "投诉"
 ],
 "丢": [
  "补领",
  "补办",
  "挂失"
 ],
 "弄没": [
  "补领",
  "补办",
  "挂失"
 ],
 "挂失": [
  "补领",
  "补办"
 ],
 "补办": [
  "补领"
 ],
 "补一张": [
  "补领",
  "补办"
 ],
 "重办": [
  "补领",
  "换领"
 ],
 "换新": [
  "换领",
  "换发"
 ],
 "期满": [
  "到期",
  "换领"
 ],
 "续期": [
  "延续"
 ],
 "磨损": [
  "换领"
 ],
 "消磁": [
  "换领",
  "补领"
 ],
 "注册": [
  "设立登记",
  "登记"
 ],
 "关门": [
  "注销登记"
 ],
 "停业": [
  "注销登记"
 ],
 "倒闭": [
  "注销登记",
  "失业"
 ],
 "不干了": [
  "注销登记"
 ],
 "关店": [
  "注销登记"
 ],
 "销户": [
  "注销"
 ],
 "销掉": [
  "注销"
 ],
 "改成": [
  "变更"
 ],
 "更改": [
  "变更"
 ],
 "换成": [
  "变更"
 ],
 "更名": [
  "变更",
  "姓名变更"
 ],
 "写错": [
  "变更更正",
  "更正"
 ],
 "错了": [
  "变更更正",
  "更正"
 ],
 "登错": [
  "变更更正",
  "更正"
 ],
 "报批": [
  "审批",
  "许可"
 ],
 "批准": [
  "审批",
  "许可"
 ],
 "报备": [
  "备案"
 ],
 "上报": [
  "申报",
  "备案"
 ],
 "缴费": [
  "缴纳",
  "参保登记"
 ],
 "交钱": [
  "缴纳",
  "缴费"
 ],
 "交费": [
  "缴纳",
  "缴费"
 ],
 "打印": [
  "查询",
  "记录"
 ],
 "报账": [
  "报销"
 ],
 "报帐": [
  "报销"
 ],
 "报得了": [
  "报销"
 ],
 "评级": [
  "鉴定"
 ],
 "鉴定": [
  "认定"
 ],
 "评上": [
  "认定"
 ],
 "约号": [
  "预约"
 ],
 "排号": [
  "预约"
 ],
 "提前约": [
  "预约"
 ],
 "订个": [
  "预约"
 ],
 "给钱": [
  "补贴",
  "补助",
  "津贴"
 ],
 "补钱": [
  "补贴",
  "补助"
 ],
 "补多少": [
  "补贴",
  "补助"
 ],
 "有补": [
  "补贴",
  "补助"
 ],
 "国家补": [
  "补贴",
  "补助"
 ],
 "政府补": [
  "补贴",
  "补助"
 ],
 "领点钱": [
  "补贴",
  "津贴",
  "补助"
 ],
 "钱领": [
  "津贴",
  "补贴",
  "补助"
 ],
 "有钱拿": [
  "津贴",
  "补贴",
  "补助"
 ],
 "拿钱": [
  "津贴",
  "补贴",
  "补助"
 ],
 "奖金": [
  "奖励"
 ],
 "有奖": [
  "奖励"
 ],
 "不要钱": [
  "免费"
 ],
 "不花钱": [
  "免费"
 ],
 "免钱": [
  "免费",
  "减免"
 ],
 "白领": [
  "免费"
 ],
 "不收钱": [
  "免费"
 ],
 "借钱": [
  "贷款"
 ],
 "贷钱": [
  "贷款"
 ],
 "周转": [
  "贷款",
  "临时救助"
 ],
 "房租补": [
  "住房租赁补贴"
 ],
 "老爷子": [
  "老年人",
  "高龄"
 ],
 "大爷": [
  "老年人"
 ],
 "大妈": [
  "老年人"
 ],
 "老奶奶": [
  "老年人",
  "高龄"
 ],
 "老汉": [
  "老年人"
 ],
 "七十岁": [
  "老年人"
 ],
 "七十多": [
  "老年人"
 ],
 "上了年纪": [
  "老年人"
 ],
 "老人家": [
  "老年人"
 ],
 "老爸": [
  "父母",
  "老年人"
 ],
 "老妈": [
  "父母",
  "老年人"
 ],
 "老娘": [
  "父母",
  "老年人"
 ],
 "爸妈": [
  "父母"
 ],
 "爹妈": [
  "父母"
 ],
 "爹娘": [
  "父母"
 ],
 "老公": [
  "夫妻",
  "配偶"
 ],
 "老婆": [
  "夫妻",
  "配偶"
 ],
 "媳妇": [
  "夫妻",
  "配偶"
 ],
 "婆娘": [
  "夫妻",
  "配偶"
 ],
 "两口子": [
  "夫妻"
 ],
 "娃": [
  "孩子",
  "儿童"
 ],
 "娃儿": [
  "孩子",
  "儿童"
 ],
 "小孩": [
  "孩子",
  "儿童"
 ],
 "小朋友": [
  "孩子",
  "儿童"
 ],
 "孙子": [
  "孩子",
  "儿童"
 ],
 "孙女": [
  "孩子",
  "儿童"
 ],
 "儿子": [
  "子女",
  "孩子"
 ],
 "女儿": [
  "子女",
  "孩子"
 ],
 "闺女": [
  "子女",
  "孩子"
 ],
 "崽": [
  "孩子",
  "儿童"
 ],
 "员工": [
  "职工"
 ],
 "工人": [
  "职工"
 ],
 "老师": [
  "教师"
 ],
 "大学生": [
  "毕业生",
  "高校毕业生"
 ],
 "应届生": [
  "毕业生"
 ],
 "农民": [
  "村民",
  "农村"
 ],
 "乡下": [
  "农村"
 ],
 "村里": [
  "农村"
 ],
 "过世": [
  "死亡",
  "去世",
  "殡葬"
 ],
 "不在了": [
  "死亡",
  "去世"
 ],
 "后事": [
  "殡葬"
 ],
 "丧事": [
  "殡葬"
 ],
 "丧葬": [
  "殡葬"
 ],
 "骨灰": [
  "殡葬",
  "火化"
 ],
 "火葬": [
  "殡葬",
  "火化"
 ],
 "怀孕": [
  "生育登记",
  "孕"
 ],
 "怀上": [
  "怀孕",
  "生育登记"
 ],
 "怀了": [
  "怀孕",
  "生育登记"
 ],
 "二胎": [
  "生育登记"
 ],
 "三胎": [
  "生育登记"
 ],
 "备孕": [
  "孕前"
 ],
 "产检": [
  "生育保险",
  "怀孕"
 ],
 "待产": [
  "生育保险"
 ],
 "体检": [
  "健康体检",
  "检查"
 ],
 "扯证": [
  "结婚登记",
  "结婚证"
 ],
 "打结婚证": [
  "结婚登记"
 ],
 "成家": [
  "结婚登记"
 ],
 "离了": [
  "离婚"
 ],
 "婚检": [
  "婚前医学检查"
 ],
 "分家": [
  "分户"
 ],
 "分开户": [
  "分户"
 ],
 "房产": [
  "不动产"
 ],
 "产权证": [
  "不动产"
 ],
 "名下": [
  "不动产登记",
  "过户"
 ],
 "加名字": [
  "不动产转移登记",
  "过户"
 ],
 "赠与": [
  "不动产转移登记",
  "过户"
 ],
 "继承": [
  "公证",
  "不动产转移登记"
 ],
 "遗产": [
  "公证",
  "不动产转移登记"
 ],
 "遗嘱": [
  "公证"
 ],
 "委托书": [
  "公证"
 ],
 "廉租房": [
  "公共租赁住房"
 ],
 "公租房": [
  "公共租赁住房"
 ],
 "保障房": [
  "公共租赁住房",
  "住房租赁补贴"
 ],
 "没地方住": [
  "公共租赁住房"
 ],
 "危房": [
  "农村危房改造"
 ],
 "漏雨": [
  "危房",
  "维修"
 ],
 "漏水": [
  "维修",
  "供水"
 ],
 "裂缝": [
  "危房"
 ],
 "裂了": [
  "危房"
 ],
 "要塌": [
  "危房"
 ],
 "塌了": [
  "倒损",
  "因灾倒损房屋"
 ],
 "冲垮": [
  "倒损",
  "因灾倒损房屋"
 ],
 "冲走": [
  "受灾",
  "自然灾害"
 ],
 "洪水": [
  "自然灾害",
  "受灾"
 ],
 "发大水": [
  "自然灾害",
  "受灾"
 ],
 "台风": [
  "自然灾害",
  "受灾"
 ],
 "地震": [
  "自然灾害",
  "受灾"
 ],
 "冰雹": [
  "气象灾害",
  "受灾"
 ],
 "翻盖": [
  "建房",
  "宅基地"
 ],
 "重盖": [
  "建房",
  "宅基地"
 ],
 "翻新房": [
  "建房",
  "危房改造"
 ],
 "起房子": [
  "建房",
  "宅基地"
 ],
 "修房子": [
  "危房改造",
  "建房"
 ],
 "维修基金": [
  "专项维修资金"
 ],
 "大修基金": [
  "专项维修资金"
 ],
 "老楼": [
  "既有住宅",
  "老旧小区"
 ],
 "旧楼": [
  "既有住宅",
  "老旧小区"
 ],
 "爬楼": [
  "加装电梯"
 ],
 "没电梯": [
  "加装电梯"
 ],
 "装电梯": [
  "加装电梯",
  "特种设备使用登记"
 ],
 "房东": [
  "房屋租赁",
  "租房"
 ],
 "租客": [
  "房屋租赁",
  "租房"
 ],
 "出租": [
  "房屋租赁",
  "租房"
 ],
 "租房": [
  "房屋租赁"
 ],
 "房屋抵押": [
  "不动产抵押登记"
 ],
 "扶手": [
  "适老化改造",
  "无障碍改造"
 ],
 "坡道": [
  "无障碍改造"
 ],
 "门牌": [
  "门牌号码"
 ],
 "驾驶本": [
  "机动车驾驶证"
 ],
 "电瓶车": [
  "电动自行车"
 ],
 "电动车": [
  "电动自行车"
 ],
 "电驴": [
  "电动自行车"
 ],
 "大车": [
  "道路货物运输",
  "货车"
 ],
 "渣土": [
  "建筑垃圾"
 ],
 "余泥": [
  "建筑垃圾"
 ],
 "快车": [
  "网络预约出租汽车"
 ],
 "拖拉机": [
  "农机"
 ],
 "收割机": [
  "农机"
 ],
 "插秧机": [
  "农机"
 ],
 "旋耕机": [
  "农机"
 ],
 "校车": [
  "接学生"
 ],
 "超高": [
  "超限运输"
 ],
 "大件运输": [
  "超限运输"
 ],
 "开除": [
  "失业",
  "劳动人事争议"
 ],
 "炒鱿鱼": [
  "失业"
 ],
 "被裁": [
  "失业"
 ],
 "失业金": [
  "失业保险金"
 ],
 "没活干": [
  "失业",
  "就业"
 ],
 "没班上": [
  "失业"
 ],
 "待业": [
  "失业登记",
  "未就业"
 ],
 "找活": [
  "就业",
  "公益岗"
 ],
 "找个活": [
  "就业",
  "公益岗"
 ],
 "断了": [
  "受伤",
  "工伤"
 ],
 "弄断": [
  "受伤",
  "工伤"
 ],
 "砸伤": [
  "工伤",
  "受伤"
 ],
 "砸到": [
  "工伤",
  "受伤"
 ],
 "压伤": [
  "工伤",
  "受伤"
 ],
 "烫伤": [
  "工伤",
  "受伤"
 ],
 "轧伤": [
  "工伤",
  "受伤"
 ],
 "摔下": [
  "工伤",
  "受伤"
 ],
 "掉下来": [
  "工伤",
  "受伤"
 ],
 "出车祸": [
  "工伤",
  "受伤"
 ],
 "伤残": [
  "劳动能力鉴定",
  "工伤"
 ],
 "几级": [
  "劳动能力鉴定",
  "等级"
 ],
 "血汗钱": [
  "拖欠工资",
  "工资"
 ],
 "欠工资": [
  "拖欠工资",
  "工资拖欠"
 ],
 "工资没发": [
  "拖欠工资",
  "工资拖欠"
 ],
 "没发工资": [
  "拖欠工资",
  "工资拖欠"
 ],
 "不给工资": [
  "拖欠工资",
  "工资拖欠"
 ],
 "不给钱": [
  "拖欠工资"
 ],
 "没签合同": [
  "劳动人事争议仲裁"
 ],
 "违法辞退": [
  "劳动人事争议仲裁"
 ],
 "赔偿金": [
  "劳动人事争议仲裁",
  "工伤保险待遇"
 ],
 "加班费": [
  "拖欠工资",
  "劳动人事争议"
 ],
 "打零工": [
  "灵活就业"
 ],
 "零工": [
  "灵活就业"
 ],
 "自由职业": [
  "灵活就业"
 ],
 "没单位": [
  "灵活就业"
 ],
 "自己交": [
  "灵活就业",
  "个人交"
 ],
 "自个儿交": [
  "灵活就业",
  "个人交"
 ],
 "倒班": [
  "综合计算工时"
 ],
 "学手艺": [
  "职业技能培训"
 ],
 "学技术": [
  "职业技能培训"
 ],
 "培训": [
  "职业技能培训"
 ],
 "考证": [
  "职工技能提升",
  "职业资格"
 ],
 "创业": [
  "创业补贴",
  "创业担保贷款"
 ],
 "养老钱": [
  "养老保险",
  "养老金"
 ],
 "到龄": [
  "养老保险待遇",
  "退休"
 ],
 "医保": [
  "医疗保险"
 ],
 "新农合": [
  "居民基本医疗保险"
 ],
 "合作医疗": [
  "居民基本医疗保险"
 ],
 "农合": [
  "居民基本医疗保险"
 ],
 "新农保": [
  "居民基本养老保险"
 ],
 "加保": [
  "职工参保登记"
 ],
 "停保": [
  "职工参保登记"
 ],
 "增员": [
  "职工参保登记"
 ],
 "减员": [
  "职工参保登记"
 ],
 "社保证明": [
  "社会保险权益记录"
 ],
 "缴费记录": [
  "社会保险权益记录"
 ],
 "转走": [
  "转移"
 ],
 "转回": [
  "转移",
  "转移接续"
 ],
 "转出": [
  "转移",
  "转移接续"
 ],
 "大病": [
  "大病保险",
  "医疗救助"
 ],
 "重病": [
  "大病保险",
  "医疗救助"
 ],
 "慢病": [
  "门诊慢特病"
 ],
 "慢性病": [
  "门诊慢特病"
 ],
 "高血压": [
  "门诊慢特病",
  "慢病"
 ],
 "糖尿病": [
  "门诊慢特病",
  "慢病"
 ],
 "尿毒症": [
  "门诊慢特病",
  "大病"
 ],
 "透析": [
  "门诊慢特病",
  "大病"
 ],
 "癌症": [
  "大病",
  "特殊药品"
 ],
 "靶向药": [
  "特殊药品"
 ],
 "化疗": [
  "大病",
  "门诊慢特病"
 ],
 "自费药": [
  "特殊药品"
 ],
 "二次报": [
  "大病保险",
  "二次报销"
 ],
 "再报": [
  "大病保险",
  "二次报销"
 ],
 "住院费": [
  "医疗费用",
  "报销"
 ],
 "省城看病": [
  "异地就医"
 ],
 "去外地": [
  "异地",
  "异地就医"
 ],
 "随子女": [
  "异地就医"
 ],
 "假肢": [
  "残疾人辅助器具"
 ],
 "拐杖": [
  "残疾人辅助器具"
 ],
 "助听器": [
  "残疾人辅助器具"
 ],
 "自闭症": [
  "残疾儿童康复"
 ],
 "脑瘫": [
  "残疾儿童康复"
 ],
 "康复训练": [
  "残疾儿童康复"
 ],
 "智障": [
  "智力残疾",
  "残疾人"
 ],
 "卧床": [
  "失能老人",
  "护理补贴"
 ],
 "瘫": [
  "失能",
  "护理补贴",
  "残疾人"
 ],
 "下不了床": [
  "失能老人",
  "护理补贴"
 ],
 "不能自理": [
  "失能老人",
  "护理补贴"
 ],
 "生活不能": [
  "失能",
  "护理补贴"
 ],
 "痴呆": [
  "失能老人",
  "护理补贴"
 ],
 "精神病": [
  "精神障碍"
 ],
 "走不动": [
  "上门"
 ],
 "腿脚不便": [
  "上门",
  "残疾人"
 ],
 "没人照顾": [
  "托养",
  "照料"
 ],
 "没人照看": [
  "托养",
  "照料",
  "托管"
 ],
 "没人管": [
  "救助",
  "照料",
  "托管"
 ],
 "没人带": [
  "托管",
  "照料"
 ],
 "独居": [
  "独居老人"
 ],
 "一个人住": [
  "独居老人"
 ],
 "送饭": [
  "助餐"
 ],
 "读书": [
  "入学",
  "上学"
 ],
 "念书": [
  "入学",
  "上学"
 ],
 "上小学": [
  "入学"
 ],
 "上初中": [
  "入学"
 ],
 "一年级": [
  "义务教育入学"
 ],
 "小升初": [
  "义务教育入学"
 ],
 "学位": [
  "入学"
 ],
 "转校": [
  "转学"
 ],
 "换学校": [
  "转学"
 ],
 "休学": [
  "延缓入学"
 ],
 "学费": [
  "资助",
  "助学"
 ],
 "交不起": [
  "资助",
  "困难",
  "缓缴"
 ],
 "上幼儿园": [
  "入园"
 ],
 "外地户口": [
  "随迁子女",
  "居住证"
 ],
 "高考": [
  "随迁子女"
 ],
 "助学金": [
  "资助",
  "助学"
 ],
 "托管": [
  "托管报名"
 ],
 "暑假": [
  "寒暑假托管"
 ],
 "寒假": [
  "寒暑假托管"
 ],
 "放假": [
  "寒暑假托管"
 ],
 "幼师": [
  "教师资格"
 ],
 "借书": [
  "农家书屋"
 ],
 "种地": [
  "耕地",
  "承包地"
 ],
 "庄稼": [
  "农业",
  "耕地"
 ],
 "鱼塘": [
  "水域滩涂养殖"
 ],
 "养鱼": [
  "水域滩涂养殖"
 ],
 "养虾": [
  "水域滩涂养殖"
 ],
 "养螃蟹": [
  "水域滩涂养殖"
 ],
 "龙虾": [
  "水域滩涂养殖"
 ],
 "水库": [
  "水域滩涂养殖"
 ],
 "死猪": [
  "病死畜禽无害化处理"
 ],
 "猪瘟": [
  "病死畜禽",
  "动物检疫"
 ],
 "病死": [
  "病死畜禽无害化处理"
 ],
 "检疫票": [
  "动物检疫"
 ],
 "卖猪": [
  "动物检疫"
 ],
 "树苗": [
  "林业植物检疫"
 ],
 "山林": [
  "林木采伐",
  "林地"
 ],
 "锯树": [
  "林木采伐"
 ],
 "烧荒": [
  "野外用火"
 ],
 "秸秆": [
  "野外用火"
 ],
 "上坟": [
  "野外用火",
  "殡葬"
 ],
 "烧纸": [
  "野外用火"
 ],
 "承包地": [
  "土地承包"
 ],
 "包地": [
  "土地经营权流转"
 ],
 "租地": [
  "土地经营权流转"
 ],
 "流转": [
  "土地经营权流转"
 ],
 "大棚": [
  "设施农业用地"
 ],
 "茅房": [
  "户厕",
  "厕所"
 ],
 "茅厕": [
  "户厕",
  "厕所"
 ],
 "旱厕": [
  "户厕"
 ],
 "吃水": [
  "农村饮水"
 ],
 "没水": [
  "农村饮水"
 ],
 "停水": [
  "农村饮水",
  "供水"
 ],
 "种粮": [
  "耕地地力保护补贴"
 ],
 "大户": [
  "家庭农场"
 ],
 "买农机": [
  "农机购置补贴"
 ],
 "酒席": [
  "集体聚餐"
 ],
 "办席": [
  "集体聚餐"
 ],
 "喜酒": [
  "集体聚餐"
 ],
 "红白事": [
  "集体聚餐"
 ],
 "养蜂": [
  "养殖"
 ],
 "野猪": [
  "野生动物"
 ],
 "鹦鹉": [
  "野生动物"
 ],
 "挖沙": [
  "采砂"
 ],
 "河沙": [
  "采砂"
 ],
 "村干部": [
  "村级"
 ],
 "村委会": [
  "村级",
  "村务"
 ],
 "退耕": [
  "退耕还林"
 ],
 "护林": [
  "生态护林员"
 ],
 "开店": [
  "个体工商户设立登记",
  "设立登记"
 ],
 "做生意": [
  "个体工商户设立登记",
  "创业"
 ],
 "做买卖": [
  "个体工商户设立登记",
  "创业"
 ],
 "执照": [
  "营业执照"
 ],
 "转让": [
  "变更",
  "转移"
 ],
 "转店": [
  "变更"
 ],
 "盘店": [
  "变更"
 ],
 "合伙": [
  "企业设立登记"
 ],
 "环保": [
  "环境影响",
  "排污"
 ],
 "环评": [
  "环境影响"
 ],
 "油烟": [
  "环境影响",
  "排污"
 ],
 "麻辣烫": [
  "餐饮",
  "食品经营"
 ],
 "米粉": [
  "餐饮",
  "食品经营"
 ],
 "米线": [
  "餐饮",
  "食品经营"
 ],
 "串串": [
  "餐饮",
  "食品经营"
 ],
 "盒饭": [
  "餐饮",
  "食品经营"
 ],
 "炸鸡": [
  "餐饮",
  "食品经营"
 ],
 "烧饼": [
  "餐饮",
  "食品经营"
 ],
 "煎饼": [
  "食品摊贩",
  "餐饮"
 ],
 "豆浆": [
  "餐饮",
  "食品经营"
 ],
 "冷饮": [
  "餐饮",
  "食品经营"
 ],
 "熟食": [
  "餐饮",
  "食品经营"
 ],
 "凉菜": [
  "餐饮",
  "食品经营"
 ],
 "饺子": [
  "餐饮",
  "食品经营"
 ],
 "饮品": [
  "餐饮",
  "食品经营"
 ],
 "推车": [
  "食品摊贩"
 ],
 "摊": [
  "食品摊贩",
  "个体工商户"
 ],
 "摊位": [
  "食品摊贩",
  "个体工商户"
 ],
 "美甲": [
  "公共场所卫生"
 ],
 "澡堂": [
  "公共场所卫生"
 ],
 "桑拿": [
  "公共场所卫生"
 ],
 "洗浴": [
  "公共场所卫生"
 ],
 "烫发": [
  "公共场所卫生"
 ],
 "剃头": [
  "理发",
  "公共场所卫生"
 ],
 "健身房": [
  "公共场所卫生",
  "体育"
 ],
 "攀岩": [
  "高危险性体育"
 ],
 "滑雪": [
  "高危险性体育"
 ],
 "游泳": [
  "高危险性体育",
  "公共场所卫生"
 ],
 "棋牌": [
  "娱乐场所"
 ],
 "剧本杀": [
  "娱乐场所"
 ],
 "网咖": [
  "互联网上网服务"
 ],
 "上网": [
  "互联网上网服务"
 ],
 "口罩": [
  "医疗器械"
 ],
 "血压计": [
  "医疗器械"
 ],
 "血糖仪": [
  "医疗器械"
 ],
 "体温计": [
  "医疗器械"
 ],
 "充值": [
  "预付卡"
 ],
 "储值": [
  "预付卡"
 ],
 "会员卡": [
  "预付卡"
 ],
 "办卡": [
  "预付卡"
 ],
 "假货": [
  "消费投诉"
 ],
 "退货": [
  "消费投诉"
 ],
 "退款": [
  "消费投诉"
 ],
 "商家": [
  "消费投诉"
 ],
 "被坑": [
  "消费投诉"
 ],
 "黑心": [
  "消费投诉",
  "举报"
 ],
 "吃坏": [
  "食品安全",
  "消费投诉"
 ],
 "变质": [
  "食品安全",
  "消费投诉"
 ],
 "举报": [
  "举报奖励",
  "投诉"
 ],
 "庙会": [
  "大型群众性活动"
 ],
 "灯会": [
  "大型群众性活动"
 ],
 "展销会": [
  "大型群众性活动"
 ],
 "上千人": [
  "大型群众性活动"
 ],
 "牌匾": [
  "门店招牌"
 ],
 "店招": [
  "门店招牌"
 ],
 "灯箱": [
  "户外广告",
  "门店招牌"
 ],
 "半夜": [
  "夜间"
 ],
 "晚上": [
  "夜间"
 ],
 "夜里": [
  "夜间"
 ],
 "搭台": [
  "占用城市道路"
 ],
 "占路": [
  "占用城市道路"
 ],
 "占人行道": [
  "占用城市道路"
 ],
 "养狗": [
  "养犬"
 ],
 "狗证": [
  "养犬登记"
 ],
 "狗": [
  "养犬"
 ],
 "沙发": [
  "大件垃圾"
 ],
 "床垫": [
  "大件垃圾"
 ],
 "旧家具": [
  "大件垃圾"
 ],
 "路灯": [
  "楼道"
 ],
 "楼道": [
  "楼道和车棚"
 ],
 "装修垃圾": [
  "建筑垃圾",
  "大件垃圾"
 ],
 "冰箱": [
  "家电以旧换新"
 ],
 "电视": [
  "家电以旧换新"
 ],
 "洗衣机": [
  "家电以旧换新"
 ],
 "空调": [
  "家电以旧换新"
 ],
 "秤": [
  "计量器具"
 ],
 "寺庙": [
  "宗教活动场所"
 ],
 "教堂": [
  "宗教活动场所"
 ],
 "道观": [
  "宗教活动场所"
 ],
 "保安": [
  "保安员"
 ],
 "收粮": [
  "粮食收购"
 ],
 "办厂": [
  "企业投资项目",
  "环境影响"
 ],
 "建厂": [
  "企业投资项目",
  "环境影响"
 ],
 "开厂": [
  "企业设立",
  "环境影响"
 ],
 "贷款": [
  "抵押登记"
 ],
 "行吊": [
  "起重机",
  "特种设备使用登记"
 ],
 "塔吊": [
  "建筑起重机械"
 ],
 "压力容器": [
  "特种设备使用登记"
 ],
 "炮仗": [
  "烟花爆竹"
 ],
 "放炮": [
  "烟花爆竹"
 ],
 "吵架": [
  "调解"
 ],
 "打架": [
  "调解"
 ],
 "闹矛盾": [
  "调解"
 ],
 "评理": [
  "调解"
 ],
 "邻里": [
  "调解"
 ],
 "说和": [
  "调解"
 ],
 "问律师": [
  "法律咨询"
 ],
 "请不起": [
  "法律援助"
 ],
 "政审": [
  "无犯罪记录"
 ],
 "案底": [
  "无犯罪记录"
 ],
 "犯罪": [
  "无犯罪记录"
 ],
 "犯过": [
  "无犯罪记录"
 ],
 "改姓": [
  "姓名变更"
 ],
 "换姓": [
  "姓名变更"
 ],
 "改年龄": [
  "户口登记项目变更更正"
 ],
 "出生日期": [
  "户口登记项目变更更正",
  "出生"
 ],
 "民族": [
  "民族成份变更"
 ],
 "迁走": [
  "户口迁移"
 ],
 "迁到": [
  "户口迁移"
 ],
 "转户口": [
  "户口迁移"
 ],
 "落户口": [
  "户口迁移",
  "出生"
 ],
 "暂住": [
  "居住登记",
  "居住证"
 ],
 "头一回": [
  "首次",
  "申领"
 ],
 "第一次": [
  "首次",
  "申领"
 ],
 "旅游": [
  "护照",
  "通行证"
 ],
 "出境": [
  "护照",
  "通行证"
 ],
 "急用": [
  "临时"
 ],
 "号牌": [
  "机动车号牌"
 ],
 "转业": [
  "退役军人"
 ],
 "复员": [
  "退役军人"
 ],
 "老兵": [
  "退役军人"
 ],
 "当过兵": [
  "退役军人"
 ],
 "军人": [
  "退役军人"
 ],
 "拥军": [
  "退役军人优待"
 ],
 "服役": [
  "兵役"
 ],
 "征兵": [
  "兵役登记"
 ],
 "协会": [
  "社会团体"
 ],
 "商会": [
  "社会团体"
 ],
 "社团": [
  "社会团体"
 ],
 "募捐": [
  "公开募捐"
 ],
 "捐款": [
  "公开募捐"
 ],
 "养老院": [
  "养老机构"
 ],
 "敬老院": [
  "养老机构"
 ],
 "没爹没妈": [
  "孤儿"
 ],
 "父母双亡": [
  "孤儿"
 ],
 "孤儿": [
  "孤儿基本生活保障"
 ],
 "无儿无女": [
  "特困人员"
 ],
 "没儿没女": [
  "特困人员"
 ],
 "讨饭": [
  "流浪乞讨"
 ],
 "要饭": [
  "流浪乞讨"
 ],
 "回不了家": [
  "流浪乞讨"
 ],
 "低保边缘": [
  "低收入家庭"
 ],
 "收入低": [
  "低收入家庭",
  "最低生活保障"
 ],
 "家里穷": [
  "最低生活保障",
  "困难"
 ],
 "脱贫": [
  "防返贫",
  "精准帮扶"
 ],
 "义工": [
  "志愿者"
 ],
 "做志愿": [
  "志愿者"
 ],
 "疫苗": [
  "预防接种"
 ],
 "打针": [
  "预防接种"
 ],
 "预防针": [
  "预防接种"
 ],
 "献血": [
  "无偿献血"
 ],
 "乳腺": [
  "两癌免费检查"
 ],
 "宫颈": [
  "两癌免费检查"
 ],
 "妇科": [
  "两癌免费检查"
 ],
 "医生": [
  "医师",
  "医疗机构"
 ],
 "护士": [
  "护士执业"
 ],
 "失独": [
  "计划生育特殊家庭"
 ],
 "非遗": [
  "非物质文化遗产"
 ],
 "老手艺": [
  "非物质文化遗产"
 ],
 "家谱": [
  "档案"
 ],
 "老照片": [
  "档案"
 ],
 "遭火": [
  "临时救助",
  "火灾"
 ],
 "火烧": [
  "临时救助",
  "火灾"
 ],
 "失火": [
  "临时救助",
  "火灾"
 ],
 "没得钱": [
  "临时救助",
  "困难"
 ],
 "急难": [
  "临时救助"
 ],
 "代办": [
  "帮办代办"
 ],
 "不会弄": [
  "帮办代办"
 ],
 "不会用": [
  "帮办代办"
 ],
 "帮忙办": [
  "帮办代办"
 ],
 "上门": [
  "上门代办"
 ],
 "退税": [
  "汇算清缴"
 ],
 "个税": [
  "个人所得税"
 ],
 "工资税": [
  "个人所得税"
 ],
 "缓税": [
  "延期缴纳税款"
 ],
 "清税": [
  "清税申报"
 ],
 "税务注销": [
  "清税申报"
 ],
 "买房税": [
  "契税"
 ],
 "退个税": [
  "汇算清缴"
 ]
}
'::jsonb) usual;

ALTER TABLE "search_synonym" ADD CONSTRAINT "search_synonym_changed_by_id_27b7e366_fk_person_id" FOREIGN KEY ("changed_by_id") REFERENCES "person" ("id") DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX "search_synonym_changed_by_id_27b7e366" ON "search_synonym" ("changed_by_id");

DROP INDEX IF EXISTS "one_draft_a_source";

CREATE UNIQUE INDEX "one_draft_a_source" ON "item_draft" ("body_id", "source_name", "source_digest") WHERE ("discarded_at" IS NULL AND "superseded_by_id" IS NULL AND NOT ("source_digest" = ''));

CREATE TABLE "directory_entry" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "level" varchar(12) NOT NULL, "basic_code" varchar(64) NOT NULL, "created_at" timestamp with time zone NOT NULL, CONSTRAINT "one_entry_a_basic_code" UNIQUE ("city", "basic_code"), CONSTRAINT "directory_level_is_known" CHECK ("level" IN ('national', 'provincial', 'city')));

CREATE TABLE "directory_version" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "number" integer NOT NULL CHECK ("number" >= 0), "name" varchar(200) NOT NULL, "item_type" varchar(2) NOT NULL, "levels" varchar(1)[] NOT NULL, "slots" jsonb NOT NULL, "basis_title" varchar(200) NOT NULL, "basis_number" varchar(100) NOT NULL, "basis_rank" varchar(20) NOT NULL, "reason" varchar(400) NOT NULL, "effective_on" date NOT NULL, "published_at" timestamp with time zone NOT NULL, "entry_id" uuid NOT NULL, "published_by_id" uuid NOT NULL, CONSTRAINT "one_entry_version_a_number" UNIQUE ("entry_id", "number"));

CREATE TABLE "directory_proposal" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "departing" varchar(40)[] NOT NULL, "taken_at" timestamp with time zone NULL, "replaced" jsonb NULL, "body_id" uuid NOT NULL, "draft_id" uuid NULL, "item_id" uuid NOT NULL, "taken_by_id" uuid NULL, "version_id" uuid NOT NULL, "directory_version_id" uuid NOT NULL, CONSTRAINT "one_proposal_a_version" UNIQUE ("directory_version_id", "item_id"));

CREATE TABLE "implementation" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "conforms" boolean NOT NULL, "stated" smallint NOT NULL CHECK ("stated" >= 0), "equal" smallint NOT NULL CHECK ("equal" >= 0), "differing" varchar(40)[] NOT NULL, "departing" varchar(40)[] NOT NULL, "directory_version_id" uuid NOT NULL, "entry_id" uuid NOT NULL, "item_id" uuid NOT NULL, "version_id" uuid NOT NULL, CONSTRAINT "one_comparison_a_pair" UNIQUE ("directory_version_id", "version_id"));

CREATE TABLE "directory_claim" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "exercise_level" varchar(1) NOT NULL, "claimed_at" timestamp with time zone NOT NULL, "body_id" uuid NOT NULL, "claimed_by_id" uuid NOT NULL, "entry_id" uuid NOT NULL, CONSTRAINT "one_claim_a_body" UNIQUE ("entry_id", "body_id"));

ALTER TABLE "directory_version" ADD CONSTRAINT "directory_version_entry_id_cb5c821a_fk_directory_entry_id" FOREIGN KEY ("entry_id") REFERENCES "directory_entry" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "directory_version" ADD CONSTRAINT "directory_version_published_by_id_2d9739f4_fk_person_id" FOREIGN KEY ("published_by_id") REFERENCES "person" ("id") DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX "directory_version_entry_id_cb5c821a" ON "directory_version" ("entry_id");

CREATE INDEX "directory_version_published_by_id_2d9739f4" ON "directory_version" ("published_by_id");

ALTER TABLE "directory_proposal" ADD CONSTRAINT "directory_proposal_body_id_d5761f3c_fk_body_id" FOREIGN KEY ("body_id") REFERENCES "body" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "directory_proposal" ADD CONSTRAINT "directory_proposal_draft_id_4058a60b_fk_item_draft_id" FOREIGN KEY ("draft_id") REFERENCES "item_draft" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "directory_proposal" ADD CONSTRAINT "directory_proposal_item_id_3317ecf0_fk_item_id" FOREIGN KEY ("item_id") REFERENCES "item" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "directory_proposal" ADD CONSTRAINT "directory_proposal_taken_by_id_0b3b70b2_fk_person_id" FOREIGN KEY ("taken_by_id") REFERENCES "person" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "directory_proposal" ADD CONSTRAINT "directory_proposal_version_id_176a4b8e_fk_item_version_id" FOREIGN KEY ("version_id") REFERENCES "item_version" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "directory_proposal" ADD CONSTRAINT "directory_proposal_directory_version_id_b63203ec_fk_directory" FOREIGN KEY ("directory_version_id") REFERENCES "directory_version" ("id") DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX "directory_proposal_body_id_d5761f3c" ON "directory_proposal" ("body_id");

CREATE INDEX "directory_proposal_draft_id_4058a60b" ON "directory_proposal" ("draft_id");

CREATE INDEX "directory_proposal_item_id_3317ecf0" ON "directory_proposal" ("item_id");

CREATE INDEX "directory_proposal_taken_by_id_0b3b70b2" ON "directory_proposal" ("taken_by_id");

CREATE INDEX "directory_proposal_version_id_176a4b8e" ON "directory_proposal" ("version_id");

CREATE INDEX "directory_proposal_directory_version_id_b63203ec" ON "directory_proposal" ("directory_version_id");

ALTER TABLE "implementation" ADD CONSTRAINT "implementation_directory_version_id_5f471ddb_fk_directory" FOREIGN KEY ("directory_version_id") REFERENCES "directory_version" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "implementation" ADD CONSTRAINT "implementation_entry_id_70635982_fk_directory_entry_id" FOREIGN KEY ("entry_id") REFERENCES "directory_entry" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "implementation" ADD CONSTRAINT "implementation_item_id_18ef8f2b_fk_item_id" FOREIGN KEY ("item_id") REFERENCES "item" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "implementation" ADD CONSTRAINT "implementation_version_id_082b7370_fk_item_version_id" FOREIGN KEY ("version_id") REFERENCES "item_version" ("id") DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX "implementation_directory_version_id_5f471ddb" ON "implementation" ("directory_version_id");

CREATE INDEX "implementation_entry_id_70635982" ON "implementation" ("entry_id");

CREATE INDEX "implementation_item_id_18ef8f2b" ON "implementation" ("item_id");

CREATE INDEX "implementation_version_id_082b7370" ON "implementation" ("version_id");

ALTER TABLE "directory_claim" ADD CONSTRAINT "directory_claim_body_id_41651264_fk_body_id" FOREIGN KEY ("body_id") REFERENCES "body" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "directory_claim" ADD CONSTRAINT "directory_claim_claimed_by_id_77778c7d_fk_person_id" FOREIGN KEY ("claimed_by_id") REFERENCES "person" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "directory_claim" ADD CONSTRAINT "directory_claim_entry_id_b2866680_fk_directory_entry_id" FOREIGN KEY ("entry_id") REFERENCES "directory_entry" ("id") DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX "directory_claim_body_id_41651264" ON "directory_claim" ("body_id");

CREATE INDEX "directory_claim_claimed_by_id_77778c7d" ON "directory_claim" ("claimed_by_id");

CREATE INDEX "directory_claim_entry_id_b2866680" ON "directory_claim" ("entry_id");

ALTER TABLE "item_fee" ADD CONSTRAINT "listed_fee_of_version" UNIQUE ("version_id", "id");

ALTER TABLE "item_draft" ADD COLUMN "unchecked" varchar(20)[] DEFAULT '{}'::varchar(20)[] NOT NULL;

ALTER TABLE "material_type" ADD COLUMN "answered_at" timestamp with time zone NULL;

ALTER TABLE "material_type" ADD COLUMN "answered_by_id" uuid NULL CONSTRAINT "material_type_answered_by_id_47decc75_fk_person_id" REFERENCES "person"("id") DEFERRABLE INITIALLY DEFERRED; SET CONSTRAINTS "material_type_answered_by_id_47decc75_fk_person_id" IMMEDIATE;

ALTER TABLE "material_type" ADD COLUMN "issuer" varchar(200) DEFAULT '' NOT NULL;

ALTER TABLE "material_type" ADD COLUMN "kind" varchar(8) DEFAULT '' NOT NULL;

ALTER TABLE "material_type" ADD COLUMN "merged_into_id" uuid NULL CONSTRAINT "material_type_merged_into_id_81af9f4a_fk_material_type_id" REFERENCES "material_type"("id") DEFERRABLE INITIALLY DEFERRED; SET CONSTRAINTS "material_type_merged_into_id_81af9f4a_fk_material_type_id" IMMEDIATE;

ALTER TABLE "material_type" ADD COLUMN "opinion" varchar(400) DEFAULT '' NOT NULL;

ALTER TABLE "material_type" ADD COLUMN "proposed_at" timestamp with time zone NULL;

ALTER TABLE "material_type" ADD COLUMN "proposed_by_id" uuid NULL CONSTRAINT "material_type_proposed_by_id_1e828663_fk_person_id" REFERENCES "person"("id") DEFERRABLE INITIALLY DEFERRED; SET CONSTRAINTS "material_type_proposed_by_id_1e828663_fk_person_id" IMMEDIATE;

ALTER TABLE "material_type" ADD COLUMN "proposed_for_id" uuid NULL CONSTRAINT "material_type_proposed_for_id_d4e80606_fk_body_id" REFERENCES "body"("id") DEFERRABLE INITIALLY DEFERRED; SET CONSTRAINTS "material_type_proposed_for_id_d4e80606_fk_body_id" IMMEDIATE;

ALTER TABLE "material_type" ADD COLUMN "standing" varchar(10) DEFAULT 'accepted' NOT NULL;

ALTER TABLE "material_type" ADD CONSTRAINT "material_standing_is_known" CHECK ("standing" IN ('proposed', 'accepted', 'merged', 'declined'));

ALTER TABLE "material_type" ADD CONSTRAINT "only_what_is_merged_points_on" CHECK ((("merged_into_id" IS NOT NULL AND "standing" = 'merged') OR (NOT ("standing" = 'merged') AND "merged_into_id" IS NULL)));

CREATE INDEX "material_type_answered_by_id_47decc75" ON "material_type" ("answered_by_id");

CREATE INDEX "material_type_merged_into_id_81af9f4a" ON "material_type" ("merged_into_id");

CREATE INDEX "material_type_proposed_by_id_1e828663" ON "material_type" ("proposed_by_id");

CREATE INDEX "material_type_proposed_for_id_d4e80606" ON "material_type" ("proposed_for_id");

CREATE TABLE "bulk_change" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "kind" varchar(24) NOT NULL, "said" jsonb NOT NULL, "reason" varchar(400) NOT NULL, "bodies" uuid[] NOT NULL, "made_at" timestamp with time zone NOT NULL, "made_by_id" uuid NOT NULL);

ALTER TABLE "item_draft" ADD COLUMN "batch_id" uuid NULL CONSTRAINT "item_draft_batch_id_3b425443_fk_bulk_change_id" REFERENCES "bulk_change"("id") DEFERRABLE INITIALLY DEFERRED; SET CONSTRAINTS "item_draft_batch_id_3b425443_fk_bulk_change_id" IMMEDIATE;

ALTER TABLE "bulk_change" ADD CONSTRAINT "bulk_change_made_by_id_f1f0c222_fk_person_id" FOREIGN KEY ("made_by_id") REFERENCES "person" ("id") DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX "bulk_change_made_by_id_f1f0c222" ON "bulk_change" ("made_by_id");

CREATE INDEX "item_draft_batch_id_3b425443" ON "item_draft" ("batch_id");

ALTER TABLE "material_type" ADD COLUMN "aliases" varchar(60)[] DEFAULT '{}'::varchar(60)[] NOT NULL;

ALTER TABLE "item_draft" ALTER COLUMN "unchecked" TYPE text[] USING "unchecked"::text[];

CREATE TABLE "open_question" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "words" varchar(60) NOT NULL, "path" varchar(200) NOT NULL, "first_on" date NOT NULL, "last_on" date NOT NULL, "times" integer NOT NULL CHECK ("times" >= 0), CONSTRAINT "one_open_question_a_wording" UNIQUE ("city", "words"));

CREATE TABLE "question_answer" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "kind" varchar(12) NOT NULL, "asked" varchar(200) NOT NULL, "reason" varchar(200) NOT NULL, "answered_at" timestamp with time zone NOT NULL, "answered_by_id" uuid NOT NULL, "draft_id" uuid NULL, "question_id" uuid NOT NULL, "synonym_id" uuid NULL, CONSTRAINT "a_question_is_answered_once" UNIQUE ("question_id"), CONSTRAINT "an_answer_says_what_became" CHECK (((NOT ("asked" = '') AND "draft_id" IS NOT NULL AND "kind" = 'faq' AND "reason" = '' AND "synonym_id" IS NULL) OR ("asked" = '' AND "draft_id" IS NULL AND "kind" = 'synonym' AND "reason" = '' AND "synonym_id" IS NOT NULL) OR (NOT ("reason" = '') AND "asked" = '' AND "draft_id" IS NULL AND "kind" = 'set_aside' AND "synonym_id" IS NULL))));

ALTER TABLE "question_answer" ADD CONSTRAINT "question_answer_answered_by_id_534a24d8_fk_person_id" FOREIGN KEY ("answered_by_id") REFERENCES "person" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "question_answer" ADD CONSTRAINT "question_answer_draft_id_2df89da6_fk_item_draft_id" FOREIGN KEY ("draft_id") REFERENCES "item_draft" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "question_answer" ADD CONSTRAINT "question_answer_question_id_2220065b_fk_open_question_id" FOREIGN KEY ("question_id") REFERENCES "open_question" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "question_answer" ADD CONSTRAINT "question_answer_synonym_id_b7358c5a_fk_search_synonym_id" FOREIGN KEY ("synonym_id") REFERENCES "search_synonym" ("id") DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX "question_answer_answered_by_id_534a24d8" ON "question_answer" ("answered_by_id");

CREATE INDEX "question_answer_draft_id_2df89da6" ON "question_answer" ("draft_id");

CREATE INDEX "question_answer_question_id_2220065b" ON "question_answer" ("question_id");

CREATE INDEX "question_answer_synonym_id_b7358c5a" ON "question_answer" ("synonym_id");

ALTER TABLE "item_condition" ADD COLUMN "group_key" varchar(40) DEFAULT '' NOT NULL;

ALTER TABLE "item_condition" ADD COLUMN "is_any" boolean DEFAULT false NOT NULL;

ALTER TABLE "item_condition" ADD CONSTRAINT "any_of_a_group_that_is_named" CHECK (NOT ("group_key" = '' AND "is_any"));

CREATE TABLE "paper_wording" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "kind" varchar(24) NOT NULL, "number" integer NOT NULL CHECK ("number" >= 0), "blocks" jsonb NOT NULL, "note" varchar(200) NOT NULL, "drafted_at" timestamp with time zone NOT NULL, "body_id" uuid NULL, "drafted_by_id" uuid NOT NULL, CONSTRAINT "the_first_wording_is_the_platforms" CHECK ("number" >= 2));

CREATE TABLE "wording_in_force" ("wording_id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "kind" varchar(24) NOT NULL, "effective_on" date NOT NULL, "valid" daterange NOT NULL, "put_at" timestamp with time zone NOT NULL, "ended_at" timestamp with time zone NULL, "body_id" uuid NULL, "drafted_by_id" uuid NOT NULL, "ended_by_id" uuid NULL, "put_by_id" uuid NOT NULL, CONSTRAINT "one_wording_at_a_time" EXCLUDE USING GIST ("city" WITH =, "kind" WITH =, (COALESCE("body_id", '00000000000000000000000000000000'::uuid)) WITH =, "valid" WITH &&), CONSTRAINT "put_in_force_by_another" CHECK (NOT ("drafted_by_id" = ("put_by_id"))));

ALTER TABLE "paper_wording" ADD CONSTRAINT "paper_wording_body_id_b5fde37f_fk_body_id" FOREIGN KEY ("body_id") REFERENCES "body" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "paper_wording" ADD CONSTRAINT "paper_wording_drafted_by_id_a49a1a48_fk_person_id" FOREIGN KEY ("drafted_by_id") REFERENCES "person" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "paper_wording" ADD CONSTRAINT "one_wording_a_number" UNIQUE NULLS NOT DISTINCT ("city", "kind", "body_id", "number");

CREATE INDEX "paper_wording_body_id_b5fde37f" ON "paper_wording" ("body_id");

CREATE INDEX "paper_wording_drafted_by_id_a49a1a48" ON "paper_wording" ("drafted_by_id");

ALTER TABLE "wording_in_force" ADD CONSTRAINT "wording_in_force_wording_id_54eb0c40_fk_paper_wording_id" FOREIGN KEY ("wording_id") REFERENCES "paper_wording" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "wording_in_force" ADD CONSTRAINT "wording_in_force_body_id_825cf40b_fk_body_id" FOREIGN KEY ("body_id") REFERENCES "body" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "wording_in_force" ADD CONSTRAINT "wording_in_force_drafted_by_id_7f3b4070_fk_person_id" FOREIGN KEY ("drafted_by_id") REFERENCES "person" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "wording_in_force" ADD CONSTRAINT "wording_in_force_ended_by_id_6c506727_fk_person_id" FOREIGN KEY ("ended_by_id") REFERENCES "person" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "wording_in_force" ADD CONSTRAINT "wording_in_force_put_by_id_af04cbf0_fk_person_id" FOREIGN KEY ("put_by_id") REFERENCES "person" ("id") DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX "wording_in_force_body_id_825cf40b" ON "wording_in_force" ("body_id");

CREATE INDEX "wording_in_force_drafted_by_id_7f3b4070" ON "wording_in_force" ("drafted_by_id");

CREATE INDEX "wording_in_force_ended_by_id_6c506727" ON "wording_in_force" ("ended_by_id");

CREATE INDEX "wording_in_force_put_by_id_af04cbf0" ON "wording_in_force" ("put_by_id");

CREATE TABLE "upload" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "name" varchar(255) NOT NULL, "handed_in_at" timestamp with time zone NOT NULL, "file_id" uuid NOT NULL, "handed_in_by_id" uuid NOT NULL, "material_type_id" uuid NOT NULL, "person_id" uuid NOT NULL, CONSTRAINT "upload_of_city" UNIQUE ("id", "city"));

ALTER TABLE "upload" ADD CONSTRAINT "upload_file_id_678ecfec_fk_stored_file_id" FOREIGN KEY ("file_id") REFERENCES "stored_file" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "upload" ADD CONSTRAINT "upload_handed_in_by_id_bac875ba_fk_person_id" FOREIGN KEY ("handed_in_by_id") REFERENCES "person" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "upload" ADD CONSTRAINT "upload_material_type_id_0509b725_fk_material_type_id" FOREIGN KEY ("material_type_id") REFERENCES "material_type" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "upload" ADD CONSTRAINT "upload_person_id_a00deaff_fk_person_id" FOREIGN KEY ("person_id") REFERENCES "person" ("id") DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX "upload_file_id_678ecfec" ON "upload" ("file_id");

CREATE INDEX "upload_handed_in_by_id_bac875ba" ON "upload" ("handed_in_by_id");

CREATE INDEX "upload_material_type_id_0509b725" ON "upload" ("material_type_id");

CREATE INDEX "upload_person_id_a00deaff" ON "upload" ("person_id");

CREATE INDEX "uploads_of" ON "upload" ("person_id", "material_type_id");

CREATE TABLE "application" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "channel" varchar(12) NOT NULL, "submitted_account" uuid NULL, "filed_at" timestamp with time zone NOT NULL, "filed_on" date NOT NULL, "situations" jsonb NOT NULL, "idempotency_key" varchar(80) NOT NULL, "origin_system" varchar(60) NOT NULL, "origin_id" varchar(120) NOT NULL, "firm_id" uuid NULL, "submitted_by_id" uuid NOT NULL, "taken_in_by_body_id" uuid NULL, "venue_id" uuid NULL, "version_id" uuid NOT NULL, CONSTRAINT "application_of_city" UNIQUE ("id", "city"), CONSTRAINT "application_of_version" UNIQUE ("id", "version_id"), CONSTRAINT "one_application_a_key" UNIQUE ("city", "submitted_account", "idempotency_key"), CONSTRAINT "channel_is_known" CHECK ("channel" IN ('web', 'mobile', 'window', 'api')));

CREATE TABLE "handling_system" ("code" varchar(60) NOT NULL PRIMARY KEY, "name" varchar(120) NOT NULL);

CREATE TABLE "application_form" ("application_id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "values" jsonb NOT NULL);

CREATE TABLE "application_draft" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "answers" jsonb NOT NULL, "created_at" timestamp with time zone NOT NULL, "revised_at" timestamp with time zone NOT NULL, "expires_on" date NOT NULL, "person_id" uuid NOT NULL, "version_id" uuid NOT NULL, CONSTRAINT "one_draft_a_version" UNIQUE ("person_id", "version_id"));

CREATE TABLE "application_reader" ("city" varchar(12) NOT NULL, "application_id" uuid NOT NULL, "person_id" uuid NOT NULL, PRIMARY KEY ("person_id", "application_id"));

CREATE TABLE "case" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "case_kind" varchar(12) NOT NULL, "number" varchar(24) NOT NULL, "filed_on" date NOT NULL, "state" varchar(24) NOT NULL, "last_seq" integer NOT NULL CHECK ("last_seq" >= 0), "last_at" timestamp with time zone NULL, "submitted_at" timestamp with time zone NULL, "accepted_at" timestamp with time zone NULL, "accepted_by" uuid NULL, "promised_due_on" date NULL, "statutory_due_on" date NULL, "is_provisional" boolean NOT NULL, "decided_at" timestamp with time zone NULL, "decided_by" uuid NULL, "closed_at" timestamp with time zone NULL, "origin_id" varchar(120) NOT NULL, "application_id" uuid NOT NULL, "body_id" uuid NOT NULL, "item_id" uuid NOT NULL, "received_body_id" uuid NULL, "venue_id" uuid NULL, "version_id" uuid NOT NULL, "handled_by" varchar(60) NOT NULL, "origin_system" varchar(60) NULL, "corrected_at" timestamp with time zone NULL, "tracking_key" varchar(64) DEFAULT '' NOT NULL);

CREATE TABLE "case_condition" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "is_met" boolean NOT NULL, "judged_by" uuid NOT NULL, "judged_at" timestamp with time zone NOT NULL, "case_id" uuid NOT NULL, "condition_id" uuid NOT NULL, "version_id" uuid NOT NULL, CONSTRAINT "one_judgement_a_condition" UNIQUE ("case_id", "condition_id"));

CREATE TABLE "case_event" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "seq" integer NOT NULL CHECK ("seq" >= 0), "kind" varchar(24) NOT NULL, "occurred_at" timestamp with time zone NOT NULL, "recorded_at" timestamp with time zone NOT NULL, "source" varchar(60) NOT NULL, "actor_person" uuid NULL, "actor_name" varchar(60) NOT NULL, "acting_body" uuid NULL, "venue" uuid NULL, "facts" jsonb NOT NULL, "case_id" uuid NOT NULL, CONSTRAINT "one_event_a_number" UNIQUE ("case_id", "seq"), CONSTRAINT "event_of_case" UNIQUE ("id", "case_id"));

CREATE TABLE "paper" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "kind" varchar(24) NOT NULL, "number" varchar(60) NOT NULL, "layout" varchar(40) NOT NULL, "facts" jsonb NOT NULL, "issued_at" timestamp with time zone NOT NULL, "issued_by" uuid NULL, "case_id" uuid NOT NULL, "event_id" uuid NOT NULL, CONSTRAINT "one_paper_of_a_kind" UNIQUE ("event_id", "kind"), CONSTRAINT "one_paper_a_number" UNIQUE ("city", "number"));

CREATE TABLE "case_fee" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "amount_fen" bigint NOT NULL CHECK ("amount_fen" >= 0), "asked_at" timestamp with time zone NOT NULL, "case_id" uuid NOT NULL, "fee_id" uuid NOT NULL, "version_id" uuid NOT NULL, CONSTRAINT "one_row_a_fee" UNIQUE ("case_id", "fee_id"));

CREATE TABLE "case_finding" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "rule_id" varchar(63) NOT NULL, "found_at" timestamp with time zone NOT NULL, "case_id" uuid NOT NULL, "event_id" uuid NOT NULL);

CREATE TABLE "case_material" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "received_form" varchar(16) NOT NULL, "copies" smallint NOT NULL CHECK ("copies" >= 0), "received_at" timestamp with time zone NOT NULL, "received_by" uuid NULL, "case_id" uuid NOT NULL, "file_id" uuid NULL, "material_id" uuid NOT NULL, "upload_id" uuid NULL, "version_id" uuid NOT NULL, "round" smallint NOT NULL CHECK ("round" >= 0), CONSTRAINT "received_form_is_known" CHECK ("received_form" IN ('original_seen', 'copy_kept', 'paper_kept', 'electronic', 'waived')), CONSTRAINT "electronic_material_has_a_file" CHECK (NOT ("file_id" IS NULL AND "received_form" = 'electronic')), CONSTRAINT "one_row_a_material" UNIQUE ("case_id", "material_id", "round"));

CREATE TABLE "case_step" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "taken_by" uuid NOT NULL, "taken_at" timestamp with time zone NOT NULL, "opinion" text NOT NULL, "case_id" uuid NOT NULL, "step_id" uuid NOT NULL, "version_id" uuid NOT NULL, CONSTRAINT "one_row_a_step" UNIQUE ("case_id", "step_id"));

CREATE TABLE "paper_file" ("paper_id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "digest" varchar(64) NOT NULL, "made_at" timestamp with time zone NOT NULL, "file_id" uuid NOT NULL);

CREATE TABLE "party" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "role" varchar(40) NOT NULL, "place" smallint NOT NULL CHECK ("place" >= 0), "kind" varchar(12) NOT NULL, "name" varchar(200) NOT NULL, "id_kind" varchar(40) NOT NULL, "id_number" varchar(40) NOT NULL, "id_key" varchar(64) NOT NULL, "phone" varchar(20) NOT NULL, "address" varchar(200) NOT NULL, "mandate" varchar(200) NOT NULL, "application_id" uuid NOT NULL, "firm_id" uuid NULL, "person_id" uuid NULL, "version_id" uuid NOT NULL, CONSTRAINT "party_kind_is_known" CHECK ("kind" IN ('natural', 'legal')), CONSTRAINT "one_party_a_place" UNIQUE ("application_id", "role", "place"));

CREATE TABLE "correction" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "asked_at" timestamp with time zone NOT NULL, "asked_by" uuid NOT NULL, "answer_by" date NOT NULL, "case_id" uuid NOT NULL, "version_id" uuid NOT NULL, CONSTRAINT "one_correction_notice" UNIQUE ("case_id"), CONSTRAINT "correction_of_version" UNIQUE ("id", "version_id"));

CREATE TABLE "correction_line" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "place" smallint NOT NULL CHECK ("place" >= 0), "field" varchar(60) NOT NULL, "reason" varchar(200) NOT NULL, "correction_id" uuid NOT NULL, "material_id" uuid NULL, "version_id" uuid NOT NULL, CONSTRAINT "one_line_a_material" UNIQUE ("correction_id", "material_id"), CONSTRAINT "a_line_names_one_thing_and_why" CHECK (((("material_id" IS NULL AND NOT ("field" = '')) OR ("field" = '' AND "material_id" IS NOT NULL)) AND NOT ("reason" = ''))));

CREATE TABLE "delivery_wish" ("application_id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "way" varchar(12) NOT NULL, "name" varchar(60) NOT NULL, "phone" varchar(20) NOT NULL, "address" varchar(200) NOT NULL, CONSTRAINT "wished_way_is_known" CHECK ("way" IN ('pickup', 'post', 'electronic')), CONSTRAINT "post_needs_an_address" CHECK ((NOT ("way" = 'post') OR (NOT ("name" = '') AND NOT ("phone" = '') AND NOT ("address" = '')))));

CREATE TABLE "dispatch" ("case_id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "courier" varchar(60) NOT NULL, "tracking_number" varchar(40) NOT NULL, "sent_at" timestamp with time zone NOT NULL, "sent_by" uuid NOT NULL, CONSTRAINT "dispatch_can_be_tracked" CHECK ((NOT ("courier" = '') AND NOT ("tracking_number" = ''))));

CREATE TABLE "hand_over" ("case_id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "way" varchar(12) NOT NULL, "taken_by" varchar(60) NOT NULL, "signed_for_at" timestamp with time zone NOT NULL, "handed_by" uuid NULL, "window_id" uuid NULL, CONSTRAINT "way_of_hand_over_is_known" CHECK ("way" IN ('pickup', 'post', 'electronic')));

CREATE TABLE "pre_review" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "answers" jsonb NOT NULL, "digest" varchar(64) NOT NULL, "asked_at" timestamp with time zone NOT NULL, "due_on" date NOT NULL, "outcome" varchar(12) NOT NULL, "opinion" varchar(500) NOT NULL, "answered_at" timestamp with time zone NULL, "answered_by" uuid NULL, "body_id" uuid NOT NULL, "person_id" uuid NOT NULL, "version_id" uuid NOT NULL, CONSTRAINT "pre_review_says_why_it_returns" CHECK ((("answered_at" IS NULL AND "answered_by" IS NULL AND "outcome" = '') OR ("answered_at" IS NOT NULL AND "outcome" = 'passed') OR ("answered_at" IS NOT NULL AND "outcome" = 'returned' AND NOT ("opinion" = '')))));

CREATE TABLE "tracking_failure" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "number_key" varchar(64) NOT NULL, "failed_at" timestamp with time zone NOT NULL);

CREATE TABLE "correction_answer" ("correction_id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "values" jsonb NOT NULL, "answered_at" timestamp with time zone NOT NULL, "answered_by" uuid NOT NULL);

ALTER TABLE "application" ADD CONSTRAINT "application_firm_id_6f532b65_fk_firm_id" FOREIGN KEY ("firm_id") REFERENCES "firm" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "application" ADD CONSTRAINT "application_submitted_by_id_ebc6cf74_fk_person_id" FOREIGN KEY ("submitted_by_id") REFERENCES "person" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "application" ADD CONSTRAINT "application_taken_in_by_body_id_d6640eb4_fk_body_id" FOREIGN KEY ("taken_in_by_body_id") REFERENCES "body" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "application" ADD CONSTRAINT "application_venue_id_22f67b07_fk_venue_id" FOREIGN KEY ("venue_id") REFERENCES "venue" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "application" ADD CONSTRAINT "application_version_of_city" FOREIGN KEY ("version_id", "city") REFERENCES "item_version" ("id", "city");

CREATE INDEX "application_firm_id_6f532b65" ON "application" ("firm_id");

CREATE INDEX "application_submitted_by_id_ebc6cf74" ON "application" ("submitted_by_id");

CREATE INDEX "handling_system_code_d8cec01b_like" ON "handling_system" ("code" varchar_pattern_ops);

ALTER TABLE "application_form" ADD CONSTRAINT "application_form_application_id_34340e31_fk_application_id" FOREIGN KEY ("application_id") REFERENCES "application" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "application_draft" ADD CONSTRAINT "application_draft_person_id_46a159b7_fk_person_id" FOREIGN KEY ("person_id") REFERENCES "person" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "application_draft" ADD CONSTRAINT "application_draft_version_id_3e591110_fk_item_version_id" FOREIGN KEY ("version_id") REFERENCES "item_version" ("id") DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX "application_draft_person_id_46a159b7" ON "application_draft" ("person_id");

CREATE INDEX "application_draft_version_id_3e591110" ON "application_draft" ("version_id");

ALTER TABLE "application_reader" ADD CONSTRAINT "application_reader_application_id_448e86ca_fk_application_id" FOREIGN KEY ("application_id") REFERENCES "application" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "application_reader" ADD CONSTRAINT "application_reader_person_id_ca2500b9_fk_person_id" FOREIGN KEY ("person_id") REFERENCES "person" ("id") DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX "application_reader_application_id_448e86ca" ON "application_reader" ("application_id");

ALTER TABLE "case" ADD CONSTRAINT "case_received_body_id_a8248873_fk_body_id" FOREIGN KEY ("received_body_id") REFERENCES "body" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "case" ADD CONSTRAINT "case_venue_id_1adb59a0_fk_venue_id" FOREIGN KEY ("venue_id") REFERENCES "venue" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "case" ADD CONSTRAINT "case_handled_by_1aa396cd_fk_handling_system_code" FOREIGN KEY ("handled_by") REFERENCES "handling_system" ("code") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "case" ADD CONSTRAINT "case_origin_system_851e5799_fk_handling_system_code" FOREIGN KEY ("origin_system") REFERENCES "handling_system" ("code") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "case" ADD CONSTRAINT "case_of_version" UNIQUE ("id", "version_id");

ALTER TABLE "case" ADD CONSTRAINT "case_of_city" UNIQUE ("id", "city");

ALTER TABLE "case" ADD CONSTRAINT "one_case_a_number" UNIQUE ("city", "number");

CREATE INDEX "case_running" ON "case" ("body_id", "promised_due_on", "id") WHERE ("closed_at" IS NULL AND "state" IN ('accepted', 'reviewed'));

CREATE INDEX "case_to_be_accepted" ON "case" ("body_id", (COALESCE(("corrected_at" AT TIME ZONE 'Asia/Shanghai')::date, "filed_on")), "id") WHERE ("closed_at" IS NULL AND "state" = 'submitted');

CREATE INDEX "case_open" ON "case" ("body_id", "filed_on", "id") WHERE "closed_at" IS NULL;

CREATE INDEX "case_by_receiving_body" ON "case" ("received_body_id") WHERE "received_body_id" IS NOT NULL;

CREATE INDEX "case_by_venue" ON "case" ("venue_id") WHERE "venue_id" IS NOT NULL;

ALTER TABLE "case_condition" ADD CONSTRAINT "condition_of_the_guide" FOREIGN KEY ("version_id", "condition_id") REFERENCES "item_condition" ("version_id", "id");

ALTER TABLE "case_condition" ADD CONSTRAINT "condition_of_the_cases_version" FOREIGN KEY ("case_id", "version_id") REFERENCES "case" ("id", "version_id");

ALTER TABLE "case_event" ADD CONSTRAINT "event_of_city" FOREIGN KEY ("case_id", "city") REFERENCES "case" ("id", "city");

CREATE UNIQUE INDEX "each_move_once" ON "case_event" ("case_id", "kind") WHERE "kind" IN ('submitted', 'accepted', 'not_accepted', 'granted', 'refused', 'delivered', 'corrected', 'withdrawn', 'dispatched');

ALTER TABLE "paper" ADD CONSTRAINT "paper_of_the_cases_event" FOREIGN KEY ("event_id", "case_id") REFERENCES "case_event" ("id", "case_id");

CREATE INDEX "paper_case_id_9d571b97" ON "paper" ("case_id");

ALTER TABLE "case_fee" ADD CONSTRAINT "fee_of_the_list" FOREIGN KEY ("version_id", "fee_id", "amount_fen") REFERENCES "item_fee" ("version_id", "id", "amount_fen");

ALTER TABLE "case_fee" ADD CONSTRAINT "fee_of_the_cases_version" FOREIGN KEY ("case_id", "version_id") REFERENCES "case" ("id", "version_id");

ALTER TABLE "case_finding" ADD CONSTRAINT "case_finding_case_id_2d04079e_fk_case_id" FOREIGN KEY ("case_id") REFERENCES "case" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "case_finding" ADD CONSTRAINT "case_finding_event_id_cf6bb224_fk_case_event_id" FOREIGN KEY ("event_id") REFERENCES "case_event" ("id") DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX "case_finding_case_id_2d04079e" ON "case_finding" ("case_id");

CREATE INDEX "case_finding_event_id_cf6bb224" ON "case_finding" ("event_id");

ALTER TABLE "case_material" ADD CONSTRAINT "case_material_file_id_983b0d29_fk_stored_file_id" FOREIGN KEY ("file_id") REFERENCES "stored_file" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "case_material" ADD CONSTRAINT "case_material_upload_id_32424004_fk_upload_id" FOREIGN KEY ("upload_id") REFERENCES "upload" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "case_material" ADD CONSTRAINT "material_of_the_guide" FOREIGN KEY ("version_id", "material_id") REFERENCES "item_material" ("version_id", "id");

ALTER TABLE "case_material" ADD CONSTRAINT "material_of_the_cases_version" FOREIGN KEY ("case_id", "version_id") REFERENCES "case" ("id", "version_id");

CREATE INDEX "case_material_file_id_983b0d29" ON "case_material" ("file_id");

CREATE INDEX "case_material_upload_id_32424004" ON "case_material" ("upload_id");

ALTER TABLE "case_step" ADD CONSTRAINT "step_of_the_flow" FOREIGN KEY ("version_id", "step_id") REFERENCES "item_step" ("version_id", "id");

ALTER TABLE "case_step" ADD CONSTRAINT "step_of_the_cases_version" FOREIGN KEY ("case_id", "version_id") REFERENCES "case" ("id", "version_id");

ALTER TABLE "paper_file" ADD CONSTRAINT "paper_file_paper_id_06b41666_fk_paper_id" FOREIGN KEY ("paper_id") REFERENCES "paper" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "paper_file" ADD CONSTRAINT "paper_file_file_id_197e14c9_fk_stored_file_id" FOREIGN KEY ("file_id") REFERENCES "stored_file" ("id") DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX "paper_file_file_id_197e14c9" ON "paper_file" ("file_id");

ALTER TABLE "party" ADD CONSTRAINT "party_firm_id_04afd8a8_fk_firm_id" FOREIGN KEY ("firm_id") REFERENCES "firm" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "party" ADD CONSTRAINT "party_person_id_ddaffb2e_fk_person_id" FOREIGN KEY ("person_id") REFERENCES "person" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "party" ADD CONSTRAINT "party_role_of_the_guide" FOREIGN KEY ("version_id", "role") REFERENCES "item_party_role" ("version_id", "role");

ALTER TABLE "party" ADD CONSTRAINT "party_of_the_applications_version" FOREIGN KEY ("application_id", "version_id") REFERENCES "application" ("id", "version_id");

CREATE INDEX "party_firm_id_04afd8a8" ON "party" ("firm_id");

CREATE INDEX "party_person_id_ddaffb2e" ON "party" ("person_id");

CREATE INDEX "party_by_document" ON "party" ("city", "id_key");

ALTER TABLE "correction" ADD CONSTRAINT "correction_of_the_cases_version" FOREIGN KEY ("case_id", "version_id") REFERENCES "case" ("id", "version_id");

CREATE INDEX "correction_case_id_9ff88a3d" ON "correction" ("case_id");

CREATE INDEX "correction_version_id_4748377d" ON "correction" ("version_id");

ALTER TABLE "correction_line" ADD CONSTRAINT "correction_line_correction_id_d47bcb32_fk_correction_id" FOREIGN KEY ("correction_id") REFERENCES "correction" ("id") DEFERRABLE INITIALLY DEFERRED;

CREATE UNIQUE INDEX "one_line_a_field" ON "correction_line" ("correction_id", "field") WHERE NOT ("field" = '');

ALTER TABLE "correction_line" ADD CONSTRAINT "correction_of_the_guide" FOREIGN KEY ("version_id", "material_id") REFERENCES "item_material" ("version_id", "id");

ALTER TABLE "correction_line" ADD CONSTRAINT "line_of_its_correction" FOREIGN KEY ("correction_id", "version_id") REFERENCES "correction" ("id", "version_id");

CREATE INDEX "correction_line_correction_id_d47bcb32" ON "correction_line" ("correction_id");

CREATE INDEX "correction_line_material_id_82f21d1d" ON "correction_line" ("material_id");

CREATE INDEX "correction_line_version_id_1bb665e4" ON "correction_line" ("version_id");

ALTER TABLE "delivery_wish" ADD CONSTRAINT "delivery_wish_application_id_5ee1534b_fk_application_id" FOREIGN KEY ("application_id") REFERENCES "application" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "dispatch" ADD CONSTRAINT "dispatch_case_id_ec9f2814_fk_case_id" FOREIGN KEY ("case_id") REFERENCES "case" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "hand_over" ADD CONSTRAINT "hand_over_case_id_5a1be005_fk_case_id" FOREIGN KEY ("case_id") REFERENCES "case" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "hand_over" ADD CONSTRAINT "hand_over_window_id_02d78ffc_fk_window_id" FOREIGN KEY ("window_id") REFERENCES "window" ("id") DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX "hand_over_window_id_02d78ffc" ON "hand_over" ("window_id");

ALTER TABLE "pre_review" ADD CONSTRAINT "pre_review_body_id_9caf1955_fk_body_id" FOREIGN KEY ("body_id") REFERENCES "body" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "pre_review" ADD CONSTRAINT "pre_review_person_id_3495a485_fk_person_id" FOREIGN KEY ("person_id") REFERENCES "person" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "pre_review" ADD CONSTRAINT "pre_review_version_id_b55749af_fk_item_version_id" FOREIGN KEY ("version_id") REFERENCES "item_version" ("id") DEFERRABLE INITIALLY DEFERRED;

CREATE UNIQUE INDEX "one_pre_review_waits" ON "pre_review" ("person_id", "version_id") WHERE "outcome" = '';

CREATE INDEX "pre_review_body_id_9caf1955" ON "pre_review" ("body_id");

CREATE INDEX "pre_review_person_id_3495a485" ON "pre_review" ("person_id");

CREATE INDEX "pre_review_version_id_b55749af" ON "pre_review" ("version_id");

CREATE INDEX "pre_review_worklist" ON "pre_review" ("body_id", "due_on", "id") WHERE "outcome" = '';

CREATE INDEX "tracking_by_number" ON "tracking_failure" ("city", "number_key", "failed_at");

ALTER TABLE "correction_answer" ADD CONSTRAINT "correction_answer_correction_id_96b78fbf_fk_correction_id" FOREIGN KEY ("correction_id") REFERENCES "correction" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "case" ADD CONSTRAINT "case_of_the_application" FOREIGN KEY ("application_id", "version_id") REFERENCES "application" ("id", "version_id");

ALTER TABLE "case" ADD CONSTRAINT "case_version_of_item" FOREIGN KEY ("version_id", "item_id") REFERENCES "item_version" ("id", "item_id");

ALTER TABLE "case" ADD CONSTRAINT "case_body_of_item" FOREIGN KEY ("item_id", "body_id") REFERENCES "item" ("id", "body_id");

DROP INDEX IF EXISTS "case_open";

CREATE INDEX "case_open" ON "case" ("body_id", "filed_on", "id") INCLUDE ("city", "state", "corrected_at", "accepted_at", "promised_due_on", "statutory_due_on") WHERE "closed_at" IS NULL;

ALTER TABLE "paper" ADD COLUMN "wording_id" uuid NULL CONSTRAINT "paper_wording_id_7bee7636_fk_paper_wording_id" REFERENCES "paper_wording"("id") DEFERRABLE INITIALLY DEFERRED; SET CONSTRAINTS "paper_wording_id_7bee7636_fk_paper_wording_id" IMMEDIATE;

ALTER TABLE "party" ADD COLUMN "phone_key" varchar(64) DEFAULT '' NOT NULL;

ALTER TABLE "delivery_wish" ALTER COLUMN "address" TYPE text USING "address"::text;

ALTER TABLE "delivery_wish" ALTER COLUMN "phone" TYPE text USING "phone"::text;

ALTER TABLE "party" ALTER COLUMN "address" TYPE text USING "address"::text;

ALTER TABLE "party" ALTER COLUMN "id_number" TYPE text USING "id_number"::text;

ALTER TABLE "party" ALTER COLUMN "phone" TYPE text USING "phone"::text;

CREATE TABLE "case_reading" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "reader_id" uuid NOT NULL, "purpose" varchar(12) NOT NULL, "reason" varchar(200) DEFAULT '' NOT NULL, "read_on" date NOT NULL, "read_at" timestamp with time zone DEFAULT (STATEMENT_TIMESTAMP()) NOT NULL, "application_id" uuid NOT NULL, "body_id" uuid NULL, "case_id" uuid NOT NULL);

CREATE TABLE "purge_order" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "document_number" varchar(80) NOT NULL, "reason" varchar(200) NOT NULL, "proposed_by" uuid NOT NULL, "proposed_at" timestamp with time zone NOT NULL, "approved_by" uuid NULL, "approved_at" timestamp with time zone NULL, "application_id" uuid NOT NULL UNIQUE, CONSTRAINT "purge_by_two_people" CHECK ((("approved_at" IS NULL AND "approved_by" IS NULL) OR ("approved_at" IS NOT NULL AND "approved_by" IS NOT NULL AND NOT ("approved_by" = ("proposed_by") AND "approved_by" IS NOT NULL)))), CONSTRAINT "a_purge_names_its_document" CHECK ((NOT ("document_number" = '') AND NOT ("reason" = ''))));

ALTER TABLE "case_reading" ADD CONSTRAINT "case_reading_body_id_91dacd81_fk_body_id" FOREIGN KEY ("body_id") REFERENCES "body" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "case_reading" ADD CONSTRAINT "case_reading_case_id_0565c52b_fk_case_id" FOREIGN KEY ("case_id") REFERENCES "case" ("id") DEFERRABLE INITIALLY DEFERRED;

CREATE UNIQUE INDEX "one_reading_a_day" ON "case_reading" ("case_id", "reader_id", "purpose", "read_on") WHERE NOT ("purpose" = 'reveal');

ALTER TABLE "case_reading" ADD CONSTRAINT "purpose_of_reading_is_known" CHECK ("purpose" IN ('handling', 'closed', 'reveal'));

ALTER TABLE "case_reading" ADD CONSTRAINT "shown_whole_for_a_reason" CHECK (NOT ("purpose" = 'reveal' AND "reason" = ''));

ALTER TABLE "purge_order" ADD CONSTRAINT "purge_order_application_id_a97778ce_fk_application_id" FOREIGN KEY ("application_id") REFERENCES "application" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "application" ADD COLUMN "mandate_id" uuid NULL CONSTRAINT "application_mandate_id_e5e0e7fa_fk_mandate_id" REFERENCES "mandate"("id") DEFERRABLE INITIALLY DEFERRED; SET CONSTRAINTS "application_mandate_id_e5e0e7fa_fk_mandate_id" IMMEDIATE;

CREATE INDEX "application_mandate_id_e5e0e7fa" ON "application" ("mandate_id");

ALTER TABLE "application_draft" ADD COLUMN "for_person_id" uuid NULL CONSTRAINT "application_draft_for_person_id_41772035_fk_person_id" REFERENCES "person"("id") DEFERRABLE INITIALLY DEFERRED; SET CONSTRAINTS "application_draft_for_person_id_41772035_fk_person_id" IMMEDIATE;

ALTER TABLE "application_draft" ADD COLUMN "for_firm_id" uuid NULL CONSTRAINT "application_draft_for_firm_id_639acc84_fk_firm_id" REFERENCES "firm"("id") DEFERRABLE INITIALLY DEFERRED; SET CONSTRAINTS "application_draft_for_firm_id_639acc84_fk_firm_id" IMMEDIATE;

ALTER TABLE "pre_review" ADD COLUMN "for_person_id" uuid NULL CONSTRAINT "pre_review_for_person_id_ce8465c1_fk_person_id" REFERENCES "person"("id") DEFERRABLE INITIALLY DEFERRED; SET CONSTRAINTS "pre_review_for_person_id_ce8465c1_fk_person_id" IMMEDIATE;

ALTER TABLE "pre_review" ADD COLUMN "for_firm_id" uuid NULL CONSTRAINT "pre_review_for_firm_id_d876ab78_fk_firm_id" REFERENCES "firm"("id") DEFERRABLE INITIALLY DEFERRED; SET CONSTRAINTS "pre_review_for_firm_id_d876ab78_fk_firm_id" IMMEDIATE;

ALTER TABLE "application_draft" ADD CONSTRAINT "one_draft_a_principal" UNIQUE NULLS NOT DISTINCT ("person_id", "version_id", "for_person_id", "for_firm_id");

ALTER TABLE "application_draft" ADD CONSTRAINT "a_draft_has_one_principal" CHECK (("for_person_id" IS NULL OR "for_firm_id" IS NULL));

ALTER TABLE "application_draft" DROP CONSTRAINT "one_draft_a_version";

CREATE UNIQUE INDEX "one_pre_review_of_a_draft_waits" ON "pre_review" ("person_id", "version_id", "for_person_id", "for_firm_id") NULLS NOT DISTINCT WHERE "outcome" = '';

DROP INDEX IF EXISTS "one_pre_review_waits";

CREATE INDEX "application_draft_for_person_id_41772035" ON "application_draft" ("for_person_id");

CREATE INDEX "application_draft_for_firm_id_639acc84" ON "application_draft" ("for_firm_id");

CREATE INDEX "pre_review_for_person_id_ce8465c1" ON "pre_review" ("for_person_id");

CREATE INDEX "pre_review_for_firm_id_d876ab78" ON "pre_review" ("for_firm_id");

CREATE TABLE "agency_post" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "kind" varchar(8) NOT NULL, "themes" varchar(24)[] NOT NULL, "project" varchar(120) NOT NULL, "tag" varchar(12) NOT NULL, "valid_from" date NOT NULL, "valid_to" date NOT NULL, "registered_at" timestamp with time zone NOT NULL, "body_id" uuid NOT NULL, "firm_id" uuid NULL, "person_id" uuid NOT NULL, "registered_by_id" uuid NOT NULL);

CREATE TABLE "agency_order" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "items" uuid[] NOT NULL, "project" varchar(120) NOT NULL, "path" varchar(12) NOT NULL, "asked_at" timestamp with time zone NOT NULL, "asked_by_id" uuid NOT NULL, "body_id" uuid NOT NULL, "mandate_id" uuid NULL, "principal_firm_id" uuid NULL, "principal_person_id" uuid NULL, "post_id" uuid NULL);

CREATE TABLE "agency_step" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "number" smallint NOT NULL CHECK ("number" >= 0), "kind" varchar(12) NOT NULL, "words" varchar(200) NOT NULL, "happened_at" timestamp with time zone NOT NULL, "by_id" uuid NOT NULL, "case_id" uuid NULL, "mandate_id" uuid NULL, "order_id" uuid NOT NULL, "post_id" uuid NULL);

CREATE TABLE "assisted_item" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "number" smallint NOT NULL CHECK ("number" >= 0), "kind" varchar(16) NOT NULL, "paths" varchar(12)[] NOT NULL, "said_at" timestamp with time zone NOT NULL, "item_id" uuid NOT NULL, "said_by_id" uuid NOT NULL);

CREATE TABLE "agency_post_end" ("post_id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "ends_on" date NOT NULL, "reason" varchar(200) NOT NULL, "ended_at" timestamp with time zone NOT NULL, "ended_by_id" uuid NOT NULL);

CREATE INDEX "agency_post_of_body" ON "agency_post" ("body_id", "person_id");

ALTER TABLE "agency_post" ADD CONSTRAINT "agency_post_of_city" UNIQUE ("id", "city");

ALTER TABLE "agency_post" ADD CONSTRAINT "an_agency_post_is_of_a_kind" CHECK (("kind" IN ('village', 'window', 'firm') AND "tag" IN ('', 'key', 'specialised') AND "valid_to" > ("valid_from") AND (("firm_id" IS NOT NULL AND "kind" = 'firm') OR ("firm_id" IS NULL AND "project" = '' AND "tag" = '' AND NOT ("kind" = 'firm')))));

CREATE INDEX "agency_order_of_person" ON "agency_order" ("principal_person_id", "asked_at" DESC);

CREATE INDEX "agency_order_of_body" ON "agency_order" ("body_id", "asked_at" DESC);

ALTER TABLE "agency_order" ADD CONSTRAINT "agency_order_of_city" UNIQUE ("id", "city");

ALTER TABLE "agency_order" ADD CONSTRAINT "an_order_has_one_principal" CHECK ((("principal_firm_id" IS NULL AND "principal_person_id" IS NOT NULL) OR ("principal_firm_id" IS NOT NULL AND "principal_person_id" IS NULL)));

ALTER TABLE "agency_order" ADD CONSTRAINT "an_order_says_what_for" CHECK (("path" IN ('on_behalf', 'remote') AND CASE WHEN "items" IS NULL THEN NULL ELSE coalesce(array_length("items", 1), 0) END <= 20 AND (CASE WHEN "items" IS NULL THEN NULL ELSE coalesce(array_length("items", 1), 0) END > 0 OR NOT ("project" = ''))));

ALTER TABLE "agency_step" ADD CONSTRAINT "one_agency_step_a_number" UNIQUE ("order_id", "number");

ALTER TABLE "agency_step" ADD CONSTRAINT "an_agency_step_is_of_a_kind" CHECK (("kind" IN ('taken', 'under_way', 'filed', 'done', 'given_up', 'handed_on', 'stopped') AND ("kind" = 'taken' OR "mandate_id" IS NULL) AND ("kind" = 'filed' OR "case_id" IS NULL) AND ("kind" = 'handed_on' OR "post_id" IS NULL)));

ALTER TABLE "assisted_item" ADD CONSTRAINT "one_assisted_item_a_number" UNIQUE ("item_id", "number");

ALTER TABLE "assisted_item" ADD CONSTRAINT "an_assisted_item_names_its_paths" CHECK (("kind" IN ('certification', 'allowance', 'none') AND "paths" <@ (ARRAY['family', 'remote', 'on_behalf'])::varchar(12)[]));

ALTER TABLE "agency_post" ADD CONSTRAINT "agency_post_body_id_7597e7b8_fk_body_id" FOREIGN KEY ("body_id") REFERENCES "body" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "agency_post" ADD CONSTRAINT "agency_post_firm_id_e8221e5d_fk_firm_id" FOREIGN KEY ("firm_id") REFERENCES "firm" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "agency_post" ADD CONSTRAINT "agency_post_person_id_6782d677_fk_person_id" FOREIGN KEY ("person_id") REFERENCES "person" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "agency_post" ADD CONSTRAINT "agency_post_registered_by_id_856b7542_fk_person_id" FOREIGN KEY ("registered_by_id") REFERENCES "person" ("id") DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX "agency_post_body_id_7597e7b8" ON "agency_post" ("body_id");

CREATE INDEX "agency_post_firm_id_e8221e5d" ON "agency_post" ("firm_id");

CREATE INDEX "agency_post_person_id_6782d677" ON "agency_post" ("person_id");

CREATE INDEX "agency_post_registered_by_id_856b7542" ON "agency_post" ("registered_by_id");

ALTER TABLE "agency_order" ADD CONSTRAINT "agency_order_asked_by_id_56c5cfb1_fk_person_id" FOREIGN KEY ("asked_by_id") REFERENCES "person" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "agency_order" ADD CONSTRAINT "agency_order_body_id_7b2a2f8c_fk_body_id" FOREIGN KEY ("body_id") REFERENCES "body" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "agency_order" ADD CONSTRAINT "agency_order_mandate_id_25f87b02_fk_mandate_id" FOREIGN KEY ("mandate_id") REFERENCES "mandate" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "agency_order" ADD CONSTRAINT "agency_order_principal_firm_id_d78fc3c4_fk_firm_id" FOREIGN KEY ("principal_firm_id") REFERENCES "firm" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "agency_order" ADD CONSTRAINT "agency_order_principal_person_id_9f520e9b_fk_person_id" FOREIGN KEY ("principal_person_id") REFERENCES "person" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "agency_order" ADD CONSTRAINT "agency_order_post_id_49049943_fk_agency_post_id" FOREIGN KEY ("post_id") REFERENCES "agency_post" ("id") DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX "agency_order_asked_by_id_56c5cfb1" ON "agency_order" ("asked_by_id");

CREATE INDEX "agency_order_body_id_7b2a2f8c" ON "agency_order" ("body_id");

CREATE INDEX "agency_order_mandate_id_25f87b02" ON "agency_order" ("mandate_id");

CREATE INDEX "agency_order_principal_firm_id_d78fc3c4" ON "agency_order" ("principal_firm_id");

CREATE INDEX "agency_order_principal_person_id_9f520e9b" ON "agency_order" ("principal_person_id");

CREATE INDEX "agency_order_post_id_49049943" ON "agency_order" ("post_id");

ALTER TABLE "agency_step" ADD CONSTRAINT "agency_step_by_id_e5542da8_fk_person_id" FOREIGN KEY ("by_id") REFERENCES "person" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "agency_step" ADD CONSTRAINT "agency_step_case_id_a77af6f0_fk_case_id" FOREIGN KEY ("case_id") REFERENCES "case" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "agency_step" ADD CONSTRAINT "agency_step_mandate_id_9ac4a524_fk_mandate_id" FOREIGN KEY ("mandate_id") REFERENCES "mandate" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "agency_step" ADD CONSTRAINT "agency_step_order_id_8aee69f2_fk_agency_order_id" FOREIGN KEY ("order_id") REFERENCES "agency_order" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "agency_step" ADD CONSTRAINT "agency_step_post_id_63cdb36c_fk_agency_post_id" FOREIGN KEY ("post_id") REFERENCES "agency_post" ("id") DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX "agency_step_by_id_e5542da8" ON "agency_step" ("by_id");

CREATE INDEX "agency_step_case_id_a77af6f0" ON "agency_step" ("case_id");

CREATE INDEX "agency_step_mandate_id_9ac4a524" ON "agency_step" ("mandate_id");

CREATE INDEX "agency_step_order_id_8aee69f2" ON "agency_step" ("order_id");

CREATE INDEX "agency_step_post_id_63cdb36c" ON "agency_step" ("post_id");

ALTER TABLE "assisted_item" ADD CONSTRAINT "assisted_item_item_id_9ece3f11_fk_item_id" FOREIGN KEY ("item_id") REFERENCES "item" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "assisted_item" ADD CONSTRAINT "assisted_item_said_by_id_13cdacc6_fk_person_id" FOREIGN KEY ("said_by_id") REFERENCES "person" ("id") DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX "assisted_item_item_id_9ece3f11" ON "assisted_item" ("item_id");

CREATE INDEX "assisted_item_said_by_id_13cdacc6" ON "assisted_item" ("said_by_id");

ALTER TABLE "agency_post_end" ADD CONSTRAINT "agency_post_end_post_id_5b7d6e13_fk_agency_post_id" FOREIGN KEY ("post_id") REFERENCES "agency_post" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "agency_post_end" ADD CONSTRAINT "agency_post_end_ended_by_id_6decc4a2_fk_person_id" FOREIGN KEY ("ended_by_id") REFERENCES "person" ("id") DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX "agency_post_end_ended_by_id_6decc4a2" ON "agency_post_end" ("ended_by_id");

CREATE TABLE "assessment_scheme" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "number" smallint NOT NULL CHECK ("number" >= 0), "title" varchar(60) NOT NULL, "weights" jsonb NOT NULL, "document_number" varchar(120) NOT NULL, "published_at" timestamp with time zone NOT NULL, "published_by_id" uuid NOT NULL);

CREATE TABLE "assessment_sheet" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "body_name" varchar(120) NOT NULL, "first_day" date NOT NULL, "last_day" date NOT NULL, "rows" jsonb NOT NULL, "got" integer NOT NULL CHECK ("got" >= 0), "of" integer NOT NULL CHECK ("of" >= 0), "published_at" timestamp with time zone NOT NULL, "body_id" uuid NOT NULL, "published_by_id" uuid NOT NULL, "scheme_id" uuid NOT NULL);

CREATE TABLE "body_closing" ("body_id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "closed_at" timestamp with time zone NOT NULL, "closed_by_id" uuid NOT NULL);

ALTER TABLE "assessment_scheme" ADD CONSTRAINT "one_assessment_scheme_a_number" UNIQUE ("city", "number");

ALTER TABLE "assessment_sheet" ADD CONSTRAINT "one_sheet_a_body_and_period" UNIQUE ("body_id", "first_day", "last_day");

ALTER TABLE "assessment_sheet" ADD CONSTRAINT "a_sheet_is_of_a_period" CHECK ("first_day" <= ("last_day"));

ALTER TABLE "assessment_scheme" ADD CONSTRAINT "assessment_scheme_published_by_id_6823bbdf_fk_person_id" FOREIGN KEY ("published_by_id") REFERENCES "person" ("id") DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX "assessment_scheme_published_by_id_6823bbdf" ON "assessment_scheme" ("published_by_id");

ALTER TABLE "assessment_sheet" ADD CONSTRAINT "assessment_sheet_body_id_90c78571_fk_body_id" FOREIGN KEY ("body_id") REFERENCES "body" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "assessment_sheet" ADD CONSTRAINT "assessment_sheet_published_by_id_f633be65_fk_person_id" FOREIGN KEY ("published_by_id") REFERENCES "person" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "assessment_sheet" ADD CONSTRAINT "assessment_sheet_scheme_id_da4c94f2_fk_assessment_scheme_id" FOREIGN KEY ("scheme_id") REFERENCES "assessment_scheme" ("id") DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX "assessment_sheet_body_id_90c78571" ON "assessment_sheet" ("body_id");

CREATE INDEX "assessment_sheet_published_by_id_f633be65" ON "assessment_sheet" ("published_by_id");

CREATE INDEX "assessment_sheet_scheme_id_da4c94f2" ON "assessment_sheet" ("scheme_id");

ALTER TABLE "body_closing" ADD CONSTRAINT "body_closing_body_id_e725cb2f_fk_body_id" FOREIGN KEY ("body_id") REFERENCES "body" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "body_closing" ADD CONSTRAINT "body_closing_closed_by_id_cbea2a7f_fk_person_id" FOREIGN KEY ("closed_by_id") REFERENCES "person" ("id") DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX "body_closing_closed_by_id_cbea2a7f" ON "body_closing" ("closed_by_id");

CREATE TABLE "case_urge" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "level" smallint NOT NULL CHECK ("level" >= 0), "words" varchar(200) DEFAULT '' NOT NULL, "urged_at" timestamp with time zone NOT NULL, "urged_on" date NOT NULL, "at_body_id" uuid NOT NULL, "case_id" uuid NOT NULL, "told_id" uuid NULL, "urged_by_id" uuid NOT NULL);

ALTER TABLE "case_urge" ADD CONSTRAINT "case_urge_at_body_id_065024a8_fk_body_id" FOREIGN KEY ("at_body_id") REFERENCES "body" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "case_urge" ADD CONSTRAINT "case_urge_case_id_7f6b4f4b_fk_case_id" FOREIGN KEY ("case_id") REFERENCES "case" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "case_urge" ADD CONSTRAINT "case_urge_told_id_ca95ee26_fk_person_id" FOREIGN KEY ("told_id") REFERENCES "person" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "case_urge" ADD CONSTRAINT "case_urge_urged_by_id_ccd94598_fk_person_id" FOREIGN KEY ("urged_by_id") REFERENCES "person" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "case_urge" ADD CONSTRAINT "level_of_an_urge_is_known" CHECK ("level" IN (1, 2));

ALTER TABLE "case_urge" ADD CONSTRAINT "told_where_escalated" CHECK ((("level" = 2 AND "told_id" IS NOT NULL) OR (NOT ("level" = 2) AND "told_id" IS NULL)));

ALTER TABLE "case_urge" ADD CONSTRAINT "one_urge_a_day" UNIQUE ("case_id", "level", "urged_on");

CREATE TABLE "container" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "code" varchar(40) NOT NULL, "origin" varchar(200) NOT NULL, "public_jwk" jsonb NOT NULL, "most_level" smallint NOT NULL CHECK ("most_level" >= 0), "valid_from" date NOT NULL, "valid_to" date NULL, "registered_at" timestamp with time zone NOT NULL, "ended_at" timestamp with time zone NULL, "ended_by_id" uuid NULL, "registered_by_id" uuid NOT NULL);

CREATE TABLE "container_request" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "session_id" uuid NOT NULL, "act" varchar(12) NOT NULL, "made_at" timestamp with time zone NOT NULL, "ends_at" timestamp with time zone NOT NULL, "account_id" uuid NOT NULL, "container_id" uuid NOT NULL, "person_id" uuid NOT NULL);

CREATE TABLE "container_answer" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "outcome" varchar(12) NOT NULL, "reference" varchar(80) NOT NULL, "text" text NOT NULL, "answered_at" timestamp with time zone NOT NULL, "container_id" uuid NOT NULL, "person_id" uuid NOT NULL, "request_id" uuid NOT NULL);

CREATE TABLE "container_ticket" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "statement" varchar(64) NOT NULL, "digest" varchar(64) NOT NULL, "level" smallint NOT NULL CHECK ("level" >= 0), "wanted" varchar(300) NOT NULL, "made_at" timestamp with time zone NOT NULL, "ends_at" timestamp with time zone NOT NULL, "account_id" uuid NOT NULL, "container_id" uuid NOT NULL);

CREATE TABLE "container_entry" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "entered_at" timestamp with time zone NOT NULL, "container_id" uuid NOT NULL, "ticket_id" uuid NOT NULL);

CREATE TABLE "mobile_app" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "name" varchar(60) NOT NULL, "address" varchar(300) NOT NULL, "registered_at" timestamp with time zone NOT NULL, "body_id" uuid NOT NULL, "registered_by_id" uuid NOT NULL);

ALTER TABLE "container" ADD COLUMN "app_id" uuid NOT NULL CONSTRAINT "container_app_id_2aa770b1_fk_mobile_app_id" REFERENCES "mobile_app"("id") DEFERRABLE INITIALLY DEFERRED; SET CONSTRAINTS "container_app_id_2aa770b1_fk_mobile_app_id" IMMEDIATE;

CREATE TABLE "mobile_app_standing" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "state" varchar(8) NOT NULL, "reason" varchar(200) NOT NULL, "due_on" date NULL, "noted_at" timestamp with time zone NOT NULL, "app_id" uuid NOT NULL, "into_id" uuid NULL, "noted_by_id" uuid NOT NULL);

CREATE INDEX "asked_by_whom" ON "container_request" ("account_id", "made_at");

ALTER TABLE "container_request" ADD CONSTRAINT "an_app_is_asked_for_something_known" CHECK ("act" IN ('face_check', 'scan', 'pay'));

ALTER TABLE "container_answer" ADD CONSTRAINT "an_app_answers_once" UNIQUE ("request_id");

ALTER TABLE "container_answer" ADD CONSTRAINT "an_answer_has_a_known_outcome" CHECK ("outcome" IN ('done', 'cancelled', 'failed'));

CREATE INDEX "tickets_of_whom" ON "container_ticket" ("account_id", "made_at");

ALTER TABLE "container_ticket" ADD CONSTRAINT "a_statement_is_used_once" UNIQUE ("container_id", "statement");

ALTER TABLE "container_ticket" ADD CONSTRAINT "one_row_a_ticket" UNIQUE ("digest");

ALTER TABLE "container_entry" ADD CONSTRAINT "a_ticket_is_used_once" UNIQUE ("ticket_id");

ALTER TABLE "mobile_app" ADD CONSTRAINT "one_app_of_a_name_at_a_body" UNIQUE ("body_id", "name");

ALTER TABLE "container" ADD CONSTRAINT "one_container_a_code" UNIQUE ("code");

CREATE UNIQUE INDEX "one_container_of_an_app_at_a_time" ON "container" ("app_id") WHERE "ended_at" IS NULL;

ALTER TABLE "container" ADD CONSTRAINT "a_container_names_people" CHECK ("most_level" IN (2, 3));

ALTER TABLE "container" ADD CONSTRAINT "a_container_ends_after_it_began" CHECK (("valid_to" IS NULL OR "valid_to" > ("valid_from")));

ALTER TABLE "container" ADD CONSTRAINT "a_container_is_ended_by_somebody" CHECK ((("ended_at" IS NULL AND "ended_by_id" IS NULL) OR ("ended_at" IS NOT NULL AND "ended_by_id" IS NOT NULL)));

ALTER TABLE "mobile_app_standing" ADD CONSTRAINT "an_app_outside_says_why_and_until_when" CHECK ((("due_on" IS NOT NULL AND "into_id" IS NULL AND "state" = 'to_merge') OR ("due_on" IS NULL AND "into_id" IS NOT NULL AND "state" = 'merged') OR ("due_on" IS NOT NULL AND "into_id" IS NULL AND "state" = 'exempt' AND NOT ("reason" = ''))));

ALTER TABLE "container" ADD CONSTRAINT "container_ended_by_id_089276fa_fk_person_id" FOREIGN KEY ("ended_by_id") REFERENCES "person" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "container" ADD CONSTRAINT "container_registered_by_id_c8efef79_fk_person_id" FOREIGN KEY ("registered_by_id") REFERENCES "person" ("id") DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX "container_ended_by_id_089276fa" ON "container" ("ended_by_id");

CREATE INDEX "container_registered_by_id_c8efef79" ON "container" ("registered_by_id");

ALTER TABLE "container_request" ADD CONSTRAINT "container_request_account_id_477748d0_fk_account_id" FOREIGN KEY ("account_id") REFERENCES "account" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "container_request" ADD CONSTRAINT "container_request_container_id_0e1613be_fk_container_id" FOREIGN KEY ("container_id") REFERENCES "container" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "container_request" ADD CONSTRAINT "container_request_person_id_9e3fcc50_fk_person_id" FOREIGN KEY ("person_id") REFERENCES "person" ("id") DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX "container_request_account_id_477748d0" ON "container_request" ("account_id");

CREATE INDEX "container_request_container_id_0e1613be" ON "container_request" ("container_id");

CREATE INDEX "container_request_person_id_9e3fcc50" ON "container_request" ("person_id");

ALTER TABLE "container_answer" ADD CONSTRAINT "container_answer_container_id_3e6eb82f_fk_container_id" FOREIGN KEY ("container_id") REFERENCES "container" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "container_answer" ADD CONSTRAINT "container_answer_person_id_31356d63_fk_person_id" FOREIGN KEY ("person_id") REFERENCES "person" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "container_answer" ADD CONSTRAINT "container_answer_request_id_e20903f6_fk_container_request_id" FOREIGN KEY ("request_id") REFERENCES "container_request" ("id") DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX "container_answer_container_id_3e6eb82f" ON "container_answer" ("container_id");

CREATE INDEX "container_answer_person_id_31356d63" ON "container_answer" ("person_id");

CREATE INDEX "container_answer_request_id_e20903f6" ON "container_answer" ("request_id");

ALTER TABLE "container_ticket" ADD CONSTRAINT "container_ticket_account_id_a1c0404c_fk_account_id" FOREIGN KEY ("account_id") REFERENCES "account" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "container_ticket" ADD CONSTRAINT "container_ticket_container_id_7d490116_fk_container_id" FOREIGN KEY ("container_id") REFERENCES "container" ("id") DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX "container_ticket_account_id_a1c0404c" ON "container_ticket" ("account_id");

CREATE INDEX "container_ticket_container_id_7d490116" ON "container_ticket" ("container_id");

ALTER TABLE "container_entry" ADD CONSTRAINT "container_entry_container_id_b7d47a71_fk_container_id" FOREIGN KEY ("container_id") REFERENCES "container" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "container_entry" ADD CONSTRAINT "container_entry_ticket_id_4b7845be_fk_container_ticket_id" FOREIGN KEY ("ticket_id") REFERENCES "container_ticket" ("id") DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX "container_entry_container_id_b7d47a71" ON "container_entry" ("container_id");

CREATE INDEX "container_entry_ticket_id_4b7845be" ON "container_entry" ("ticket_id");

ALTER TABLE "mobile_app" ADD CONSTRAINT "mobile_app_body_id_21e21ce7_fk_body_id" FOREIGN KEY ("body_id") REFERENCES "body" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "mobile_app" ADD CONSTRAINT "mobile_app_registered_by_id_29ac5101_fk_person_id" FOREIGN KEY ("registered_by_id") REFERENCES "person" ("id") DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX "mobile_app_body_id_21e21ce7" ON "mobile_app" ("body_id");

CREATE INDEX "mobile_app_registered_by_id_29ac5101" ON "mobile_app" ("registered_by_id");

CREATE INDEX "container_app_id_2aa770b1" ON "container" ("app_id");

ALTER TABLE "mobile_app_standing" ADD CONSTRAINT "mobile_app_standing_app_id_4d6b1a16_fk_mobile_app_id" FOREIGN KEY ("app_id") REFERENCES "mobile_app" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "mobile_app_standing" ADD CONSTRAINT "mobile_app_standing_into_id_1bac55b0_fk_container_id" FOREIGN KEY ("into_id") REFERENCES "container" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "mobile_app_standing" ADD CONSTRAINT "mobile_app_standing_noted_by_id_b5c3863a_fk_person_id" FOREIGN KEY ("noted_by_id") REFERENCES "person" ("id") DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX "mobile_app_standing_app_id_4d6b1a16" ON "mobile_app_standing" ("app_id");

CREATE INDEX "mobile_app_standing_into_id_1bac55b0" ON "mobile_app_standing" ("into_id");

CREATE INDEX "mobile_app_standing_noted_by_id_b5c3863a" ON "mobile_app_standing" ("noted_by_id");

CREATE TABLE "law_release" ("id" bigint NOT NULL PRIMARY KEY GENERATED BY DEFAULT AS IDENTITY, "digest" varchar(64) NOT NULL UNIQUE, "applied_at" timestamp with time zone NOT NULL);

CREATE TABLE "law_rule" ("id" bigint NOT NULL PRIMARY KEY GENERATED BY DEFAULT AS IDENTITY, "rule_id" varchar(63) NOT NULL, "title" text NOT NULL, "message" text NOT NULL, "article" text NOT NULL, "rank" varchar(24) NOT NULL, "effect" varchar(24) NOT NULL, "mechanism" varchar(24) NOT NULL, "scope" text NOT NULL, "requirement" text NOT NULL, "in_force_from" date NOT NULL, "in_force_to" date NULL, CONSTRAINT "one_reading_from_a_day" UNIQUE ("rule_id", "in_force_from"), CONSTRAINT "law_rule_effect_is_known" CHECK ("effect" IN ('refuse', 'refuse_unless_instrument', 'finding')));

CREATE INDEX "law_release_digest_e4ac2b64_like" ON "law_release" ("digest" varchar_pattern_ops);

create table evidence_leaf (
  id uuid primary key,
  city text not null,
  kind text not null check (kind in ('audit', 'case_event', 'issued_file', 'seal_use', 'list_release', 'archive_package')),
  body text not null,
  written_at timestamptz not null default now(),
  xid xid8 not null default pg_current_xact_id()
);
create index evidence_leaf_by_xid on evidence_leaf (city, xid, id);

CREATE TABLE "evidence_link" ("id" bigint NOT NULL PRIMARY KEY GENERATED BY DEFAULT AS IDENTITY, "city" varchar(12) NOT NULL, "seq" bigint NOT NULL, "leaf_hash" bytea NOT NULL, "leaf_id" uuid NOT NULL UNIQUE, CONSTRAINT "one_leaf_at_a_place" UNIQUE ("city", "seq"));

CREATE TABLE "evidence_head" ("id" bigint NOT NULL PRIMARY KEY GENERATED BY DEFAULT AS IDENTITY, "city" varchar(12) NOT NULL, "size" bigint NOT NULL, "root" bytea NOT NULL, "frontier" text NOT NULL, "done_xid" text NOT NULL, "made_at" timestamp with time zone NOT NULL, "key_id" varchar(64) NOT NULL, "signature" bytea NOT NULL, CONSTRAINT "one_head_of_a_size" UNIQUE ("city", "size"));

ALTER TABLE "evidence_link" ADD CONSTRAINT "evidence_link_leaf_id_2c5e43d9_fk_evidence_leaf_id" FOREIGN KEY ("leaf_id") REFERENCES "evidence_leaf" ("id") DEFERRABLE INITIALLY DEFERRED;

CREATE TABLE "evidence_node" ("id" bigint NOT NULL PRIMARY KEY GENERATED BY DEFAULT AS IDENTITY, "city" varchar(12) NOT NULL, "level" smallint NOT NULL CHECK ("level" >= 0), "place" bigint NOT NULL, "hash" bytea NOT NULL, CONSTRAINT "one_node_at_a_place" UNIQUE ("city", "level", "place"));

CREATE TABLE "exchange_package" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "number" integer NOT NULL CHECK ("number" >= 0), "made_at" timestamp with time zone NOT NULL, "manifest" jsonb NOT NULL, "digest" varchar(64) NOT NULL, "signature" varchar(128) NOT NULL, "key_id" varchar(80) NOT NULL, "receipt" jsonb NULL, "answered_at" timestamp with time zone NULL, CONSTRAINT "one_package_a_number" UNIQUE ("city", "number"), CONSTRAINT "a_package_is_answered_whole" CHECK ((("answered_at" IS NULL AND "receipt" = 'null'::jsonb) OR ("answered_at" IS NOT NULL AND "receipt" IS NOT NULL))), CONSTRAINT "packages_are_counted_from_one" CHECK ("number" >= 1));

CREATE TABLE "exchange_reconciliation" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "compared_at" timestamp with time zone NOT NULL, "our_count" integer NOT NULL CHECK ("our_count" >= 0), "our_digest" varchar(64) NOT NULL, "their_count" integer NOT NULL CHECK ("their_count" >= 0), "their_digest" varchar(64) NOT NULL, "gaps" jsonb NOT NULL, "is_simulator" boolean NOT NULL, "trouble" varchar(300) NOT NULL);

CREATE INDEX "exchange_re_city_fbc525_idx" ON "exchange_reconciliation" ("city", "compared_at");

CREATE TABLE "exchange_parcel_act" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "act" varchar(12) NOT NULL, "parcel" varchar(64) NOT NULL, "told" jsonb NOT NULL, "at" timestamp with time zone NOT NULL, "carried_by_id" uuid NOT NULL, CONSTRAINT "parcel_act_is_known" CHECK ("act" IN ('sent', 'received', 'refused', 'answered')));

ALTER TABLE "exchange_parcel_act" ADD CONSTRAINT "exchange_parcel_act_carried_by_id_442fccb5_fk_person_id" FOREIGN KEY ("carried_by_id") REFERENCES "person" ("id") DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX "exchange_parcel_act_carried_by_id_442fccb5" ON "exchange_parcel_act" ("carried_by_id");

CREATE INDEX "acts_of_a_parcel" ON "exchange_parcel_act" ("city", "parcel");

CREATE INDEX "parcel_acts_by_time" ON "exchange_parcel_act" ("city", "at");

CREATE TABLE "privacy_request" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "number" varchar(24) NOT NULL, "kind" varchar(8) NOT NULL, "words" text NOT NULL, "channel" varchar(8) NOT NULL, "account_id" uuid NULL, "filed_at" timestamp with time zone NOT NULL, "filed_on" date NOT NULL, "working_days" smallint NOT NULL CHECK ("working_days" >= 0), "calendar" varchar(40) NOT NULL, "due_on" date NOT NULL, "at_body_id" uuid NULL, "filed_by_id" uuid NOT NULL, "person_id" uuid NOT NULL);

CREATE TABLE "privacy_text" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "kind" varchar(12) NOT NULL, "code" varchar(40) NOT NULL, "number" integer NOT NULL CHECK ("number" >= 0), "title" varchar(120) NOT NULL, "content" jsonb NOT NULL, "drafted_at" timestamp with time zone NOT NULL, "drafted_by_id" uuid NOT NULL);

CREATE TABLE "retention_kind" ("code" varchar(40) NOT NULL PRIMARY KEY, "title" varchar(80) NOT NULL, "shortest_days" smallint NOT NULL CHECK ("shortest_days" >= 0), "longest_days" smallint NOT NULL CHECK ("longest_days" >= 0), "why" varchar(200) NOT NULL);

CREATE TABLE "privacy_assessment" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "processing" varchar(200) NOT NULL, "necessity" varchar(1000) NOT NULL, "risk" varchar(8) NOT NULL, "risks" varchar(1000) NOT NULL, "measures" varchar(1000) NOT NULL, "conclusion" varchar(500) NOT NULL, "valid_from" date NOT NULL, "valid_until" date NOT NULL, "assessed_at" timestamp with time zone NOT NULL, "assessed_by_id" uuid NOT NULL);

CREATE TABLE "privacy_assessment_approval" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "approved_at" timestamp with time zone NOT NULL, "approved_by_id" uuid NOT NULL, "assessment_id" uuid NOT NULL);

CREATE TABLE "privacy_export" ("request_id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "digest" varchar(64) NOT NULL, "size" integer NOT NULL CHECK ("size" >= 0), "made_at" timestamp with time zone NOT NULL, "ends_at" timestamp with time zone NOT NULL);

CREATE TABLE "misuse_finding" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "rule" varchar(16) NOT NULL, "day" date NOT NULL, "number" integer NOT NULL CHECK ("number" >= 0), "bound" integer NOT NULL CHECK ("bound" >= 0), "found_at" timestamp with time zone NOT NULL, "body_id" uuid NULL, "reader_id" uuid NOT NULL, "rules_id" uuid NOT NULL);

CREATE TABLE "misuse_look" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "verdict" varchar(12) NOT NULL, "words" varchar(300) NOT NULL, "looked_at" timestamp with time zone NOT NULL, "finding_id" uuid NOT NULL, "looked_by_id" uuid NOT NULL);

CREATE TABLE "privacy_answer" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "outcome" varchar(8) NOT NULL, "reason" varchar(500) NOT NULL, "article" varchar(200) NOT NULL, "remedy" varchar(200) NOT NULL, "answered_at" timestamp with time zone NOT NULL, "answered_by_id" uuid NULL, "request_id" uuid NOT NULL);

CREATE TABLE "privacy_publication" ("text_id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "in_force_from" date NOT NULL, "published_at" timestamp with time zone NOT NULL);

ALTER TABLE "privacy_request" ADD COLUMN "clock_id" uuid NULL CONSTRAINT "privacy_request_clock_id_ae64258e_fk_privacy_text_id" REFERENCES "privacy_text"("id") DEFERRABLE INITIALLY DEFERRED; SET CONSTRAINTS "privacy_request_clock_id_ae64258e_fk_privacy_text_id" IMMEDIATE;

CREATE TABLE "privacy_consent" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "code" varchar(40) NOT NULL, "given_at" timestamp with time zone NOT NULL, "person_id" uuid NOT NULL, "text_id" uuid NOT NULL);

CREATE TABLE "privacy_acknowledgement" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "channel" varchar(8) NOT NULL, "acknowledged_at" timestamp with time zone NOT NULL, "at_body_id" uuid NULL, "person_id" uuid NOT NULL, "text_id" uuid NOT NULL);

CREATE TABLE "retention_run" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "days" smallint NOT NULL CHECK ("days" >= 0), "removed" integer NOT NULL CHECK ("removed" >= 0), "ran_at" timestamp with time zone NOT NULL, "line_id" varchar(40) NOT NULL, "schedule_id" uuid NOT NULL);

CREATE TABLE "privacy_withdrawal" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "withdrawn_at" timestamp with time zone NOT NULL, "consent_id" uuid NOT NULL, "withdrawn_by_id" uuid NOT NULL);

ALTER TABLE "privacy_assessment" ADD CONSTRAINT "risk_is_known" CHECK ("risk" IN ('low', 'medium', 'high'));

ALTER TABLE "privacy_assessment_approval" ADD CONSTRAINT "an_assessment_is_approved_once" UNIQUE ("assessment_id");

CREATE TABLE "privacy_export_content" ("export_id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "text" text NOT NULL, "ends_at" timestamp with time zone NOT NULL);

ALTER TABLE "privacy_export" ADD COLUMN "person_id" uuid NOT NULL CONSTRAINT "privacy_export_person_id_a755057b_fk_person_id" REFERENCES "person"("id") DEFERRABLE INITIALLY DEFERRED; SET CONSTRAINTS "privacy_export_person_id_a755057b_fk_person_id" IMMEDIATE;

ALTER TABLE "misuse_look" ADD CONSTRAINT "a_misuse_finding_is_settled_once" UNIQUE ("finding_id");

ALTER TABLE "misuse_look" ADD CONSTRAINT "misuse_verdict_is_known" CHECK ("verdict" IN ('explained', 'misused'));

ALTER TABLE "privacy_answer" ADD CONSTRAINT "a_privacy_request_is_answered_once" UNIQUE ("request_id");

ALTER TABLE "privacy_answer" ADD CONSTRAINT "privacy_outcome_is_known" CHECK ("outcome" IN ('done', 'refused'));

ALTER TABLE "privacy_publication" ADD COLUMN "published_by_id" uuid NOT NULL CONSTRAINT "privacy_publication_published_by_id_ce0d33b6_fk_person_id" REFERENCES "person"("id") DEFERRABLE INITIALLY DEFERRED; SET CONSTRAINTS "privacy_publication_published_by_id_ce0d33b6_fk_person_id" IMMEDIATE;

ALTER TABLE "privacy_text" ADD CONSTRAINT "one_privacy_text_a_number" UNIQUE ("city", "kind", "code", "number");

ALTER TABLE "privacy_text" ADD CONSTRAINT "privacy_text_kind_is_known" CHECK ("kind" IN ('notice', 'consent', 'clock', 'retention', 'misuse'));

CREATE INDEX "privacy_request_by_day" ON "privacy_request" ("city", "due_on");

ALTER TABLE "privacy_request" ADD CONSTRAINT "one_privacy_request_a_number" UNIQUE ("city", "number");

ALTER TABLE "privacy_request" ADD CONSTRAINT "privacy_request_kind_is_known" CHECK (("channel" IN ('web', 'window', 'api') AND "kind" IN ('access', 'export', 'correct', 'delete', 'explain')));

ALTER TABLE "misuse_finding" ADD CONSTRAINT "one_misuse_finding_a_day" UNIQUE ("city", "rule", "reader_id", "day");

ALTER TABLE "misuse_finding" ADD CONSTRAINT "misuse_rule_is_known" CHECK ("rule" IN ('without_case', 'many_reveals', 'many_reads', 'off_hours'));

ALTER TABLE "privacy_acknowledgement" ADD CONSTRAINT "one_acknowledgement_a_version" UNIQUE ("person_id", "text_id");

ALTER TABLE "privacy_acknowledgement" ADD CONSTRAINT "acknowledged_on_a_known_channel" CHECK ("channel" IN ('web', 'window', 'api'));

ALTER TABLE "privacy_withdrawal" ADD CONSTRAINT "a_consent_is_withdrawn_once" UNIQUE ("consent_id");

ALTER TABLE "privacy_export_content" ADD COLUMN "person_id" uuid NOT NULL CONSTRAINT "privacy_export_content_person_id_43d3bbc7_fk_person_id" REFERENCES "person"("id") DEFERRABLE INITIALLY DEFERRED; SET CONSTRAINTS "privacy_export_content_person_id_43d3bbc7_fk_person_id" IMMEDIATE;

ALTER TABLE "privacy_request" ADD CONSTRAINT "privacy_request_at_body_id_62690680_fk_body_id" FOREIGN KEY ("at_body_id") REFERENCES "body" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "privacy_request" ADD CONSTRAINT "privacy_request_filed_by_id_66ad390d_fk_person_id" FOREIGN KEY ("filed_by_id") REFERENCES "person" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "privacy_request" ADD CONSTRAINT "privacy_request_person_id_4489984f_fk_person_id" FOREIGN KEY ("person_id") REFERENCES "person" ("id") DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX "privacy_request_at_body_id_62690680" ON "privacy_request" ("at_body_id");

CREATE INDEX "privacy_request_filed_by_id_66ad390d" ON "privacy_request" ("filed_by_id");

CREATE INDEX "privacy_request_person_id_4489984f" ON "privacy_request" ("person_id");

ALTER TABLE "privacy_text" ADD CONSTRAINT "privacy_text_drafted_by_id_1382126f_fk_person_id" FOREIGN KEY ("drafted_by_id") REFERENCES "person" ("id") DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX "privacy_text_drafted_by_id_1382126f" ON "privacy_text" ("drafted_by_id");

CREATE INDEX "retention_kind_code_8f5c441c_like" ON "retention_kind" ("code" varchar_pattern_ops);

ALTER TABLE "privacy_assessment" ADD CONSTRAINT "privacy_assessment_assessed_by_id_41228cef_fk_person_id" FOREIGN KEY ("assessed_by_id") REFERENCES "person" ("id") DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX "privacy_assessment_assessed_by_id_41228cef" ON "privacy_assessment" ("assessed_by_id");

ALTER TABLE "privacy_assessment_approval" ADD CONSTRAINT "privacy_assessment_a_approved_by_id_81673313_fk_person_id" FOREIGN KEY ("approved_by_id") REFERENCES "person" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "privacy_assessment_approval" ADD CONSTRAINT "privacy_assessment_a_assessment_id_8b8b616b_fk_privacy_a" FOREIGN KEY ("assessment_id") REFERENCES "privacy_assessment" ("id") DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX "privacy_assessment_approval_approved_by_id_81673313" ON "privacy_assessment_approval" ("approved_by_id");

ALTER TABLE "privacy_export" ADD CONSTRAINT "privacy_export_request_id_e9373f64_fk_privacy_request_id" FOREIGN KEY ("request_id") REFERENCES "privacy_request" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "misuse_finding" ADD CONSTRAINT "misuse_finding_body_id_dc98baa3_fk_body_id" FOREIGN KEY ("body_id") REFERENCES "body" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "misuse_finding" ADD CONSTRAINT "misuse_finding_reader_id_0123bacc_fk_person_id" FOREIGN KEY ("reader_id") REFERENCES "person" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "misuse_finding" ADD CONSTRAINT "misuse_finding_rules_id_57dbd370_fk_privacy_text_id" FOREIGN KEY ("rules_id") REFERENCES "privacy_text" ("id") DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX "misuse_finding_body_id_dc98baa3" ON "misuse_finding" ("body_id");

CREATE INDEX "misuse_finding_reader_id_0123bacc" ON "misuse_finding" ("reader_id");

CREATE INDEX "misuse_finding_rules_id_57dbd370" ON "misuse_finding" ("rules_id");

ALTER TABLE "misuse_look" ADD CONSTRAINT "misuse_look_finding_id_a7f6dacd_fk_misuse_finding_id" FOREIGN KEY ("finding_id") REFERENCES "misuse_finding" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "misuse_look" ADD CONSTRAINT "misuse_look_looked_by_id_19dbc76e_fk_person_id" FOREIGN KEY ("looked_by_id") REFERENCES "person" ("id") DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX "misuse_look_looked_by_id_19dbc76e" ON "misuse_look" ("looked_by_id");

ALTER TABLE "privacy_answer" ADD CONSTRAINT "privacy_answer_answered_by_id_ae2d05a6_fk_person_id" FOREIGN KEY ("answered_by_id") REFERENCES "person" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "privacy_answer" ADD CONSTRAINT "privacy_answer_request_id_bc8660fd_fk_privacy_request_id" FOREIGN KEY ("request_id") REFERENCES "privacy_request" ("id") DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX "privacy_answer_answered_by_id_ae2d05a6" ON "privacy_answer" ("answered_by_id");

ALTER TABLE "privacy_publication" ADD CONSTRAINT "privacy_publication_text_id_d76bdd91_fk_privacy_text_id" FOREIGN KEY ("text_id") REFERENCES "privacy_text" ("id") DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX "privacy_request_clock_id_ae64258e" ON "privacy_request" ("clock_id");

ALTER TABLE "privacy_consent" ADD CONSTRAINT "privacy_consent_person_id_ff91653f_fk_person_id" FOREIGN KEY ("person_id") REFERENCES "person" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "privacy_consent" ADD CONSTRAINT "privacy_consent_text_id_5aa09ced_fk_privacy_text_id" FOREIGN KEY ("text_id") REFERENCES "privacy_text" ("id") DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX "privacy_consent_person_id_ff91653f" ON "privacy_consent" ("person_id");

CREATE INDEX "privacy_consent_text_id_5aa09ced" ON "privacy_consent" ("text_id");

ALTER TABLE "privacy_acknowledgement" ADD CONSTRAINT "privacy_acknowledgement_at_body_id_69f60c0c_fk_body_id" FOREIGN KEY ("at_body_id") REFERENCES "body" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "privacy_acknowledgement" ADD CONSTRAINT "privacy_acknowledgement_person_id_64bbfb0f_fk_person_id" FOREIGN KEY ("person_id") REFERENCES "person" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "privacy_acknowledgement" ADD CONSTRAINT "privacy_acknowledgement_text_id_83e4c32c_fk_privacy_text_id" FOREIGN KEY ("text_id") REFERENCES "privacy_text" ("id") DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX "privacy_acknowledgement_at_body_id_69f60c0c" ON "privacy_acknowledgement" ("at_body_id");

CREATE INDEX "privacy_acknowledgement_person_id_64bbfb0f" ON "privacy_acknowledgement" ("person_id");

CREATE INDEX "privacy_acknowledgement_text_id_83e4c32c" ON "privacy_acknowledgement" ("text_id");

ALTER TABLE "retention_run" ADD CONSTRAINT "retention_run_line_id_31d94ae8_fk_retention_kind_code" FOREIGN KEY ("line_id") REFERENCES "retention_kind" ("code") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "retention_run" ADD CONSTRAINT "retention_run_schedule_id_c37828c7_fk_privacy_text_id" FOREIGN KEY ("schedule_id") REFERENCES "privacy_text" ("id") DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX "retention_run_line_id_31d94ae8" ON "retention_run" ("line_id");

CREATE INDEX "retention_run_line_id_31d94ae8_like" ON "retention_run" ("line_id" varchar_pattern_ops);

CREATE INDEX "retention_run_schedule_id_c37828c7" ON "retention_run" ("schedule_id");

ALTER TABLE "privacy_withdrawal" ADD CONSTRAINT "privacy_withdrawal_consent_id_01f8d060_fk_privacy_consent_id" FOREIGN KEY ("consent_id") REFERENCES "privacy_consent" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "privacy_withdrawal" ADD CONSTRAINT "privacy_withdrawal_withdrawn_by_id_922e2a1d_fk_person_id" FOREIGN KEY ("withdrawn_by_id") REFERENCES "person" ("id") DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX "privacy_withdrawal_withdrawn_by_id_922e2a1d" ON "privacy_withdrawal" ("withdrawn_by_id");

ALTER TABLE "privacy_export_content" ADD CONSTRAINT "privacy_export_conte_export_id_7ca3fa6d_fk_privacy_e" FOREIGN KEY ("export_id") REFERENCES "privacy_export" ("request_id") DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX "privacy_export_person_id_a755057b" ON "privacy_export" ("person_id");

CREATE INDEX "privacy_publication_published_by_id_ce0d33b6" ON "privacy_publication" ("published_by_id");

CREATE INDEX "privacy_export_content_person_id_43d3bbc7" ON "privacy_export_content" ("person_id");

ALTER TABLE "privacy_assessment" ADD COLUMN "receiver_id" uuid NULL CONSTRAINT "privacy_assessment_receiver_id_02ef1012_fk_body_id" REFERENCES "body"("id") DEFERRABLE INITIALLY DEFERRED; SET CONSTRAINTS "privacy_assessment_receiver_id_02ef1012_fk_body_id" IMMEDIATE;

ALTER TABLE "privacy_assessment" ADD COLUMN "claims" varchar(20)[] NULL;

CREATE INDEX "privacy_assessment_receiver_id_02ef1012" ON "privacy_assessment" ("receiver_id");

CREATE TABLE "data_key" ("version" integer NOT NULL PRIMARY KEY CHECK ("version" >= 0), "wrapped" varchar(200) NOT NULL, "kek_mark" varchar(16) NOT NULL, "made_at" timestamp with time zone NOT NULL, "superseded_at" timestamp with time zone NULL, "destroyed_at" timestamp with time zone NULL, CONSTRAINT "a_data_key_is_there_or_destroyed" CHECK ((("wrapped" = '' AND "destroyed_at" IS NOT NULL) OR (NOT ("wrapped" = '') AND "destroyed_at" IS NULL))));

CREATE TABLE "subject_key" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "kind" varchar(12) NOT NULL, "key_version" integer NOT NULL CHECK ("key_version" >= 0), "wrapped" varchar(120) NOT NULL, "destroyed_at" timestamp with time zone NULL, CONSTRAINT "kind_of_subject_is_known" CHECK ("kind" IN ('person', 'application', 'demand')), CONSTRAINT "a_subject_key_is_there_or_destroyed" CHECK ((("wrapped" = '' AND "destroyed_at" IS NOT NULL) OR (NOT ("wrapped" = '') AND "destroyed_at" IS NULL))));

ALTER TABLE "subject_key" DROP CONSTRAINT "kind_of_subject_is_known";

ALTER TABLE "subject_key" ADD CONSTRAINT "kind_of_subject_is_known" CHECK ("kind" IN ('person', 'firm', 'application', 'demand'));

ALTER TABLE "subject_key" DROP CONSTRAINT "kind_of_subject_is_known";

ALTER TABLE "subject_key" ADD CONSTRAINT "kind_of_subject_is_known" CHECK ("kind" IN ('person', 'firm', 'application', 'demand', 'signing_key'));

CREATE TABLE "department_login" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "name" varchar(60) NOT NULL, "address" varchar(300) NOT NULL, "people" integer NOT NULL CHECK ("people" >= 0), "due_on" date NOT NULL, "registered_at" timestamp with time zone NOT NULL, "body_id" uuid NOT NULL, "registered_by_id" uuid NOT NULL, CONSTRAINT "one_login_of_a_name_at_a_body" UNIQUE ("body_id", "name"), CONSTRAINT "login_of_body" UNIQUE ("id", "body_id"));

CREATE TABLE "federation_grant" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "session_id" uuid NOT NULL, "redirect" varchar(300) NOT NULL, "scopes" varchar(20)[] NOT NULL, "nonce" varchar(255) NOT NULL, "challenge" varchar(43) NOT NULL, "code_digest" varchar(64) NOT NULL, "subject" varchar(64) NOT NULL, "issuer" varchar(200) NOT NULL, "level" smallint NOT NULL CHECK ("level" >= 0), "signed_in_at" timestamp with time zone NOT NULL, "given_at" timestamp with time zone NOT NULL, "code_ends_at" timestamp with time zone NOT NULL, "account_id" uuid NOT NULL, CONSTRAINT "one_grant_a_code" UNIQUE ("code_digest"));

CREATE TABLE "federation_client" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "code" varchar(40) NOT NULL, "name" varchar(60) NOT NULL, "kind" varchar(12) NOT NULL, "secret_digest" varchar(64) NOT NULL, "serves" varchar(8) NOT NULL, "purpose" varchar(200) NOT NULL, "scopes" varchar(20)[] NOT NULL, "sector" varchar(120) NOT NULL, "after_sign_out" varchar(300)[] NOT NULL, "logout_address" varchar(300) NOT NULL, "valid_from" date NOT NULL, "valid_to" date NULL, "registered_at" timestamp with time zone NOT NULL, "ended_at" timestamp with time zone NULL, "body_id" uuid NOT NULL, "ended_by_id" uuid NULL, "registered_by_id" uuid NOT NULL, CONSTRAINT "one_client_a_code" UNIQUE ("code"), CONSTRAINT "client_of_body" UNIQUE ("id", "body_id"), CONSTRAINT "a_client_has_a_secret_or_can_keep_none" CHECK ((("kind" = 'public' AND "secret_digest" = '') OR ("kind" = 'confidential' AND NOT ("secret_digest" = '')))), CONSTRAINT "a_client_serves_one_kind_of_people" CHECK ("serves" IN ('citizen', 'staff')), CONSTRAINT "a_client_ends_after_it_began" CHECK (("valid_to" IS NULL OR "valid_to" > ("valid_from"))), CONSTRAINT "a_client_is_ended_by_somebody" CHECK ((("ended_at" IS NULL AND "ended_by_id" IS NULL) OR ("ended_at" IS NOT NULL AND "ended_by_id" IS NOT NULL))));

CREATE TABLE "federation_consent" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "scopes" varchar(20)[] NOT NULL, "given_at" timestamp with time zone NOT NULL, "withdrawn_at" timestamp with time zone NULL, "account_id" uuid NOT NULL, "client_id" uuid NOT NULL, CONSTRAINT "consent_of_whom_to_what" UNIQUE ("id", "account_id", "client_id"));

CREATE TABLE "federation_end" ("grant_id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "ended_at" timestamp with time zone NOT NULL, "because" varchar(12) NOT NULL, CONSTRAINT "an_end_of_a_sign_in_says_why" CHECK ("because" IN ('session', 'withdrawn', 'revoked', 'replayed', 'client')));

CREATE TABLE "federation_logout" ("grant_id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "next_at" timestamp with time zone NOT NULL, "tries" integer NOT NULL CHECK ("tries" >= 0), "told_at" timestamp with time zone NULL, "trouble" varchar(200) NOT NULL);

ALTER TABLE "federation_grant" ADD COLUMN "client_id" uuid NOT NULL;

ALTER TABLE "federation_grant" ADD COLUMN "consent_id" uuid NOT NULL;

CREATE TABLE "federation_issue" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "turn" integer NOT NULL CHECK ("turn" >= 0), "access_digest" varchar(64) NOT NULL, "refresh_digest" varchar(64) NULL, "issued_at" timestamp with time zone NOT NULL, "access_ends_at" timestamp with time zone NOT NULL, "grant_id" uuid NOT NULL, CONSTRAINT "a_code_is_used_once" UNIQUE ("grant_id", "turn"), CONSTRAINT "one_issue_an_access_token" UNIQUE ("access_digest"), CONSTRAINT "one_issue_a_refresh_token" UNIQUE ("refresh_digest"));

CREATE TABLE "federation_key" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "public_jwk" jsonb NOT NULL, "private" text NOT NULL, "made_at" timestamp with time zone NOT NULL, "signs_to" timestamp with time zone NULL, "shown_to" timestamp with time zone NULL, CONSTRAINT "a_key_that_signs_no_more_is_only_shown" CHECK ((("shown_to" IS NULL AND "signs_to" IS NULL AND NOT ("private" = '')) OR ("private" = '' AND "shown_to" >= ("signs_to") AND "signs_to" IS NOT NULL))));

CREATE TABLE "federation_redirect" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "url" varchar(300) NOT NULL, "client_id" uuid NOT NULL, CONSTRAINT "one_address_of_a_client" UNIQUE ("client_id", "url"));

CREATE TABLE "department_login_settled" ("login_id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "how" varchar(8) NOT NULL, "settled_at" timestamp with time zone NOT NULL, "client_id" uuid NULL, "settled_by_id" uuid NOT NULL, CONSTRAINT "a_merged_login_names_its_system" CHECK ((("client_id" IS NOT NULL AND "how" = 'merged') OR ("client_id" IS NULL AND "how" = 'closed'))));

ALTER TABLE "department_login" ADD CONSTRAINT "department_login_body_id_220d653a_fk_body_id" FOREIGN KEY ("body_id") REFERENCES "body" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "department_login" ADD CONSTRAINT "department_login_registered_by_id_4281a8c7_fk_person_id" FOREIGN KEY ("registered_by_id") REFERENCES "person" ("id") DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX "department_login_body_id_220d653a" ON "department_login" ("body_id");

CREATE INDEX "department_login_registered_by_id_4281a8c7" ON "department_login" ("registered_by_id");

CREATE INDEX "federation_grant_session_id_9ee2736b" ON "federation_grant" ("session_id");

CREATE INDEX "federation_grant_account_id_a7e624b0" ON "federation_grant" ("account_id");

CREATE INDEX "grants_of_whom" ON "federation_grant" ("account_id", "given_at");

ALTER TABLE "federation_client" ADD CONSTRAINT "federation_client_body_id_9500489e_fk_body_id" FOREIGN KEY ("body_id") REFERENCES "body" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "federation_client" ADD CONSTRAINT "federation_client_ended_by_id_244e5719_fk_person_id" FOREIGN KEY ("ended_by_id") REFERENCES "person" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "federation_client" ADD CONSTRAINT "federation_client_registered_by_id_8272d1eb_fk_person_id" FOREIGN KEY ("registered_by_id") REFERENCES "person" ("id") DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX "federation_client_body_id_9500489e" ON "federation_client" ("body_id");

CREATE INDEX "federation_client_ended_by_id_244e5719" ON "federation_client" ("ended_by_id");

CREATE INDEX "federation_client_registered_by_id_8272d1eb" ON "federation_client" ("registered_by_id");

ALTER TABLE "federation_consent" ADD CONSTRAINT "federation_consent_account_id_fb671429_fk_account_id" FOREIGN KEY ("account_id") REFERENCES "account" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "federation_consent" ADD CONSTRAINT "federation_consent_client_id_a544118b_fk_federation_client_id" FOREIGN KEY ("client_id") REFERENCES "federation_client" ("id") DEFERRABLE INITIALLY DEFERRED;

CREATE UNIQUE INDEX "one_consent_at_a_time" ON "federation_consent" ("account_id", "client_id") WHERE "withdrawn_at" IS NULL;

CREATE INDEX "federation_consent_account_id_fb671429" ON "federation_consent" ("account_id");

CREATE INDEX "federation_consent_client_id_a544118b" ON "federation_consent" ("client_id");

ALTER TABLE "federation_end" ADD CONSTRAINT "federation_end_grant_id_8c26e98a_fk_federation_grant_id" FOREIGN KEY ("grant_id") REFERENCES "federation_grant" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "federation_logout" ADD CONSTRAINT "federation_logout_grant_id_b55b7522_fk_federation_grant_id" FOREIGN KEY ("grant_id") REFERENCES "federation_grant" ("id") DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX "logouts_that_wait" ON "federation_logout" ("city", "next_at") WHERE "told_at" IS NULL;

CREATE INDEX "federation_grant_client_id_8e454f9b" ON "federation_grant" ("client_id");

CREATE INDEX "federation_grant_consent_id_d0528be2" ON "federation_grant" ("consent_id");

ALTER TABLE "federation_issue" ADD CONSTRAINT "federation_issue_grant_id_8c94d5fc_fk_federation_grant_id" FOREIGN KEY ("grant_id") REFERENCES "federation_grant" ("id") DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX "federation_issue_grant_id_8c94d5fc" ON "federation_issue" ("grant_id");

CREATE UNIQUE INDEX "one_signing_key_at_a_time" ON "federation_key" ("city") WHERE "signs_to" IS NULL;

ALTER TABLE "federation_redirect" ADD CONSTRAINT "federation_redirect_client_id_b926311d_fk_federation_client_id" FOREIGN KEY ("client_id") REFERENCES "federation_client" ("id") DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX "federation_redirect_client_id_b926311d" ON "federation_redirect" ("client_id");

ALTER TABLE "department_login_settled" ADD CONSTRAINT "department_login_set_login_id_42360de3_fk_departmen" FOREIGN KEY ("login_id") REFERENCES "department_login" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "department_login_settled" ADD CONSTRAINT "department_login_set_client_id_cc2d6ebf_fk_federatio" FOREIGN KEY ("client_id") REFERENCES "federation_client" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "department_login_settled" ADD CONSTRAINT "department_login_settled_settled_by_id_46c39559_fk_person_id" FOREIGN KEY ("settled_by_id") REFERENCES "person" ("id") DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX "department_login_settled_client_id_cc2d6ebf" ON "department_login_settled" ("client_id");

CREATE INDEX "department_login_settled_settled_by_id_46c39559" ON "department_login_settled" ("settled_by_id");

ALTER TABLE "federation_grant" ADD CONSTRAINT "only_a_registered_address" FOREIGN KEY ("client_id", "redirect") REFERENCES "federation_redirect" ("client_id", "url");

ALTER TABLE "federation_grant" ADD CONSTRAINT "a_sign_in_rests_on_consent" FOREIGN KEY ("consent_id", "account_id", "client_id") REFERENCES "federation_consent" ("id", "account_id", "client_id");

ALTER TABLE "federation_client" ADD COLUMN "assessment_id" uuid NULL CONSTRAINT "federation_client_assessment_id_629ce1a9_fk_privacy_a" REFERENCES "privacy_assessment"("id") DEFERRABLE INITIALLY DEFERRED; SET CONSTRAINTS "federation_client_assessment_id_629ce1a9_fk_privacy_a" IMMEDIATE;

CREATE INDEX "federation_client_assessment_id_629ce1a9" ON "federation_client" ("assessment_id");

CREATE TABLE "incident_plan" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "number" integer NOT NULL CHECK ("number" >= 0), "title" varchar(120) NOT NULL, "content" jsonb NOT NULL, "drafted_at" timestamp with time zone NOT NULL, "drafted_by_id" uuid NOT NULL, CONSTRAINT "one_incident_plan_a_number" UNIQUE ("city", "number"));

CREATE TABLE "incident" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "number" varchar(24) NOT NULL, "kind" varchar(30) NOT NULL, "level" varchar(30) NOT NULL, "data" varchar(300) NOT NULL, "people" integer NULL CHECK ("people" >= 0), "is_drill" boolean NOT NULL, "title" varchar(120) NOT NULL, "words" varchar(2000) NOT NULL, "found_at" timestamp with time zone NOT NULL, "found_how" varchar(200) NOT NULL, "alarm" varchar(40) NOT NULL, "opened_at" timestamp with time zone NOT NULL, "opened_by_id" uuid NOT NULL, "plan_id" uuid NOT NULL, CONSTRAINT "one_incident_a_number" UNIQUE ("city", "number"));

CREATE TABLE "incident_step" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "part" varchar(8) NOT NULL, "code" varchar(30) NOT NULL, "title" varchar(200) NOT NULL, "who" varchar(200) NOT NULL, "basis" varchar(300) NOT NULL, "hours" integer NOT NULL CHECK ("hours" >= 0), "is_required" boolean NOT NULL, "due_at" timestamp with time zone NOT NULL, "incident_id" uuid NOT NULL, CONSTRAINT "one_incident_step_a_code" UNIQUE ("incident_id", "code"), CONSTRAINT "incident_part_is_known" CHECK ("part" IN ('step', 'notice')));

CREATE TABLE "incident_entry" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "number" integer NOT NULL CHECK ("number" >= 0), "kind" varchar(10) NOT NULL, "words" varchar(2000) NOT NULL, "receipt" varchar(200) NOT NULL, "level" varchar(30) NOT NULL, "data" varchar(300) NOT NULL, "people" integer NULL CHECK ("people" >= 0), "cause" varchar(1000) NOT NULL, "measures" varchar(1000) NOT NULL, "lessons" varchar(1000) NOT NULL, "happened_at" timestamp with time zone NOT NULL, "written_at" timestamp with time zone NOT NULL, "incident_id" uuid NOT NULL, "written_by_id" uuid NOT NULL, "step_id" uuid NULL, CONSTRAINT "one_incident_entry_a_number" UNIQUE ("incident_id", "number"), CONSTRAINT "incident_entry_is_known" CHECK ("kind" IN ('note', 'estimate', 'level', 'done', 'excused', 'closed', 'reopened')));

CREATE TABLE "incident_plan_publication" ("plan_id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "in_force_from" date NOT NULL, "published_at" timestamp with time zone NOT NULL, "published_by_id" uuid NOT NULL);

ALTER TABLE "incident_plan" ADD CONSTRAINT "incident_plan_drafted_by_id_e5720c18_fk_person_id" FOREIGN KEY ("drafted_by_id") REFERENCES "person" ("id") DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX "incident_plan_drafted_by_id_e5720c18" ON "incident_plan" ("drafted_by_id");

ALTER TABLE "incident" ADD CONSTRAINT "incident_opened_by_id_d3b69d8e_fk_person_id" FOREIGN KEY ("opened_by_id") REFERENCES "person" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "incident" ADD CONSTRAINT "incident_plan_id_5029a25a_fk_incident_plan_id" FOREIGN KEY ("plan_id") REFERENCES "incident_plan" ("id") DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX "incident_opened_by_id_d3b69d8e" ON "incident" ("opened_by_id");

CREATE INDEX "incident_plan_id_5029a25a" ON "incident" ("plan_id");

CREATE INDEX "incidents_by_time" ON "incident" ("city", "found_at" DESC);

ALTER TABLE "incident_step" ADD CONSTRAINT "incident_step_incident_id_4775395c_fk_incident_id" FOREIGN KEY ("incident_id") REFERENCES "incident" ("id") DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX "incident_step_incident_id_4775395c" ON "incident_step" ("incident_id");

ALTER TABLE "incident_entry" ADD CONSTRAINT "incident_entry_incident_id_3c5583e7_fk_incident_id" FOREIGN KEY ("incident_id") REFERENCES "incident" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "incident_entry" ADD CONSTRAINT "incident_entry_written_by_id_0e5203fb_fk_person_id" FOREIGN KEY ("written_by_id") REFERENCES "person" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "incident_entry" ADD CONSTRAINT "incident_entry_step_id_42448aa4_fk_incident_step_id" FOREIGN KEY ("step_id") REFERENCES "incident_step" ("id") DEFERRABLE INITIALLY DEFERRED;

CREATE UNIQUE INDEX "an_incident_step_is_settled_once" ON "incident_entry" ("step_id") WHERE "kind" IN ('done', 'excused');

CREATE INDEX "incident_entry_written_by_id_0e5203fb" ON "incident_entry" ("written_by_id");

ALTER TABLE "incident_plan_publication" ADD CONSTRAINT "incident_plan_publication_plan_id_2d0fcfaf_fk_incident_plan_id" FOREIGN KEY ("plan_id") REFERENCES "incident_plan" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "incident_plan_publication" ADD CONSTRAINT "incident_plan_publication_published_by_id_4494ab34_fk_person_id" FOREIGN KEY ("published_by_id") REFERENCES "person" ("id") DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX "incident_plan_publication_published_by_id_4494ab34" ON "incident_plan_publication" ("published_by_id");

CREATE TABLE "item_baseline" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "number" smallint NOT NULL CHECK ("number" >= 0), "counted_on" date NOT NULL, "materials" smallint NOT NULL CHECK ("materials" >= 0), "steps" smallint NOT NULL CHECK ("steps" >= 0), "visits" smallint NOT NULL CHECK ("visits" >= 0), "source" varchar(300) NOT NULL, "reason" varchar(400) NOT NULL, "registered_on" date NOT NULL, "registered_at" timestamp with time zone NOT NULL, "item_id" uuid NOT NULL, "registered_by_id" uuid NOT NULL, CONSTRAINT "one_baseline_a_number" UNIQUE ("item_id", "number"), CONSTRAINT "a_baseline_says_its_source" CHECK (("source"::text ~  E'[^\\s\\u00a0\\u3000]' AND ("number" = 1 OR ("number" > 1 AND "reason"::text ~  E'[^\\s\\u00a0\\u3000]')))));

ALTER TABLE "item_baseline" ADD CONSTRAINT "item_baseline_item_id_6773562f_fk_item_id" FOREIGN KEY ("item_id") REFERENCES "item" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "item_baseline" ADD CONSTRAINT "item_baseline_registered_by_id_2f8c7722_fk_person_id" FOREIGN KEY ("registered_by_id") REFERENCES "person" ("id") DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX "item_baseline_item_id_6773562f" ON "item_baseline" ("item_id");

CREATE INDEX "item_baseline_registered_by_id_2f8c7722" ON "item_baseline" ("registered_by_id");

CREATE TABLE "account_link" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "kind" varchar(20) NOT NULL, "subject_key" varchar(64) NOT NULL, "level" smallint NOT NULL CHECK ("level" >= 0), "linked_at" timestamp with time zone NOT NULL, "unlinked_at" timestamp with time zone NULL, "account_id" uuid NOT NULL, CONSTRAINT "a_link_proves_little" CHECK ("level" IN (1, 2)), CONSTRAINT "a_link_ends_after_it_began" CHECK (("unlinked_at" IS NULL OR "unlinked_at" >= ("linked_at"))));

ALTER TABLE "account_link" ADD CONSTRAINT "account_link_account_id_675e5e8e_fk_account_id" FOREIGN KEY ("account_id") REFERENCES "account" ("id") DEFERRABLE INITIALLY DEFERRED;

CREATE UNIQUE INDEX "one_account_a_foreign_account" ON "account_link" ("city", "kind", "subject_key") WHERE "unlinked_at" IS NULL;

CREATE UNIQUE INDEX "one_link_of_a_kind_at_a_time" ON "account_link" ("account_id", "kind") WHERE "unlinked_at" IS NULL;

CREATE INDEX "account_link_account_id_675e5e8e" ON "account_link" ("account_id");

CREATE INDEX "links_of_an_account" ON "account_link" ("account_id");

CREATE TABLE "list_hand_in" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "number" integer NOT NULL CHECK ("number" >= 0), "digest" varchar(64) NOT NULL, "handed_in_at" timestamp with time zone NOT NULL, "handed_in_by_id" uuid NOT NULL);

CREATE TABLE "list_release" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "kind" varchar(24) NOT NULL, "number" integer NOT NULL CHECK ("number" >= 0), "title" varchar(200) NOT NULL, "basis_title" varchar(300) NOT NULL, "basis_number" varchar(120) NOT NULL, "basis_article" varchar(120) NOT NULL, "basis_rank" varchar(24) NOT NULL, "writers" uuid[] NOT NULL, "revised_at" timestamp with time zone NOT NULL, "discarded_at" timestamp with time zone NULL, "body_id" uuid NOT NULL, "discarded_by_id" uuid NULL, "drafted_by_id" uuid NOT NULL, "venue_id" uuid NULL, CONSTRAINT "release_of_kind" UNIQUE ("id", "kind"), CONSTRAINT "a_list_rests_on_law" CHECK (((("kind" IN ('basic_directory', 'fees', 'resident', 'negative', 'one_visit', 'more_visits', 'promises', 'deferrable', 'clean_up', 'retained_proofs', 'cancelled_proofs', 'city_wide', 'province_wide', 'cross_province', 'township_base', 'township', 'village_base', 'village') AND "basis_rank" IN ('law', 'regulation', 'rule', 'state_policy', 'province_policy')) OR ("kind" IN ('licences', 'intermediaries') AND "basis_rank" IN ('law', 'regulation', 'rule', 'state_policy')) OR ("kind" IN ('special_steps') AND "basis_rank" IN ('law', 'regulation', 'rule'))) AND "basis_title"::text ~  E'[^\\s\\u00a0\\u3000]')), CONSTRAINT "a_list_of_its_hall" CHECK ((("kind" IN ('resident', 'negative', 'township', 'village') AND "venue_id" IS NOT NULL) OR ("kind" IN ('basic_directory', 'licences', 'intermediaries', 'fees', 'special_steps', 'one_visit', 'more_visits', 'promises', 'deferrable', 'clean_up', 'retained_proofs', 'cancelled_proofs', 'city_wide', 'province_wide', 'cross_province', 'township_base', 'village_base') AND "venue_id" IS NULL))));

CREATE TABLE "list_publication" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "kind" varchar(24) NOT NULL, "effective_on" date NOT NULL, "digest" varchar(64) NOT NULL, "published_at" timestamp with time zone NOT NULL, "drafted_by_id" uuid NOT NULL, "first_reviewer_id" uuid NOT NULL, "gatekeeper_id" uuid NOT NULL, "hand_in_id" uuid NOT NULL UNIQUE, "lawyer_id" uuid NOT NULL, "published_by_id" uuid NOT NULL, "venue_id" uuid NULL, "release_id" uuid NOT NULL UNIQUE, CONSTRAINT "a_list_by_five_people" CHECK ((NOT ("drafted_by_id" = ("first_reviewer_id")) AND NOT ("drafted_by_id" = ("lawyer_id")) AND NOT ("drafted_by_id" = ("gatekeeper_id")) AND NOT ("drafted_by_id" = ("published_by_id")) AND NOT ("first_reviewer_id" = ("lawyer_id")) AND NOT ("first_reviewer_id" = ("gatekeeper_id")) AND NOT ("first_reviewer_id" = ("published_by_id")) AND NOT ("lawyer_id" = ("gatekeeper_id")) AND NOT ("lawyer_id" = ("published_by_id")) AND NOT ("gatekeeper_id" = ("published_by_id")))));

ALTER TABLE "list_hand_in" ADD COLUMN "release_id" uuid NOT NULL CONSTRAINT "list_hand_in_release_id_ad138f1a_fk_list_release_id" REFERENCES "list_release"("id") DEFERRABLE INITIALLY DEFERRED; SET CONSTRAINTS "list_hand_in_release_id_ad138f1a_fk_list_release_id" IMMEDIATE;

CREATE TABLE "list_review" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "stage" varchar(16) NOT NULL, "outcome" varchar(8) NOT NULL, "opinion" varchar(1000) NOT NULL, "reviewed_at" timestamp with time zone NOT NULL, "body_id" uuid NOT NULL, "hand_in_id" uuid NOT NULL, "reviewer_id" uuid NOT NULL, CONSTRAINT "a_list_reviewed_once_a_stage" UNIQUE ("hand_in_id", "stage"), CONSTRAINT "list_review_stage_is_known" CHECK ("stage" IN ('first_review', 'legality', 'gatekeeping')), CONSTRAINT "list_review_outcome_is_known" CHECK ("outcome" IN ('passed', 'returned')));

CREATE TABLE "list_row" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "kind" varchar(24) NOT NULL, "reason" varchar(24) NOT NULL, "basis" varchar(400) NOT NULL, "terms" jsonb NOT NULL, "fee_id" uuid NULL, "item_id" uuid NULL, "material_id" uuid NULL, "material_type_id" uuid NULL, "release_id" uuid NOT NULL, "step_id" uuid NULL, "version_id" uuid NULL, CONSTRAINT "a_row_names_its_kind" CHECK ((("kind" IN ('basic_directory', 'licences', 'intermediaries', 'resident', 'negative', 'one_visit', 'more_visits', 'promises', 'city_wide', 'province_wide', 'cross_province', 'township_base', 'township', 'village_base', 'village') AND "fee_id" IS NULL AND "item_id" IS NOT NULL AND "material_id" IS NULL AND "material_type_id" IS NULL AND "step_id" IS NULL AND "version_id" IS NOT NULL) OR ("kind" IN ('fees') AND "fee_id" IS NOT NULL AND "item_id" IS NOT NULL AND "material_id" IS NULL AND "material_type_id" IS NULL AND "step_id" IS NULL AND "version_id" IS NOT NULL) OR ("kind" IN ('special_steps') AND "fee_id" IS NULL AND "item_id" IS NOT NULL AND "material_id" IS NULL AND "material_type_id" IS NULL AND "step_id" IS NOT NULL AND "version_id" IS NOT NULL) OR ("kind" IN ('deferrable', 'clean_up') AND "fee_id" IS NULL AND "item_id" IS NOT NULL AND "material_id" IS NOT NULL AND "material_type_id" IS NULL AND "step_id" IS NULL AND "version_id" IS NOT NULL) OR ("kind" IN ('retained_proofs', 'cancelled_proofs') AND "fee_id" IS NULL AND "item_id" IS NULL AND "material_id" IS NULL AND "material_type_id" IS NOT NULL AND "step_id" IS NULL AND "version_id" IS NULL))), CONSTRAINT "an_entry_says_why" CHECK ((("kind" = 'basic_directory' AND "terms" = '{}'::jsonb AND "reason" = '') OR ("kind" = 'licences' AND "terms" = '{}'::jsonb AND "reason" = '') OR ("kind" = 'intermediaries' AND "terms" = '{}'::jsonb AND "reason" = '') OR ("kind" = 'fees' AND "terms" = '{}'::jsonb AND "reason" = '') OR ("kind" = 'special_steps' AND "terms" = '{}'::jsonb AND "reason" = '') OR ("kind" = 'resident' AND "terms" = '{}'::jsonb AND "reason" = '') OR ("kind" = 'negative' AND "terms" = '{}'::jsonb AND ("reason" IN ('law', 'safety', 'secrecy', 'venue') AND "basis"::text ~  E'[^\\s\\u00a0\\u3000]')) OR ("kind" = 'one_visit' AND "terms" = '{}'::jsonb AND "reason" = '') OR ("kind" = 'more_visits' AND "terms" ?& '{roadmap,target_on}' AND "reason" IN ('by_law', 'no_system', 'on_the_spot', 'several_bodies')) OR ("kind" = 'promises' AND "terms" ?& '{content,liability,requirement,supervision,way}' AND ("reason" IN ('business_licence', 'investment', 'proof') AND "basis"::text ~  E'[^\\s\\u00a0\\u3000]')) OR ("kind" = 'deferrable' AND "terms" = '{}'::jsonb AND "reason" = '') OR ("kind" = 'clean_up' AND "terms" = '{}'::jsonb AND ("reason" IN ('cannot_be_checked', 'covered', 'held_licence', 'no_basis', 'online_check', 'promise') OR ("reason" IN ('kept') AND "basis"::text ~  E'[^\\s\\u00a0\\u3000]'))) OR ("kind" = 'retained_proofs' AND "terms" = '{}'::jsonb AND ("reason" IN ('none_of_five') AND "basis"::text ~  E'[^\\s\\u00a0\\u3000]')) OR ("kind" = 'cancelled_proofs' AND "terms" = '{}'::jsonb AND "reason" IN ('held_licence', 'no_basis', 'other_bodies', 'own_system', 'promise')) OR ("kind" = 'city_wide' AND "terms" = '{}'::jsonb AND "reason" = '') OR ("kind" = 'province_wide' AND "terms" = '{}'::jsonb AND "reason" = '') OR ("kind" = 'cross_province' AND "terms" = '{}'::jsonb AND "reason" = '') OR ("kind" = 'township_base' AND "terms" = '{}'::jsonb AND "reason" = '') OR ("kind" = 'township' AND "terms" = '{}'::jsonb AND "reason" IN ('added', 'base')) OR ("kind" = 'village_base' AND "terms" = '{}'::jsonb AND "reason" = '') OR ("kind" = 'village' AND "terms" = '{}'::jsonb AND "reason" IN ('added', 'base')))));

CREATE TABLE "proof_demand" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "number" varchar(16) NOT NULL, "demanded_by" varchar(120) NOT NULL, "demanded_on" date NULL, "told" varchar(500) NOT NULL, "phone" varchar(20) NOT NULL, "reported_at" timestamp with time zone NOT NULL, "answer" varchar(500) NOT NULL, "answered_at" timestamp with time zone NULL, "answered_by_id" uuid NULL, "material_type_id" uuid NOT NULL, "reported_by_id" uuid NULL, CONSTRAINT "one_demand_a_number" UNIQUE ("city", "number"), CONSTRAINT "a_demand_says_who_and_what" CHECK (("told"::text ~  E'[^\\s\\u00a0\\u3000]' AND "demanded_by"::text ~  E'[^\\s\\u00a0\\u3000]')), CONSTRAINT "an_answer_names_who_gave_it" CHECK ((("answer" = '' AND "answered_at" IS NULL AND "answered_by_id" IS NULL) OR ("answer"::text ~  E'[^\\s\\u00a0\\u3000]' AND "answered_at" IS NOT NULL AND "answered_by_id" IS NOT NULL))));

ALTER TABLE "list_hand_in" ADD CONSTRAINT "one_hand_in_a_number" UNIQUE ("release_id", "number");

ALTER TABLE "list_hand_in" ADD CONSTRAINT "list_hand_in_handed_in_by_id_8c18feb8_fk_person_id" FOREIGN KEY ("handed_in_by_id") REFERENCES "person" ("id") DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX "list_hand_in_handed_in_by_id_8c18feb8" ON "list_hand_in" ("handed_in_by_id");

ALTER TABLE "list_release" ADD CONSTRAINT "list_release_body_id_5b486d3f_fk_body_id" FOREIGN KEY ("body_id") REFERENCES "body" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "list_release" ADD CONSTRAINT "list_release_discarded_by_id_93095f1b_fk_person_id" FOREIGN KEY ("discarded_by_id") REFERENCES "person" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "list_release" ADD CONSTRAINT "list_release_drafted_by_id_975bd5b8_fk_person_id" FOREIGN KEY ("drafted_by_id") REFERENCES "person" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "list_release" ADD CONSTRAINT "list_release_venue_id_52cbc11e_fk_venue_id" FOREIGN KEY ("venue_id") REFERENCES "venue" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "list_release" ADD CONSTRAINT "one_release_a_number" UNIQUE NULLS NOT DISTINCT ("city", "kind", "venue_id", "number");

CREATE INDEX "list_release_body_id_5b486d3f" ON "list_release" ("body_id");

CREATE INDEX "list_release_discarded_by_id_93095f1b" ON "list_release" ("discarded_by_id");

CREATE INDEX "list_release_drafted_by_id_975bd5b8" ON "list_release" ("drafted_by_id");

CREATE INDEX "list_release_venue_id_52cbc11e" ON "list_release" ("venue_id");

ALTER TABLE "list_publication" ADD CONSTRAINT "list_publication_drafted_by_id_90908672_fk_person_id" FOREIGN KEY ("drafted_by_id") REFERENCES "person" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "list_publication" ADD CONSTRAINT "list_publication_first_reviewer_id_e288ffb9_fk_person_id" FOREIGN KEY ("first_reviewer_id") REFERENCES "person" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "list_publication" ADD CONSTRAINT "list_publication_gatekeeper_id_9ea873fe_fk_person_id" FOREIGN KEY ("gatekeeper_id") REFERENCES "person" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "list_publication" ADD CONSTRAINT "list_publication_hand_in_id_46beb4ac_fk_list_hand_in_id" FOREIGN KEY ("hand_in_id") REFERENCES "list_hand_in" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "list_publication" ADD CONSTRAINT "list_publication_lawyer_id_8de66ad1_fk_person_id" FOREIGN KEY ("lawyer_id") REFERENCES "person" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "list_publication" ADD CONSTRAINT "list_publication_published_by_id_0a7de835_fk_person_id" FOREIGN KEY ("published_by_id") REFERENCES "person" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "list_publication" ADD CONSTRAINT "list_publication_venue_id_ecf8feb3_fk_venue_id" FOREIGN KEY ("venue_id") REFERENCES "venue" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "list_publication" ADD CONSTRAINT "one_list_from_a_day" UNIQUE NULLS NOT DISTINCT ("city", "kind", "venue_id", "effective_on");

CREATE INDEX "list_publication_drafted_by_id_90908672" ON "list_publication" ("drafted_by_id");

CREATE INDEX "list_publication_first_reviewer_id_e288ffb9" ON "list_publication" ("first_reviewer_id");

CREATE INDEX "list_publication_gatekeeper_id_9ea873fe" ON "list_publication" ("gatekeeper_id");

CREATE INDEX "list_publication_lawyer_id_8de66ad1" ON "list_publication" ("lawyer_id");

CREATE INDEX "list_publication_published_by_id_0a7de835" ON "list_publication" ("published_by_id");

CREATE INDEX "list_publication_venue_id_ecf8feb3" ON "list_publication" ("venue_id");

CREATE INDEX "lists_in_force" ON "list_publication" ("city", "kind", "effective_on" DESC);

CREATE INDEX "list_hand_in_release_id_ad138f1a" ON "list_hand_in" ("release_id");

ALTER TABLE "list_review" ADD CONSTRAINT "list_review_body_id_c006082d_fk_body_id" FOREIGN KEY ("body_id") REFERENCES "body" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "list_review" ADD CONSTRAINT "list_review_hand_in_id_a6a6d6e7_fk_list_hand_in_id" FOREIGN KEY ("hand_in_id") REFERENCES "list_hand_in" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "list_review" ADD CONSTRAINT "list_review_reviewer_id_8c1a75df_fk_person_id" FOREIGN KEY ("reviewer_id") REFERENCES "person" ("id") DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX "list_review_body_id_c006082d" ON "list_review" ("body_id");

CREATE INDEX "list_review_hand_in_id_a6a6d6e7" ON "list_review" ("hand_in_id");

CREATE INDEX "list_review_reviewer_id_8c1a75df" ON "list_review" ("reviewer_id");

ALTER TABLE "list_row" ADD CONSTRAINT "list_row_material_type_id_fbe94d12_fk_material_type_id" FOREIGN KEY ("material_type_id") REFERENCES "material_type" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "list_row" ADD CONSTRAINT "listed_once" UNIQUE NULLS NOT DISTINCT ("release_id", "version_id", "material_id", "fee_id", "step_id", "material_type_id");

ALTER TABLE "list_row" ADD CONSTRAINT "row_of_its_list" FOREIGN KEY ("release_id", "kind") REFERENCES "list_release" ("id", "kind");

ALTER TABLE "list_row" ADD CONSTRAINT "item_of_the_listed_version" FOREIGN KEY ("version_id", "item_id") REFERENCES "item_version" ("id", "item_id");

ALTER TABLE "list_row" ADD CONSTRAINT "material_of_the_listed_version" FOREIGN KEY ("version_id", "material_id") REFERENCES "item_material" ("version_id", "id");

ALTER TABLE "list_row" ADD CONSTRAINT "fee_of_the_listed_version" FOREIGN KEY ("version_id", "fee_id") REFERENCES "item_fee" ("version_id", "id");

ALTER TABLE "list_row" ADD CONSTRAINT "step_of_the_listed_version" FOREIGN KEY ("version_id", "step_id") REFERENCES "item_step" ("version_id", "id");

CREATE INDEX "list_row_item_id_f3852c8a" ON "list_row" ("item_id");

CREATE INDEX "list_row_material_type_id_fbe94d12" ON "list_row" ("material_type_id");

CREATE INDEX "list_row_version_id_a1b5ddb0" ON "list_row" ("version_id");

ALTER TABLE "proof_demand" ADD CONSTRAINT "proof_demand_answered_by_id_a36d843e_fk_person_id" FOREIGN KEY ("answered_by_id") REFERENCES "person" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "proof_demand" ADD CONSTRAINT "proof_demand_material_type_id_35313d4f_fk_material_type_id" FOREIGN KEY ("material_type_id") REFERENCES "material_type" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "proof_demand" ADD CONSTRAINT "proof_demand_reported_by_id_05ecd579_fk_person_id" FOREIGN KEY ("reported_by_id") REFERENCES "person" ("id") DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX "proof_demand_answered_by_id_a36d843e" ON "proof_demand" ("answered_by_id");

CREATE INDEX "proof_demand_material_type_id_35313d4f" ON "proof_demand" ("material_type_id");

CREATE INDEX "proof_demand_reported_by_id_05ecd579" ON "proof_demand" ("reported_by_id");

ALTER TABLE "list_release" DROP CONSTRAINT "a_list_rests_on_law";

ALTER TABLE "list_release" DROP CONSTRAINT "a_list_of_its_hall";

ALTER TABLE "list_row" DROP CONSTRAINT "a_row_names_its_kind";

ALTER TABLE "list_row" DROP CONSTRAINT "an_entry_says_why";

ALTER TABLE "list_release" ADD CONSTRAINT "a_list_rests_on_law" CHECK (((("kind" IN ('basic_directory', 'fees', 'resident', 'negative', 'offline', 'one_visit', 'more_visits', 'promises', 'deferrable', 'clean_up', 'retained_proofs', 'cancelled_proofs', 'city_wide', 'province_wide', 'cross_province', 'township_base', 'township', 'village_base', 'village') AND "basis_rank" IN ('law', 'regulation', 'rule', 'state_policy', 'province_policy')) OR ("kind" IN ('licences', 'intermediaries') AND "basis_rank" IN ('law', 'regulation', 'rule', 'state_policy')) OR ("kind" IN ('special_steps') AND "basis_rank" IN ('law', 'regulation', 'rule'))) AND "basis_title"::text ~  E'[^\\s\\u00a0\\u3000]'));

ALTER TABLE "list_release" ADD CONSTRAINT "a_list_of_its_hall" CHECK ((("kind" IN ('resident', 'negative', 'township', 'village') AND "venue_id" IS NOT NULL) OR ("kind" IN ('basic_directory', 'licences', 'intermediaries', 'fees', 'special_steps', 'offline', 'one_visit', 'more_visits', 'promises', 'deferrable', 'clean_up', 'retained_proofs', 'cancelled_proofs', 'city_wide', 'province_wide', 'cross_province', 'township_base', 'village_base') AND "venue_id" IS NULL)));

ALTER TABLE "list_row" ADD CONSTRAINT "a_row_names_its_kind" CHECK ((("kind" IN ('basic_directory', 'licences', 'intermediaries', 'resident', 'negative', 'offline', 'one_visit', 'more_visits', 'promises', 'city_wide', 'province_wide', 'cross_province', 'township_base', 'township', 'village_base', 'village') AND "fee_id" IS NULL AND "item_id" IS NOT NULL AND "material_id" IS NULL AND "material_type_id" IS NULL AND "step_id" IS NULL AND "version_id" IS NOT NULL) OR ("kind" IN ('fees') AND "fee_id" IS NOT NULL AND "item_id" IS NOT NULL AND "material_id" IS NULL AND "material_type_id" IS NULL AND "step_id" IS NULL AND "version_id" IS NOT NULL) OR ("kind" IN ('special_steps') AND "fee_id" IS NULL AND "item_id" IS NOT NULL AND "material_id" IS NULL AND "material_type_id" IS NULL AND "step_id" IS NOT NULL AND "version_id" IS NOT NULL) OR ("kind" IN ('deferrable', 'clean_up') AND "fee_id" IS NULL AND "item_id" IS NOT NULL AND "material_id" IS NOT NULL AND "material_type_id" IS NULL AND "step_id" IS NULL AND "version_id" IS NOT NULL) OR ("kind" IN ('retained_proofs', 'cancelled_proofs') AND "fee_id" IS NULL AND "item_id" IS NULL AND "material_id" IS NULL AND "material_type_id" IS NOT NULL AND "step_id" IS NULL AND "version_id" IS NULL)));

ALTER TABLE "list_row" ADD CONSTRAINT "an_entry_says_why" CHECK ((("kind" = 'basic_directory' AND "terms" = '{}'::jsonb AND "reason" = '') OR ("kind" = 'licences' AND "terms" = '{}'::jsonb AND "reason" = '') OR ("kind" = 'intermediaries' AND "terms" = '{}'::jsonb AND "reason" = '') OR ("kind" = 'fees' AND "terms" = '{}'::jsonb AND "reason" = '') OR ("kind" = 'special_steps' AND "terms" = '{}'::jsonb AND "reason" = '') OR ("kind" = 'resident' AND "terms" = '{}'::jsonb AND "reason" = '') OR ("kind" = 'negative' AND "terms" = '{}'::jsonb AND ("reason" IN ('law', 'safety', 'secrecy', 'venue') AND "basis"::text ~  E'[^\\s\\u00a0\\u3000]')) OR ("kind" = 'offline' AND "terms" = '{}'::jsonb AND ("reason" IN ('law', 'safety', 'secrecy') AND "basis"::text ~  E'[^\\s\\u00a0\\u3000]')) OR ("kind" = 'one_visit' AND "terms" = '{}'::jsonb AND "reason" = '') OR ("kind" = 'more_visits' AND "terms" ?& '{roadmap,target_on}' AND "reason" IN ('by_law', 'no_system', 'on_the_spot', 'several_bodies')) OR ("kind" = 'promises' AND "terms" ?& '{content,liability,requirement,supervision,way}' AND ("reason" IN ('business_licence', 'investment', 'proof') AND "basis"::text ~  E'[^\\s\\u00a0\\u3000]')) OR ("kind" = 'deferrable' AND "terms" = '{}'::jsonb AND "reason" = '') OR ("kind" = 'clean_up' AND "terms" = '{}'::jsonb AND ("reason" IN ('cannot_be_checked', 'covered', 'held_licence', 'no_basis', 'online_check', 'promise') OR ("reason" IN ('kept') AND "basis"::text ~  E'[^\\s\\u00a0\\u3000]'))) OR ("kind" = 'retained_proofs' AND "terms" = '{}'::jsonb AND ("reason" IN ('none_of_five') AND "basis"::text ~  E'[^\\s\\u00a0\\u3000]')) OR ("kind" = 'cancelled_proofs' AND "terms" = '{}'::jsonb AND "reason" IN ('held_licence', 'no_basis', 'other_bodies', 'own_system', 'promise')) OR ("kind" = 'city_wide' AND "terms" = '{}'::jsonb AND "reason" = '') OR ("kind" = 'province_wide' AND "terms" = '{}'::jsonb AND "reason" = '') OR ("kind" = 'cross_province' AND "terms" = '{}'::jsonb AND "reason" = '') OR ("kind" = 'township_base' AND "terms" = '{}'::jsonb AND "reason" = '') OR ("kind" = 'township' AND "terms" = '{}'::jsonb AND "reason" IN ('added', 'base')) OR ("kind" = 'village_base' AND "terms" = '{}'::jsonb AND "reason" = '') OR ("kind" = 'village' AND "terms" = '{}'::jsonb AND "reason" IN ('added', 'base'))));

CREATE TABLE "window_classing" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "effective_on" date NOT NULL, "registered_at" timestamp with time zone NOT NULL);

ALTER TABLE "list_publication" DROP CONSTRAINT "one_list_from_a_day";

ALTER TABLE "list_release" DROP CONSTRAINT "one_release_a_number";

ALTER TABLE "list_release" DROP CONSTRAINT "a_list_rests_on_law";

ALTER TABLE "list_release" DROP CONSTRAINT "a_list_of_its_hall";

ALTER TABLE "list_row" DROP CONSTRAINT "a_row_names_its_kind";

ALTER TABLE "list_row" DROP CONSTRAINT "an_entry_says_why";

ALTER TABLE "list_publication" ADD COLUMN "window_class_id" uuid NULL CONSTRAINT "list_publication_window_class_id_8f14db1c_fk_window_class_id" REFERENCES "window_class"("id") DEFERRABLE INITIALLY DEFERRED; SET CONSTRAINTS "list_publication_window_class_id_8f14db1c_fk_window_class_id" IMMEDIATE;

ALTER TABLE "list_release" ADD COLUMN "papers" jsonb DEFAULT '{}'::jsonb NOT NULL;

ALTER TABLE "list_release" ADD COLUMN "window_class_id" uuid NULL CONSTRAINT "list_release_window_class_id_572b8dbf_fk_window_class_id" REFERENCES "window_class"("id") DEFERRABLE INITIALLY DEFERRED; SET CONSTRAINTS "list_release_window_class_id_572b8dbf_fk_window_class_id" IMMEDIATE;

ALTER TABLE "list_publication" ADD CONSTRAINT "one_list_from_a_day" UNIQUE NULLS NOT DISTINCT ("city", "kind", "venue_id", "window_class_id", "effective_on");

ALTER TABLE "list_release" ADD CONSTRAINT "one_release_a_number" UNIQUE NULLS NOT DISTINCT ("city", "kind", "venue_id", "window_class_id", "number");

ALTER TABLE "list_release" ADD CONSTRAINT "a_list_rests_on_law" CHECK (((("kind" IN ('basic_directory', 'fees', 'resident', 'negative', 'window', 'offline', 'one_visit', 'more_visits', 'promises', 'deferrable', 'clean_up', 'retained_proofs', 'cancelled_proofs', 'city_wide', 'province_wide', 'cross_province', 'township_base', 'township', 'village_base', 'village') AND "basis_rank" IN ('law', 'regulation', 'rule', 'state_policy', 'province_policy')) OR ("kind" IN ('licences', 'intermediaries') AND "basis_rank" IN ('law', 'regulation', 'rule', 'state_policy')) OR ("kind" IN ('special_steps') AND "basis_rank" IN ('law', 'regulation', 'rule'))) AND "basis_title"::text ~  E'[^\\s\\u00a0\\u3000]'));

ALTER TABLE "list_release" ADD CONSTRAINT "a_list_of_its_hall" CHECK ((("kind" IN ('resident', 'negative', 'window', 'township', 'village') AND "venue_id" IS NOT NULL) OR ("kind" IN ('basic_directory', 'licences', 'intermediaries', 'fees', 'special_steps', 'offline', 'one_visit', 'more_visits', 'promises', 'deferrable', 'clean_up', 'retained_proofs', 'cancelled_proofs', 'city_wide', 'province_wide', 'cross_province', 'township_base', 'village_base') AND "venue_id" IS NULL)));

ALTER TABLE "list_release" ADD CONSTRAINT "a_list_of_its_window_class" CHECK ((("kind" IN ('window') AND "window_class_id" IS NOT NULL) OR ("kind" IN ('basic_directory', 'licences', 'intermediaries', 'fees', 'special_steps', 'resident', 'negative', 'offline', 'one_visit', 'more_visits', 'promises', 'deferrable', 'clean_up', 'retained_proofs', 'cancelled_proofs', 'city_wide', 'province_wide', 'cross_province', 'township_base', 'township', 'village_base', 'village') AND "papers" = '{}'::jsonb AND "window_class_id" IS NULL)));

ALTER TABLE "list_row" ADD CONSTRAINT "a_row_names_its_kind" CHECK ((("kind" IN ('basic_directory', 'licences', 'intermediaries', 'resident', 'negative', 'window', 'offline', 'one_visit', 'more_visits', 'promises', 'city_wide', 'province_wide', 'cross_province', 'township_base', 'township', 'village_base', 'village') AND "fee_id" IS NULL AND "item_id" IS NOT NULL AND "material_id" IS NULL AND "material_type_id" IS NULL AND "step_id" IS NULL AND "version_id" IS NOT NULL) OR ("kind" IN ('fees') AND "fee_id" IS NOT NULL AND "item_id" IS NOT NULL AND "material_id" IS NULL AND "material_type_id" IS NULL AND "step_id" IS NULL AND "version_id" IS NOT NULL) OR ("kind" IN ('special_steps') AND "fee_id" IS NULL AND "item_id" IS NOT NULL AND "material_id" IS NULL AND "material_type_id" IS NULL AND "step_id" IS NOT NULL AND "version_id" IS NOT NULL) OR ("kind" IN ('deferrable', 'clean_up') AND "fee_id" IS NULL AND "item_id" IS NOT NULL AND "material_id" IS NOT NULL AND "material_type_id" IS NULL AND "step_id" IS NULL AND "version_id" IS NOT NULL) OR ("kind" IN ('retained_proofs', 'cancelled_proofs') AND "fee_id" IS NULL AND "item_id" IS NULL AND "material_id" IS NULL AND "material_type_id" IS NOT NULL AND "step_id" IS NULL AND "version_id" IS NULL)));

ALTER TABLE "list_row" ADD CONSTRAINT "an_entry_says_why" CHECK ((("kind" = 'basic_directory' AND "terms" = '{}'::jsonb AND "reason" = '') OR ("kind" = 'licences' AND "terms" = '{}'::jsonb AND "reason" = '') OR ("kind" = 'intermediaries' AND "terms" = '{}'::jsonb AND "reason" = '') OR ("kind" = 'fees' AND "terms" = '{}'::jsonb AND "reason" = '') OR ("kind" = 'special_steps' AND "terms" = '{}'::jsonb AND "reason" = '') OR ("kind" = 'resident' AND "terms" = '{}'::jsonb AND "reason" = '') OR ("kind" = 'negative' AND "terms" = '{}'::jsonb AND ("reason" IN ('law', 'safety', 'secrecy', 'venue') AND "basis"::text ~  E'[^\\s\\u00a0\\u3000]')) OR ("kind" = 'window' AND "terms" = '{}'::jsonb AND "reason" = '') OR ("kind" = 'offline' AND "terms" = '{}'::jsonb AND ("reason" IN ('law', 'safety', 'secrecy') AND "basis"::text ~  E'[^\\s\\u00a0\\u3000]')) OR ("kind" = 'one_visit' AND "terms" = '{}'::jsonb AND "reason" = '') OR ("kind" = 'more_visits' AND "terms" ?& '{roadmap,target_on}' AND "reason" IN ('by_law', 'no_system', 'on_the_spot', 'several_bodies')) OR ("kind" = 'promises' AND "terms" ?& '{content,liability,requirement,supervision,way}' AND ("reason" IN ('business_licence', 'investment', 'proof') AND "basis"::text ~  E'[^\\s\\u00a0\\u3000]')) OR ("kind" = 'deferrable' AND "terms" = '{}'::jsonb AND "reason" = '') OR ("kind" = 'clean_up' AND "terms" = '{}'::jsonb AND ("reason" IN ('cannot_be_checked', 'covered', 'held_licence', 'no_basis', 'online_check', 'promise') OR ("reason" IN ('kept') AND "basis"::text ~  E'[^\\s\\u00a0\\u3000]'))) OR ("kind" = 'retained_proofs' AND "terms" = '{}'::jsonb AND ("reason" IN ('none_of_five') AND "basis"::text ~  E'[^\\s\\u00a0\\u3000]')) OR ("kind" = 'cancelled_proofs' AND "terms" = '{}'::jsonb AND "reason" IN ('held_licence', 'no_basis', 'other_bodies', 'own_system', 'promise')) OR ("kind" = 'city_wide' AND "terms" = '{}'::jsonb AND "reason" = '') OR ("kind" = 'province_wide' AND "terms" = '{}'::jsonb AND "reason" = '') OR ("kind" = 'cross_province' AND "terms" = '{}'::jsonb AND "reason" = '') OR ("kind" = 'township_base' AND "terms" = '{}'::jsonb AND "reason" = '') OR ("kind" = 'township' AND "terms" = '{}'::jsonb AND "reason" IN ('added', 'base')) OR ("kind" = 'village_base' AND "terms" = '{}'::jsonb AND "reason" = '') OR ("kind" = 'village' AND "terms" = '{}'::jsonb AND "reason" IN ('added', 'base'))));

ALTER TABLE "window_classing" ADD COLUMN "registered_by_id" uuid NOT NULL CONSTRAINT "window_classing_registered_by_id_a2dcfbad_fk_person_id" REFERENCES "person"("id") DEFERRABLE INITIALLY DEFERRED; SET CONSTRAINTS "window_classing_registered_by_id_a2dcfbad_fk_person_id" IMMEDIATE;

ALTER TABLE "window_classing" ADD COLUMN "window_id" uuid NOT NULL CONSTRAINT "window_classing_window_id_85591634_fk_window_id" REFERENCES "window"("id") DEFERRABLE INITIALLY DEFERRED; SET CONSTRAINTS "window_classing_window_id_85591634_fk_window_id" IMMEDIATE;

ALTER TABLE "window_classing" ADD COLUMN "window_class_id" uuid NULL CONSTRAINT "window_classing_window_class_id_ecf9eeca_fk_window_class_id" REFERENCES "window_class"("id") DEFERRABLE INITIALLY DEFERRED; SET CONSTRAINTS "window_classing_window_class_id_ecf9eeca_fk_window_class_id" IMMEDIATE;

ALTER TABLE "window_classing" ADD CONSTRAINT "one_window_class_from_a_day" UNIQUE ("window_id", "effective_on");

CREATE INDEX "list_publication_window_class_id_8f14db1c" ON "list_publication" ("window_class_id");

CREATE INDEX "list_release_window_class_id_572b8dbf" ON "list_release" ("window_class_id");

CREATE INDEX "window_classing_registered_by_id_a2dcfbad" ON "window_classing" ("registered_by_id");

CREATE INDEX "window_classing_window_id_85591634" ON "window_classing" ("window_id");

CREATE INDEX "window_classing_window_class_id_ecf9eeca" ON "window_classing" ("window_class_id");

ALTER TABLE "proof_demand" ALTER COLUMN "phone" TYPE text USING "phone"::text;

CREATE TABLE "hall_power" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "powers" varchar(8)[] NOT NULL, "effective_on" date NOT NULL, "document_number" varchar(120) NOT NULL, "registered_at" timestamp with time zone NOT NULL, "item_id" uuid NOT NULL, "registered_by_id" uuid NOT NULL, "venue_id" uuid NOT NULL, CONSTRAINT "one_hall_power_from_a_day" UNIQUE ("item_id", "venue_id", "effective_on"), CONSTRAINT "hall_powers_are_known" CHECK ("powers" <@ (ARRAY['accept', 'review', 'decide'])::varchar(8)[]));

ALTER TABLE "hall_power" ADD CONSTRAINT "hall_power_item_id_f663380e_fk_item_id" FOREIGN KEY ("item_id") REFERENCES "item" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "hall_power" ADD CONSTRAINT "hall_power_registered_by_id_d5d14c85_fk_person_id" FOREIGN KEY ("registered_by_id") REFERENCES "person" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "hall_power" ADD CONSTRAINT "hall_power_venue_id_0d35dbdd_fk_venue_id" FOREIGN KEY ("venue_id") REFERENCES "venue" ("id") DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX "hall_power_item_id_f663380e" ON "hall_power" ("item_id");

CREATE INDEX "hall_power_registered_by_id_d5d14c85" ON "hall_power" ("registered_by_id");

CREATE INDEX "hall_power_venue_id_0d35dbdd" ON "hall_power" ("venue_id");

CREATE TABLE "data_resource" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "code" varchar(40) NOT NULL, "number" smallint NOT NULL CHECK ("number" >= 0), "name" varchar(60) NOT NULL, "about" varchar(300) NOT NULL, "drafted_at" timestamp with time zone NOT NULL, "drafted_by_id" uuid NOT NULL, "keeper_id" uuid NOT NULL, CONSTRAINT "one_data_resource_a_number" UNIQUE ("city", "code", "number"));

CREATE TABLE "network_link" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "network" varchar(24) NOT NULL, "state" varchar(12) NOT NULL, "since" date NOT NULL, "due_on" date NULL, "protocol" varchar(120) NOT NULL, "note" varchar(200) NOT NULL, "recorded_at" timestamp with time zone NOT NULL, "body_id" uuid NOT NULL, "recorded_by_id" uuid NOT NULL, CONSTRAINT "link_state_is_known" CHECK ("state" IN ('planned', 'connected', 'stopped')));

CREATE TABLE "network_access" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "network" varchar(12) NOT NULL, "line" varchar(12) NOT NULL, "since" date NOT NULL, "last_on" date NULL, "note" varchar(200) NOT NULL, "is_void" boolean NOT NULL, "recorded_at" timestamp with time zone NOT NULL, "body_id" uuid NOT NULL, "recorded_by_id" uuid NOT NULL, "replaces_id" uuid NULL UNIQUE, CONSTRAINT "network_and_line_are_known" CHECK (("line" IN ('fibre', 'leased', 'tunnel', 'wireless') AND "network" IN ('extranet', 'intranet', 'internet', 'private'))), CONSTRAINT "an_access_ends_after_it_began" CHECK (("last_on" IS NULL OR "last_on" >= ("since"))), CONSTRAINT "only_a_correction_takes_back" CHECK ((NOT "is_void" OR "replaces_id" IS NOT NULL)));

CREATE TABLE "data_resource_link" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "link" varchar(12) NOT NULL, "control" varchar(300) NOT NULL, "requirement" varchar(300) NOT NULL, "body_id" uuid NULL, "resource_id" uuid NOT NULL, CONSTRAINT "one_line_a_link_of_a_resource" UNIQUE ("resource_id", "link"), CONSTRAINT "resource_link_is_known" CHECK ("link" IN ('collection', 'transmission', 'storage', 'use', 'sharing', 'opening')));

CREATE TABLE "data_resource_publication" ("resource_id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "in_force_from" date NOT NULL, "published_at" timestamp with time zone NOT NULL, "published_by_id" uuid NOT NULL);

ALTER TABLE "data_resource" ADD CONSTRAINT "data_resource_drafted_by_id_d207cf85_fk_person_id" FOREIGN KEY ("drafted_by_id") REFERENCES "person" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "data_resource" ADD CONSTRAINT "data_resource_keeper_id_9af926f8_fk_body_id" FOREIGN KEY ("keeper_id") REFERENCES "body" ("id") DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX "data_resource_drafted_by_id_d207cf85" ON "data_resource" ("drafted_by_id");

CREATE INDEX "data_resource_keeper_id_9af926f8" ON "data_resource" ("keeper_id");

ALTER TABLE "network_link" ADD CONSTRAINT "network_link_body_id_54b1d7b2_fk_body_id" FOREIGN KEY ("body_id") REFERENCES "body" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "network_link" ADD CONSTRAINT "network_link_recorded_by_id_7c224dee_fk_person_id" FOREIGN KEY ("recorded_by_id") REFERENCES "person" ("id") DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX "network_link_body_id_54b1d7b2" ON "network_link" ("body_id");

CREATE INDEX "network_link_recorded_by_id_7c224dee" ON "network_link" ("recorded_by_id");

CREATE INDEX "link_of_a_network_by_day" ON "network_link" ("city", "network", "since");

ALTER TABLE "network_access" ADD CONSTRAINT "network_access_body_id_3cc8a279_fk_body_id" FOREIGN KEY ("body_id") REFERENCES "body" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "network_access" ADD CONSTRAINT "network_access_recorded_by_id_d37c9fc5_fk_person_id" FOREIGN KEY ("recorded_by_id") REFERENCES "person" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "network_access" ADD CONSTRAINT "network_access_replaces_id_9296e520_fk_network_access_id" FOREIGN KEY ("replaces_id") REFERENCES "network_access" ("id") DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX "network_access_body_id_3cc8a279" ON "network_access" ("body_id");

CREATE INDEX "network_access_recorded_by_id_d37c9fc5" ON "network_access" ("recorded_by_id");

CREATE INDEX "access_of_a_network" ON "network_access" ("city", "network", "body_id");

ALTER TABLE "data_resource_link" ADD CONSTRAINT "data_resource_link_body_id_46a7c1cd_fk_body_id" FOREIGN KEY ("body_id") REFERENCES "body" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "data_resource_link" ADD CONSTRAINT "data_resource_link_resource_id_40ba1469_fk_data_resource_id" FOREIGN KEY ("resource_id") REFERENCES "data_resource" ("id") DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX "data_resource_link_body_id_46a7c1cd" ON "data_resource_link" ("body_id");

ALTER TABLE "data_resource_publication" ADD CONSTRAINT "data_resource_public_resource_id_90651308_fk_data_reso" FOREIGN KEY ("resource_id") REFERENCES "data_resource" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "data_resource_publication" ADD CONSTRAINT "data_resource_publication_published_by_id_aae1f94b_fk_person_id" FOREIGN KEY ("published_by_id") REFERENCES "person" ("id") DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX "data_resource_publication_published_by_id_aae1f94b" ON "data_resource_publication" ("published_by_id");

CREATE TABLE "notice" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "title" varchar(120) NOT NULL, "text" text NOT NULL, "link" varchar(200) NOT NULL, "fact_key" varchar(120) NOT NULL, "told_at" timestamp with time zone NOT NULL, "read_at" timestamp with time zone NULL, "person_id" uuid NOT NULL, CONSTRAINT "one_notice_a_fact" UNIQUE ("person_id", "fact_key"));

ALTER TABLE "notice" ADD CONSTRAINT "notice_person_id_f9005a1d_fk_person_id" FOREIGN KEY ("person_id") REFERENCES "person" ("id") DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX "notice_person_id_f9005a1d" ON "notice" ("person_id");

ALTER TABLE "notice" ADD COLUMN "body_id" uuid NULL CONSTRAINT "notice_body_id_3fd1fc75_fk_body_id" REFERENCES "body"("id") DEFERRABLE INITIALLY DEFERRED; SET CONSTRAINTS "notice_body_id_3fd1fc75_fk_body_id" IMMEDIATE;

ALTER TABLE "notice" ADD COLUMN "kind" varchar(24) DEFAULT '' NOT NULL;

ALTER TABLE "notice" ADD COLUMN "wording_id" uuid NULL;

CREATE INDEX "notice_body_id_3fd1fc75" ON "notice" ("body_id");

CREATE TABLE "outbox_message" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "fact" varchar(120) NOT NULL, "listener" varchar(200) NOT NULL, "body" text NOT NULL, "created_at" timestamp with time zone NOT NULL, "attempts" smallint NOT NULL CHECK ("attempts" >= 0), "next_at" timestamp with time zone NOT NULL, "is_set_aside" boolean NOT NULL, "last_error" text NOT NULL);

CREATE INDEX "outbox_waiting" ON "outbox_message" ("next_at", "id") WHERE NOT "is_set_aside";

CREATE TABLE "service_certificate" ("id" uuid NOT NULL PRIMARY KEY, "city" varchar(12) NOT NULL, "number" varchar(40) NOT NULL, "until" date NOT NULL, "posts" jsonb NOT NULL, "days" integer NOT NULL CHECK ("days" >= 0), "issued_at" timestamp with time zone NOT NULL, "body_id" uuid NOT NULL, "issued_by_id" uuid NOT NULL, "person_id" uuid NOT NULL, CONSTRAINT "one_service_certificate_a_number" UNIQUE ("city", "number"));

ALTER TABLE "service_certificate" ADD CONSTRAINT "service_certificate_body_id_226fe321_fk_body_id" FOREIGN KEY ("body_id") REFERENCES "body" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "service_certificate" ADD CONSTRAINT "service_certificate_issued_by_id_50a1162f_fk_person_id" FOREIGN KEY ("issued_by_id") REFERENCES "person" ("id") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE "service_certificate" ADD CONSTRAINT "service_certificate_person_id_06035c0a_fk_person_id" FOREIGN KEY ("person_id") REFERENCES "person" ("id") DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX "service_certificate_body_id_226fe321" ON "service_certificate" ("body_id");

CREATE INDEX "service_certificate_issued_by_id_50a1162f" ON "service_certificate" ("issued_by_id");

CREATE INDEX "service_certificate_person_id_06035c0a" ON "service_certificate" ("person_id");

alter table notice add constraint notice_wording_fk
  foreign key (wording_id) references paper_wording (id);

