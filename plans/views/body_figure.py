"""A runner drawn simply, from the front and from behind: a shape for each site, on both sides.

Half of each figure is written down, right of the middle; the other half mirrors it. What meets there is left
open, so that no line runs down the middle. The list of places beside
it is what one chooses by; the figure only helps to find them.
"""

from dataclasses import dataclass

from library.models import BodySite

# x from the middle, y down, on a field 140 wide and 400 high.
SILHOUETTE = (
    "M0 6C13 6 19 16 18 29C17 40 11 49 0 52Z",
    "M0 48L9 49L11 65C20 71 40 69 47 80C49 88 45 97 42 106L36 150C34 166 38 178 41 196L20 222L0 214Z",
    "M45 77C55 81 57 98 58 118L63 158L68 198C70 207 65 212 62 207L53 162L42 108Z",
    "M41 194C45 220 43 246 37 268L37 292L15 292C15 282 14 274 12 264L3 212L0 190Z",
    "M37 268Q36 280 38 292C40 308 35 332 29 354L29 370L15 370L15 356C12 332 13 308 15 290Z",
    "M29 366L39 379C43 386 36 390 26 389L14 387L15 366Z",
)
FRONT = {
    BodySite.SHOULDERS: "M0 52L9 53L11 66C20 72 39 70 46 81C48 87 46 93 43 99C31 87 15 83 0 83",
    BodySite.HIP_FLEXOR: "M38 181L41 197C36 210 26 220 15 225L12 214C23 206 33 194 38 181Z",
    BodySite.GROIN: "M0 206L11 215L16 229L9 243L4 212L0 214",
    BodySite.QUADS: "M42 200C44 222 42 246 37 265C29 271 20 271 13 261L10 244L17 228C27 222 36 213 42 200Z",
    BodySite.KNEE: "M13 265C20 275 29 275 36 269Q36 280 37 291C29 297 21 297 15 290Q15 278 13 265Z",
    BodySite.SHIN: "M16 294C22 300 30 299 37 294C39 308 34 332 29 351L16 351C13 330 13 309 16 294Z",
    BodySite.ANKLE: "M16 354L28 354L28 368L15 370Z",
    BodySite.FOOT: "M15 373L30 371L38 380C41 386 35 389 26 389L14 387Z",
}
BACK = {
    BodySite.SHOULDERS: FRONT[BodySite.SHOULDERS],
    BodySite.BACK: "M0 86C15 86 31 90 42 102L36 150C35 158 35 165 37 172L0 177",
    BodySite.HIP: "M0 180L37 175C40 188 42 200 42 212C31 223 14 224 0 215",
    BodySite.HAMSTRING: "M42 216C44 236 42 252 37 270C28 267 20 267 13 266L5 224C18 228 32 226 42 216Z",
    BodySite.CALF: "M15 279C22 275 30 276 37 280C41 302 37 320 31 335L16 335C11 316 12 298 15 279Z",
    BodySite.ACHILLES: "M17 338L30 338L28 364L16 364Z",
    BodySite.FOOT: "M15 367L29 367L33 380C35 387 28 389 22 389L14 387Z",
}


@dataclass(frozen=True)
class Part:
    """A site as it is drawn: `half` once, and mirrored."""

    site: str
    label: str
    half: str
    gate: str = "go"
    chosen: bool = False

    @property
    def href(self) -> str:
        return choosing(self.site)


def choosing(site: str) -> str:
    """Where the site is chosen in the list. Which one stays in the browser: an address would be logged."""
    return f"/body/report/#id_site_{BodySite.values.index(site)}"


def figures(*, gates: dict[str, str] | None = None, chosen: str = "") -> list[tuple[str, list[Part]]]:
    """Front and back, each with its parts."""
    return [(view, _parts(half, gates or {}, chosen)) for view, half in (("front", FRONT), ("back", BACK))]


def _parts(halves, gates, chosen) -> list[Part]:
    return [
        Part(site.value, str(site.label), half, gates.get(site.value, "go"), site.value == chosen)
        for site, half in halves.items()
    ]
