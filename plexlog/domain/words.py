"""The coded words of a record, as they stand in documents, each with its label for people."""

from __future__ import annotations

import enum


class Word(enum.StrEnum):
    """A word of an enumeration; its label is the word with spaces unless it names another."""

    @property
    def label(self) -> str:
        """How people read it."""
        return LABELS.get((type(self).__name__, self.value), self.value.replace("-", " "))


class Sex(Word):
    """Sex for blood volume formulas only."""

    FEMALE = "female"
    MALE = "male"


class Abo(Word):
    """Blood group."""

    A = "A"
    B = "B"
    AB = "AB"
    O = "O"  # noqa: E741 - the group's name


class RhD(Word):
    """Rhesus D."""

    POSITIVE = "positive"
    NEGATIVE = "negative"


class Fluid(Word):
    """Replacement fluids."""

    ALBUMIN = "albumin"
    SALINE = "sodium-chloride-0-9"
    PLASMA_FRESH_FROZEN = "plasma-fresh-frozen"
    PLASMA_FROZEN_24_H = "plasma-frozen-24-h"
    PLASMA_CRYO_POOR = "plasma-cryo-poor"
    PLASMA_SD_TREATED = "plasma-sd-treated"
    PLASMA_PATHOGEN_REDUCED = "plasma-pathogen-reduced"
    GELATIN = "gelatin"
    STARCH = "hydroxyethyl-starch"

    @property
    def is_plasma(self) -> bool:
        """Whether it is donor plasma."""
        return self.value.startswith("plasma-")

    @property
    def is_colloid(self) -> bool:
        """Whether it holds water in the vessels: all but sodium chloride."""
        return self is not Fluid.SALINE


class Diluent(Word):
    """What concentrated albumin is diluted with."""

    SALINE = "sodium-chloride-0-9"
    DEXTROSE = "dextrose-5"
    WATER = "water"


class AnticoagulantProduct(Word):
    """Anticoagulants of the circuit."""

    ACD_A = "acd-a"
    ACD_B = "acd-b"
    TRISODIUM_CITRATE_4 = "trisodium-citrate-4"
    HEPARIN = "heparin"
    NONE = "none"


class LockAgent(Word):
    """What a catheter lumen is locked or flushed with."""

    HEPARIN = "heparin"
    TRISODIUM_CITRATE = "trisodium-citrate"
    TAUROLIDINE_CITRATE = "taurolidine-citrate"
    ALTEPLASE = "alteplase"
    SALINE = "sodium-chloride-0-9"


class CalciumSalt(Word):
    """Calcium salts of the calcium plan."""

    GLUCONATE_10 = "calcium-gluconate-10"
    CHLORIDE_10 = "calcium-chloride-10"
    ORAL = "oral"
    NONE = "none"


class CalciumRoute(Word):
    """How calcium is given."""

    RETURN_LINE = "return-line"
    PERIPHERAL_IV = "peripheral-iv"
    CENTRAL_IV = "central-iv"
    ORAL = "oral"


class TrialResponse(Word):
    """Response to a corticosteroid trial."""

    NONE = "none"
    PARTIAL = "partial"
    FULL = "full"
    WORSE = "worse"


class ConsentKind(Word):
    """What was consented to."""

    PROCEDURE = "procedure"
    BLOOD_PRODUCTS = "blood-products"


class AccessKind(Word):
    """Vascular access."""

    PERIPHERAL_VEINS = "peripheral-veins"
    NON_TUNNELLED_CATHETER = "non-tunnelled-catheter"
    TUNNELLED_CATHETER = "tunnelled-catheter"
    PORT = "port"
    AV_FISTULA = "av-fistula"
    AV_GRAFT = "av-graft"

    @property
    def is_central_line(self) -> bool:
        """Whether it is a central line: catheters and ports."""
        return self in (
            AccessKind.NON_TUNNELLED_CATHETER,
            AccessKind.TUNNELLED_CATHETER,
            AccessKind.PORT,
        )


class Side(Word):
    """Side of the body."""

    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"


