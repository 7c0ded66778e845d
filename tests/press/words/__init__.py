"""The words of the press: our own sentences from the open pamphlet, our own stock of names and terms, and common English by its endings."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent

NAMES = (
    "Lenin Stalin Bukharin Trotsky Zinoviev Kamenev Rykov Tomsky Molotov Mikoyan Kuibyshev Preobrazhensky Strumilin Kalinin Frumkin "
    "Marx Engels Krupskaya Sokolnikov Larin Yakovlev Krzhizhanovsky Groman Bazarov Kondratiev"
).split()

PLACES = "Moscow Leningrad Siberia Ukraine Samara Saratov Penza Smolensk Orel Pskov Kharkov Tula Omsk Rostov Kazan".split()

ACRONYMS = "NEP VSNKh RSFSR CPSU OGPU USSR GPU CC".split()

TERMS = "kulak kolkhoz sovkhoz skhod serednyak bednyak batrak artel soviet rouble pood trader".split()

MONTHS = "January February March April May June July August September October November December".split()

COMPOUNDS = (
    "worker-peasant well-to-do two-thirds three-quarters rank-and-file grain-buying self-sufficient non-party anti-Soviet North-Caucasian "
    "long-term short-term so-called twenty-five medium-sized state-owned peasant-owned machine-building five-year three-field "
    "half-starved cost-accounting labor-time price-fixing grain-growing market-oriented decision-making full-time self-criticism "
    "far-reaching large-scale small-scale one-sided hand-to-mouth year-end petty-bourgeois middle-sized semi-proletarian "
    "wage-earning tax-paying ill-equipped draught-animal seed-corn Anglo-Russian Soviet-German counter-offensive"
).split()

TITLES = (
    "Works",
    "Collected Works",
    "The Harvest and the State",
    "Prices of the Village",
    "Grain Statistics of Ten Years",
    "On the Land Question",
    "The Rouble and the Pood",
    "Letters from Samara",
    "Markets and Men",
)

GLOSSES = (
    ("Artel", "Cooperative of producers who hold part of their means in common"),
    ("Batrak", "Hired farm labourer"),
    ("Bednyak", "Poor peasant"),
    ("Chervonets", "Unit of the reformed currency of 1922"),
    ("Glavk", "Chief administration of a branch of industry, later often abolished or merged with others"),
    ("Gosbank", "State Bank"),
    ("Gosplan", "State Planning Commission"),
    ("Khozraschet", "Business accounting, the rule that an enterprise must cover its costs"),
    ("Kolkhoz", "Collective farm"),
    ("Kulak", "Rich peasant; in the language of the newspapers often any peasant who would not sell"),
    ("Mir", "Community of a village, with its common land"),
    ("Narkomfin", "People’s Commissariat of Finance"),
    ("NEP", "New Economic Policy"),
    ("OGPU", "Unified State Political Administration"),
    ("Pood", "Russian weight of 16.4 kilograms"),
    ("Prodnalog", "Tax in kind on the peasants, which took the place of requisition in the spring of 1921"),
    ("RSFSR", "Russian Soviet Federative Socialist Republic"),
    ("Serednyak", "Middle peasant"),
    ("Skhod", "General assembly of the heads of the households of a village"),
    ("Smychka", "“Bond”; the tie between the workers of the towns and the peasants"),
    ("Sovkhoz", "State farm"),
    ("Toz", "Association for the common tilling of the land"),
    ("Volynka", "Refusal of a whole village to deliver grain"),
)

VERSE = (
    "I carried my rye to the weighing-floor,",
    "They paid me and shut the gate;",
    "I carried my roubles from door to door",
    "And was told at each to wait.",
    "The clerk has a pen and the clerk has a seal,",
    "The clerk has a chair by the stove;",
    "He knows what the peasant in winter may feel,",
    "And how far a hungry man drove.",
    "The snow on the road is as deep as a horse,",
    "The barn is as bare as the floor;",
    "The price was proclaimed as a matter of course,",
    "And who would have asked for more?",
)

ENDINGS = {
    "noun": ("tion", "ment", "ness", "ity", "ance", "ence", "ship", "ism"),
    "adjective": ("ive", "ous", "able", "ic", "ful", "ary"),
    "adverb": ("ly",),
    "past": ("ized", "ated", "ened", "ished", "ected", "ored"),
}
"""By its ending a common English word shows what it can do in a sentence."""

UNFIT = frozenset(
    (
        "family republic january february lawrence florence clarence terrence vietnam playstation vegetable revive survive arrive derive "
        "forgive executive detective italy assembly butterfly multiply unity city identity university celebrity supply library receive"
    ).split()
)

UNWANTED = re.compile(
    "sex|porn|prostit|rac(?:is|ial)|terror|naz|suic|rap(?:ist|ing)|mole|islam|christ|jud|homo|drug|toxic|vatic|dict|abort|erot|femin|ethn|obes|hil"
    "|fran|cath|relig|kidn|victim|insan|mad|feti|nud|sens|virg|lesb|roman|bapt|infect|pollu|heter|circumc|playst|autis|celtic|happen"
)
"""What no pamphlet on grain would speak of."""


@cache
def sentences() -> tuple[str, ...]:
    """Return the sentences of our own pamphlet (CC BY 4.0)."""
    return tuple((FOLDER / "sentences.txt").read_text(encoding="utf-8").splitlines())


@cache
def common(part: str) -> tuple[str, ...]:
    """Return common English words that can be a `noun`, an `adjective`, an `adverb` or a verb in the `past`."""
    from wordfreq import top_n_list

    return tuple(
        word
        for word in top_n_list("en", 8000)
        if len(word) > 5
        and word.isascii()
        and word.isalpha()
        and word.endswith(ENDINGS[part])
        and word not in UNFIT
        and not UNWANTED.search(word)
    )
