"""Pages and calendars go out compressed; static files are so already, films keep their length."""

from django.middleware.gzip import GZipMiddleware

PACKED = ("text/html", "text/calendar")


class CompressPages(GZipMiddleware):
    """Django's own, which makes each answer longer by chance, so that its length gives nothing away."""

    def process_response(self, request, response):
        if response.streaming or not response.headers.get("Content-Type", "").startswith(PACKED):
            return response
        return super().process_response(request, response)
