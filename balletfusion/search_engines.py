"""What search engines may look at (/robots.txt), and what there is to be found (/sitemap.xml)."""

from django.contrib.auth.decorators import login_not_required
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps import views as sitemaps
from django.db.models import Max
from django.http import HttpResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from library.actions.benefits import benefits
from library.models import Collection, Movement, VideoClass

KEPT_S = 3600
# Of a person, of the staff, or a film: nothing to be found by searching. Choices in the library are the same
# classes in thousands of addresses.
PRIVATE = (
    "/accounts/", "/admin/", "/log/", "/mail/", "/mail-off/", "/plan/", "/progress/", "/sessions/",
    "/styleguide/", "/today/", "/welcome/", "/library/studio/", "/library/history/", "/library/player/",
    "/library/suggestions/", "/library/?", "/library/*/film/", "/library/*/film.mp4", "/library/*.vtt",
    "/library/*/watched/", "/library/*/done/", "/library/*/save/", "/library/*/hide/",
)  # fmt: skip


class Places(Sitemap):
    """Pages of which there is one."""

    def items(self):
        pages = [f"/library/{part}" for part in ("", "collections/", "movements/", "benefits/")]
        return ["/", "/evidence/", *pages, *(f"/library/benefits/{benefit.slug}/" for benefit in benefits())]

    def location(self, item):
        return item


class Classes(Sitemap):
    limit = 1000  # a page of ten times as many takes a second to write

    def items(self):
        return VideoClass.objects.published().only("slug", "published_at", "edited_at").order_by("pk")

    def lastmod(self, item):
        return max(filter(None, (item.published_at, item.edited_at)))

    def get_latest_lastmod(self):
        """By one row: the list of these lists needs none of them."""
        latest = VideoClass.objects.published().aggregate(at=Max("published_at"), changed=Max("edited_at"))
        return max(filter(None, latest.values()), default=None)


class Movements(Sitemap):
    def items(self):
        return Movement.objects.only("slug").order_by("pk")


class Collections(Sitemap):
    def items(self):
        return Collection.objects.filter(shown=True).only("slug").order_by("pk")

    def location(self, item):
        return f"/library/collections/{item.slug}/"


SITEMAPS = {"places": Places, "classes": Classes, "movements": Movements, "collections": Collections}


def kept(response):
    """The same for everybody, and an hour old at most."""
    patch_cache_control(response, public=True, max_age=KEPT_S)
    return response


@login_not_required
@require_safe
def sitemap_index(request):
    """The list of lists: each section has as many pages as it needs."""
    return kept(sitemaps.index(request, SITEMAPS, sitemap_url_name="sitemap_section"))


@login_not_required
@require_safe
def sitemap_section(request, section):
    return kept(sitemaps.sitemap(request, SITEMAPS, section))


@login_not_required
@require_safe
def robots(request):
    """Everything public may be looked at, the film of a free class too."""
    free = VideoClass.objects.published().filter(free=True).order_by("pk").values_list("slug", flat=True)
    lines = ["User-agent: *"]
    lines += [f"Allow: /library/{slug}/film.mp4" for slug in free]
    lines += [f"Disallow: {address}" for address in PRIVATE]
    lines += ["", f"Sitemap: {request.build_absolute_uri('/sitemap.xml')}", ""]
    return kept(HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8"))
