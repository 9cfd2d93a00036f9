"""python -m tests.vulnerabilities: is anything known against what is installed? Ends with 1 where it is.

Where the list of them cannot be reached it says so and ends well: no network is no fault of a change.
"""

import json
import subprocess
import sys

ASK = [
    sys.executable,
    "-m",
    "pip_audit",
    "--local",
    "--format",
    "json",
    "--progress-spinner",
    "off",
    "--timeout",
    "10",
]
LONGEST_S = 180


def ask() -> list[dict] | None:
    """Of each package what is known; None where nobody answers."""
    try:
        answer = subprocess.run(ASK, capture_output=True, text=True, timeout=LONGEST_S)
        return json.loads(answer.stdout)["dependencies"]
    except (subprocess.TimeoutExpired, json.JSONDecodeError, KeyError):
        return None


def told(packages: list[dict] | None) -> tuple[list[str], bool]:
    """What to say, and whether all is well."""
    asked = [package for package in packages or [] if "vulns" in package]
    if not asked:
        return ["NOT CHECKED: the list of known vulnerabilities cannot be reached from here."], True
    found = [(package, fault) for package in asked for fault in package["vulns"]]
    lines = [
        f"{package['name']} {package['version']}: {fault['id']}, mended in "
        f"{', '.join(fault['fix_versions']) or 'no version yet'}"
        for package, fault in found
    ]
    left = [package["name"] for package in packages if "vulns" not in package]
    if left:
        lines.append(f"NOT CHECKED, since nothing is known of them there: {', '.join(left)}.")
    if not found:
        lines.append(f"No vulnerability is known of {len(asked)} packages.")
    return lines, not found


def main() -> int:
    lines, well = told(ask())
    print("\n".join(lines))
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main())