class MachineKind(Word):
    """How plasma is separated."""

    CENTRIFUGAL = "centrifugal"
    MEMBRANE = "membrane"


class SupplyKind(Word):
    """Supplies of the circuit."""

    ANTICOAGULANT = "anticoagulant"
    SALINE = "sodium-chloride-0-9"
    OTHER = "other"


class VolumeFormula(Word):
    """Blood volume formulas a person may choose."""

    NADLER = "nadler"
    LINDERKAMP = "linderkamp"
    LEMMENS = "lemmens"


class MeasurementSource(Word):
    """Where a measured value comes from."""

    LABORATORY = "laboratory"
    POINT_OF_CARE = "point-of-care"
    BEDSIDE = "bedside"
    STATED = "stated"


class DrugClass(Word):
    """Drugs that matter to an exchange."""

    ACE_INHIBITOR = "ace-inhibitor"
    MONOCLONAL_ANTIBODY = "monoclonal-antibody"
    IVIG = "ivig"
    ANTICOAGULANT = "anticoagulant"
    OTHER = "other"


class Answer(Word):
    """Answers to an item of the checklist."""

    DONE = "done"
    NOT_APPLICABLE = "not-applicable"
    NOT_DONE = "not-done"


class PrimeFluid(Word):
    """What the circuit was primed with."""

    SALINE = "sodium-chloride-0-9"
    ALBUMIN = "albumin"
    RED_CELLS = "red-cells"


class Route(Word):
    """How a drug was given."""

    IV = "iv"
    RETURN_LINE = "return-line"
    ORAL = "oral"
    SC = "sc"
    IM = "im"
    INHALED = "inhaled"

    @property
    def counts_in_balance(self) -> bool:
        """Whether its volume enters the fluid balance."""
        return self in (Route.IV, Route.RETURN_LINE)


class ReactionKind(Word):
    """Kinds of reaction."""

    CITRATE = "citrate"
    HYPOTENSION = "hypotension"
    ALLERGIC = "allergic"
    ACCESS = "access"
    CLOTTING = "clotting"
    INFECTION = "infection"
    BLEEDING = "bleeding"
    TRALI = "trali"
    TACO = "taco"
    DYSPNOEA = "dyspnoea"
    VASOVAGAL = "vasovagal"
    HAEMOLYSIS = "haemolysis"
    AIR = "air"
    EQUIPMENT = "equipment"
    OTHER = "other"


class Grade(Word):
    """Grades of the apheresis registry, by consequence."""

    I = "I"  # noqa: E741 - the grade's name
    II = "II"
    III = "III"
    IV = "IV"

    @property
    def rank(self) -> int:
        """1 for grade I to 4 for grade IV."""
        return list(Grade).index(self) + 1


class Relation(Word):
    """Relation of a reaction to the procedure."""

    DEFINITE = "definite"
    PROBABLE = "probable"
    POSSIBLE = "possible"
    DOUBTFUL = "doubtful"
    RULED_OUT = "ruled-out"
    NOT_DETERMINED = "not-determined"


class ProcedureEffect(Word):
    """What a reaction did to the procedure."""

    CONTINUED = "continued"
    SLOWED = "slowed"
    PAUSED = "paused"
    STOPPED = "stopped"


class Outcome(Word):
    """Outcome of a reaction; absent while it is open."""

    RESOLVED = "resolved"
    RESOLVED_WITH_SEQUELAE = "resolved-with-sequelae"
    ONGOING_HANDED_OVER = "ongoing-handed-over"
    FATAL = "fatal"


class InfectionSource(Word):
    """Suspected source of an infection."""

    EXIT_SITE = "exit-site"
    TUNNEL = "tunnel"
    BLOODSTREAM = "bloodstream"
    PORT_POCKET = "port-pocket"
    OTHER = "other"


class ClotLocation(Word):
    """Where a clot was."""

    ACCESS_LUMEN = "access-lumen"
    CIRCUIT = "circuit"
    SEPARATOR = "separator"
    FILTER = "filter"
    PATIENT = "patient"


