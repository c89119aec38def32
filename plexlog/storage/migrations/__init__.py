"""The schema, one module per change, in order. A migration that was shipped is never edited.

Numbers are `ANY` columns that hold an integer or a real, so that 1 stays 1 and 1.0 stays 1.0;
`spelled` keeps the few spellings that no machine number has (36.70). Times are kept as written,
with their offset; where lists sort by one, a generated column gives it in UTC. Words of
enumerations are not checked here: their lists grow. A column added later is empty in the rows
that are there, or the migration changes them with the triggers on.
"""

from plexlog.storage.migrations import (
    m001_unit,
    m002_limits,
    m003_run_time,
    m004_bags_and_drugs,
    m005_reactions,
    m006_before,
    m007_drafts,
    m008_course_values,
    m009_people,
    m010_second_person,
    m011_paper,
    m012_backups,
    m013_later_acts,
    m014_settings,
    m015_verifications,
    m016_lean_history,
    m017_lean_seals,
    m020_erasures,
    m021_parts_of_words,
    m022_vouched_keys,
    m023_access_versions,
    m024_plan_by_order,
    m025_no_passwords_in_drafts,
    m026_course_stays,
)
from plexlog.storage.migrations.registry import MIGRATIONS, number_of

IN_ORDER = (
    m001_unit,
    m002_limits,
    m003_run_time,
    m004_bags_and_drugs,
    m005_reactions,
    m006_before,
    m007_drafts,
    m008_course_values,
    m009_people,
    m010_second_person,
    m011_paper,
    m012_backups,
    m013_later_acts,
    m014_settings,
    m015_verifications,
    m016_lean_history,
    m017_lean_seals,
    m020_erasures,
    m021_parts_of_words,
    m022_vouched_keys,
    m023_access_versions,
    m024_plan_by_order,
    m025_no_passwords_in_drafts,
    m026_course_stays,
)  # the order of the imports is not to be relied on

__all__ = ["IN_ORDER", "MIGRATIONS", "number_of"]
