"""What every answer says to browsers beside the Content-Security-Policy and Django's own headers."""

from django.utils.cache import has_vary_header

# What the site uses itself, on its own pages only. All else that browsers offer is refused, to what a page
# might be tricked into loading as well.
OWN = ("autoplay", "clipboard-write", "fullscreen", "picture-in-picture", "screen-wake-lock")
PASSKEYS = ("publickey-credentials-create", "publickey-credentials-get")
REFUSED = (
    "accelerometer",
    "bluetooth",
    "browsing-topics",
    "camera",
    "clipboard-read",
    "display-capture",
    "encrypted-media",
    "geolocation",
    "gyroscope",
    "hid",
    "idle-detection",
    "local-fonts",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "serial",
    "storage-access",
    "usb",
    "window-management",
    "xr-spatial-tracking",
)
PERMISSIONS = ", ".join([f"{name}=(self)" for name in OWN + PASSKEYS] + [f"{name}=()" for name in REFUSED])

HEADERS = {
    "Permissions-Policy": PERMISSIONS,
    # No other site may show our pictures, films or pages, nor measure them.
    "Cross-Origin-Resource-Policy": "same-origin",
}


class SayWhatIsAllowed:
    """Before WhiteNoise in the list, so that static files say it too."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if has_vary_header(response, "Cookie"):
            # It was written for who asked: no cache between us may keep it, the browser's asks again.
            response.headers.setdefault("Cache-Control", "private, no-cache")
        if getattr(request, "signed_out", False):
            # What the browser kept of the pages; our cookies it was told already.
            response.headers["Clear-Site-Data"] = '"cache", "storage"'
        return response


def on_sign_out(sender, request, **kwargs) -> None:
    request.signed_out = True
