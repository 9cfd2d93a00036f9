"""What every answer must say to browsers and to caches between, whoever asked for whatever."""

REFUSED = ("unsafe-inline", "unsafe-eval", "unsafe-hashes", "strict-dynamic", "http:", "https: ", " * ", "*;")
POLICY = ("default-src 'self'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'")
NEEDED = {
    "X-Content-Type-Options": {"nosniff"},
    "X-Frame-Options": {"DENY"},
    "Referrer-Policy": {"same-origin", "no-referrer"},
    "Cross-Origin-Opener-Policy": {"same-origin"},
    "Cross-Origin-Resource-Policy": {"same-origin"},
}


def wrong_in(response, *, private: bool) -> list[str]:
    """What is missing, or said that should not be. `private`: it is for those who are signed in."""
    headers = response.headers
    wrong = [f"{name}: {headers.get(name)}" for name, good in NEEDED.items() if headers.get(name) not in good]
    policy = headers.get("Content-Security-Policy", "") + ";"
    wrong += [f"policy without {part}" for part in POLICY if part not in policy]
    wrong += [f"policy with {part}" for part in REFUSED if part in policy]
    if "camera=()" not in headers.get("Permissions-Policy", ""):
        wrong.append("no Permissions-Policy")
    wrong += [f"{name} is told" for name in ("Server", "X-Powered-By") if name in headers]
    kind = headers.get("Content-Type", "")
    if kind.startswith("text/") and "charset=utf-8" not in kind:
        wrong.append(f"no charset: {kind}")
    wrong += [f"{name}: other origins" for name in headers if name.startswith("Access-Control-")]
    kept = headers.get("Cache-Control", "")
    if private and ("public" in kept or "s-maxage" in kept or not kept):
        wrong.append(f"private, but Cache-Control: {kept!r}")
    return wrong + wrong_cookies(response)


def wrong_cookies(response) -> list[str]:
    wrong = []
    for name, cookie in response.cookies.items():
        if cookie["max-age"] == 0:  # it is taken away
            continue
        kept = (cookie["httponly"], cookie["samesite"], cookie["path"], cookie["domain"])
        if kept != (True, "Lax", "/", ""):
            wrong.append(f"cookie {name}: {kept}")
    return wrong