class EndReason(Word):
    """Why a run ended."""

    TARGET_REACHED = "target-reached"
    ACCESS_PROBLEM = "access-problem"
    CIRCUIT_CLOTTED = "circuit-clotted"
    REACTION = "reaction"
    EQUIPMENT = "equipment"
    PATIENT_WISH = "patient-wish"
    PHYSICIAN_DECISION = "physician-decision"
    OTHER = "other"


class LabTiming(Word):
    """When a sample was drawn, by the session it belongs to."""

    BEFORE_SESSION = "before-session"
    AFTER_SESSION = "after-session"
    NEXT_DAY = "next-day"
    OTHER = "other"


class PhysicianTextKind(Word):
    """Where in the course report a physician's own words stand."""

    NARRATIVE = "narrative"
    RECOMMENDATIONS = "recommendations"


class SignerRole(Word):
    """In what role somebody signs."""

    NURSE = "nurse"
    PHYSICIAN = "physician"
    SECOND_CHECKER = "second-checker"
    OTHER = "other"


class SignatureMeaning(Word):
    """What a signature means."""

    PERFORMED = "performed"
    CHECKED = "checked"
    ORDERED = "ordered"
    COUNTERSIGNED = "countersigned"
    AMENDED = "amended"


LABELS: dict[tuple[str, str], str] = {
    ("Fluid", "albumin"): "albumin",
    ("Fluid", "sodium-chloride-0-9"): "sodium chloride 0.9 %",
    ("Fluid", "plasma-fresh-frozen"): "fresh frozen plasma",
    ("Fluid", "plasma-frozen-24-h"): "plasma frozen within 24 h",
    ("Fluid", "plasma-cryo-poor"): "cryo-poor plasma",
    ("Fluid", "plasma-sd-treated"): "solvent-detergent plasma",
    ("Fluid", "plasma-pathogen-reduced"): "pathogen-reduced plasma",
    ("Fluid", "hydroxyethyl-starch"): "hydroxyethyl starch",
    ("Diluent", "sodium-chloride-0-9"): "sodium chloride 0.9 %",
    ("Diluent", "dextrose-5"): "dextrose 5 %",
    ("AnticoagulantProduct", "acd-a"): "ACD-A",
    ("AnticoagulantProduct", "acd-b"): "ACD-B",
    ("AnticoagulantProduct", "trisodium-citrate-4"): "trisodium citrate 4 %",
    ("LockAgent", "trisodium-citrate"): "trisodium citrate",
    ("LockAgent", "taurolidine-citrate"): "taurolidine citrate",
    ("LockAgent", "sodium-chloride-0-9"): "sodium chloride 0.9 %",
    ("CalciumSalt", "calcium-gluconate-10"): "calcium gluconate 10 %",
    ("CalciumSalt", "calcium-chloride-10"): "calcium chloride 10 %",
    ("CalciumRoute", "peripheral-iv"): "peripheral IV",
    ("CalciumRoute", "central-iv"): "central IV",
    ("AccessKind", "av-fistula"): "AV fistula",
    ("AccessKind", "av-graft"): "AV graft",
    ("AccessKind", "non-tunnelled-catheter"): "non-tunnelled catheter",
    ("AccessKind", "tunnelled-catheter"): "tunnelled catheter",
    ("SupplyKind", "sodium-chloride-0-9"): "sodium chloride 0.9 %",
    ("PrimeFluid", "sodium-chloride-0-9"): "sodium chloride 0.9 %",
    ("VolumeFormula", "nadler"): "Nadler",
    ("VolumeFormula", "linderkamp"): "Linderkamp",
    ("VolumeFormula", "lemmens"): "Lemmens",
    ("DrugClass", "ace-inhibitor"): "ACE inhibitor",
    ("DrugClass", "ivig"): "IVIG",
    ("Route", "iv"): "IV",
    ("Route", "sc"): "SC",
    ("Route", "im"): "IM",
    ("ReactionKind", "trali"): "TRALI",
    ("ReactionKind", "taco"): "TACO",
    ("Outcome", "ongoing-handed-over"): "ongoing, handed over",
    ("Outcome", "resolved-with-sequelae"): "resolved with sequelae",
}
