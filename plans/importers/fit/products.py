"""Names of the makers and of Garmin's running watches, by their numbers in the FIT profile."""

_MAKERS = {
    1: "garmin",
    15: "dynastream",
    23: "suunto",
    32: "wahoo_fitness",
    52: "seiko_epson",
    71: "tomtom",
    95: "stryd",
    123: "polar_electro",
    144: "zwift",
    255: "",
    260: "zwift",
    265: "strava",
    267: "bryton",
    289: "hammerhead",
    294: "coros",
}
_GARMIN = {
    717: "fr405", 782: "fr50", 988: "fr60", 1018: "fr310xt", 1036: "edge500", 1124: "fr110", 1169: "edge800",
    1328: "fr910xt", 1345: "fr610", 1436: "fr70", 1482: "fr10", 1551: "fenix", 1623: "fr620", 1632: "fr220",
    1765: "fr920xt", 1903: "fr15", 1967: "fenix2", 1988: "epix", 2050: "fenix3", 2148: "fr25", 2153: "fr225",
    2156: "fr630", 2157: "fr230", 2158: "fr735xt", 2413: "fenix3_hr", 2431: "fr235", 2503: "fr35",
    2544: "fenix5s", 2604: "fenix5x", 2691: "fr935", 2697: "fenix5", 2700: "vivoactive3", 2886: "fr645",
    2888: "fr645m", 2891: "fr30", 2900: "fenix5s_plus", 3076: "fr245", 3077: "fr245_music",
    3110: "fenix5_plus", 3111: "fenix5x_plus", 3113: "fr945", 3224: "vivoactive4_small",
    3225: "vivoactive4_large", 3226: "venu", 3282: "fr45", 3287: "fenix6s_sport", 3288: "fenix6s",
    3289: "fenix6_sport", 3290: "fenix6", 3291: "fenix6x", 3466: "instinct_solar", 3589: "fr745",
    3600: "venusq", 3638: "enduro", 3652: "fr945_lte", 3703: "venu2", 3704: "venu2s", 3851: "venu2_plus",
    3869: "fr55", 3888: "instinct_2", 3889: "instinct_2s", 3905: "fenix7s", 3906: "fenix7", 3907: "fenix7x",
    3943: "epix_gen2", 3990: "fr255_music", 3991: "fr255_small_music", 3992: "fr255", 3993: "fr255_small",
    4024: "fr955", 4257: "fr265_large", 4258: "fr265_small", 4260: "venu3", 4261: "venu3s", 4315: "fr965",
    4341: "enduro2", 4374: "fenix7s_pro_solar", 4375: "fenix7_pro_solar", 4376: "fenix7x_pro_solar",
    4394: "instinct_2x", 4426: "vivoactive5", 4432: "fr165", 4433: "fr165_music", 4532: "fenix8_solar",
    4534: "fenix8_small", 4536: "fenix8", 4565: "fr970", 4570: "fr570_large", 4574: "fr570_small",
    4575: "enduro3", 4625: "vivoactive6",
}  # fmt: skip


def device_name(maker: int | None, product: int | None, name: str) -> str:
    """How a device is called: its own name where it gives one, else what its numbers stand for."""
    made_by = _MAKERS.get(maker, f"maker {maker}") if maker is not None else ""
    if not name and product is not None and maker in (1, 15):
        name = _GARMIN.get(product, str(product))
    if name.casefold().startswith(made_by.split("_")[0]):
        made_by = ""
    return f"{made_by} {name}".strip()
