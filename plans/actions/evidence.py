"""The rules as the evidence page shows them, and the papers they and our claims rest on."""

from dataclasses import dataclass

from plans.planner import RULES
from plans.planner.rules.rule import Rule


def rules_named(ids: list[str]) -> list[Rule]:
    return [rule for rule in RULES if rule.id in ids]


def rules() -> tuple[Rule, ...]:
    """Every rule with its grade and source, in order."""
    return tuple(RULES)


@dataclass(frozen=True)
class Source:
    """A paper, by the short name that stands beside a rule or a claim."""

    short: str
    title: str
    where: str


# Titles as we know them; the page asks whoever relies on a figure to read the paper itself.
SOURCES = (
    Source(
        "Alricsson 2004",
        "The effect of pre-season dance training on physical indices and back pain in elite cross-country "
        "skiers",
        "British Journal of Sports Medicine",
    ),
    Source(
        "Arntz 2023",
        "Chronic effects of static stretching exercises on muscle strength and power in healthy individuals "
        "across the lifespan",
        "Sports Medicine",
    ),
    Source(
        "Behm & Chaouachi 2011",
        "A review of the acute effects of static and dynamic stretching on performance",
        "European Journal of Applied Physiology",
    ),
    Source(
        "Blagrove 2018",
        "Effects of strength training on the physiological determinants of middle- and long-distance running "
        "performance: a systematic review",
        "Sports Medicine",
    ),
    Source(
        "Carter 2018",
        "Lower leg and foot contributions to turnout in female pre-professional dancers: a 3D kinematic "
        "analysis",
        "Journal of Sports Sciences",
    ),
    Source(
        "Doma & Deakin 2013",
        "The effects of strength training and endurance training order on running economy and performance",
        "Applied Physiology, Nutrition, and Metabolism",
    ),
    Source(
        "Doma 2015",
        "The acute effect of concurrent training on running performance over 6 days",
        "Research Quarterly for Exercise and Sport",
    ),
    Source(
        "Doma 2019",
        "Training considerations for optimising endurance development: an alternate concurrent training "
        "perspective",
        "Sports Medicine",
    ),
    Source(
        "Engeroff 2023",
        "Progressive daily hopping exercise improves running economy in amateur runners: a randomized and "
        "controlled trial",
        "Scientific Reports",
    ),
    Source(
        "Foster 2001",
        "A new approach to monitoring exercise training",
        "Journal of Strength and Conditioning Research",
    ),
    Source(
        "Frandsen 2025",
        "How much running is too much? Identifying high-risk running sessions in a 5200-person cohort study",
        "British Journal of Sports Medicine",
    ),
    Source(
        "Hébert-Losier 2017",
        "Updated reliability and normative values for the standing heel-rise test in healthy adults",
        "Physiotherapy",
    ),
    Source(
        "Impellizzeri 2020",
        "Acute:chronic workload ratio: conceptual issues and fundamental pitfalls",
        "International Journal of Sports Physiology and Performance",
    ),
    Source(
        "Janura 2019",
        "Standing balance of professional ballet dancers and non-dancers under different conditions",
        "PLoS ONE",
    ),
    Source(
        "Kay & Blazevich 2012",
        "Effect of acute static stretch on maximal muscle performance: a systematic review",
        "Medicine & Science in Sports & Exercise",
    ),
    Source(
        "Lauersen 2014",
        "The effectiveness of exercise interventions to prevent sports injuries: a systematic review and "
        "meta-analysis of randomised controlled trials",
        "British Journal of Sports Medicine",
    ),
    Source(
        "Powden 2015",
        "Reliability and minimal detectable change of the weight-bearing lunge test: a systematic review",
        "Manual Therapy",
    ),
    Source(
        "Silbernagel 2007",
        "Continued sports activity, using a pain-monitoring model, during rehabilitation in patients with "
        "Achilles tendinopathy: a randomized controlled study",
        "American Journal of Sports Medicine",
    ),
    Source(
        "Simic 2013",
        "Does pre-exercise static stretching inhibit maximal muscular performance? A meta-analytical review",
        "Scandinavian Journal of Medicine & Science in Sports",
    ),
    Source(
        "Springer 2007",
        "Normative values for the unipedal stance test with eyes open and closed",
        "Journal of Geriatric Physical Therapy",
    ),
    Source(
        "Taddei 2020",
        "Foot core training to prevent running-related injuries: a survival analysis of a single-blind, "
        "randomized controlled trial",
        "American Journal of Sports Medicine",
    ),
    Source(
        "Wang 2023",
        "Effects of tapering on performance in endurance athletes: a systematic review and meta-analysis",
        "PLoS ONE",
    ),
    Source(
        "Wu 2024",
        "Do exercise-based prevention programs reduce injury in endurance runners? A systematic review and "
        "meta-analysis",
        "Sports Medicine",
    ),
)
