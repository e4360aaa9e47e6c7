"""Lighthouse on a page of each kind, as a phone sees it, and the Nu checker on every page: `make audit`.

The site is built with the address at which it is then served, compressed, on this machine. A busy machine makes a page
look slower and nothing makes it look faster: a page below its bound is measured again, and its best run counts.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

from dossier.browser import ARGUMENTS

from ..conftest import ROOT, chromium
from ..real import build, kinds_of, serving

TOOLS = ROOT / ".cache/audit/node_modules"
NU = TOOLS / "vnu-jar/build/dist/vnu.jar"
BOUNDS = {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100}
METRICS = {"largest-contentful-paint": "LCP", "total-blocking-time": "TBT", "cumulative-layout-shift": "CLS"}
RUNS = 3
PORT = 8734  # the address is in the pages, so it is the same each time


def main() -> int:
    parser = argparse.ArgumentParser(prog="make audit", description=__doc__)
    parser.add_argument("pages", nargs="*", help="pages for Lighthouse, such as en/compute.html (default: one a kind)")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        site = build(Path(folder), "--address", f"http://127.0.0.1:{PORT}")
        faults = invalid(site)
        with serving(site, PORT) as address:
            pages = given.pages or kinds_of(site)
            faults += [fault for page in pages for fault in slow(f"{address}/{page}", page)]
    print("\n".join(["", *faults] if faults else ["", "no bound is broken"]))
    return 1 if faults else 0


def invalid(site: Path) -> list[str]:
    """What is invalid in any page of the site. The checker takes 'self' in a policy for a foreign host's where the page
    comes from a file: that, and its advice, is not counted."""
    command = ["java", "-Xss4m", "-jar", str(NU), "--skip-non-html", "--errors-only", "--format", "json", "--stdout"]
    done = subprocess.run([*command, site], stdout=subprocess.PIPE, text=True, encoding="utf-8", check=False)
    found: list[dict[str, Any]] = json.loads(done.stdout)["messages"]
    pages = sum(1 for _ in site.rglob("*.html"))
    said: Counter[str] = Counter()
    first: dict[str, str] = {}
    for each in found:
        place = f"{each['url'].rpartition('/site/')[2]}:{each.get('lastLine', 0)}"
        said[each["message"]] += 1
        first.setdefault(each["message"], place)
    print(f"Nu checker: {pages:,} pages, {len(found):,} errors")
    return [f"{first[text]}: {text} ({times} times)" for text, times in said.most_common()]


def slow(address: str, page: str) -> list[str]:
    """The bounds that a page breaks; what Lighthouse has to say against it."""
    best: dict[str, Any] = {}
    for _ in range(RUNS):
        seen = lighthouse(address)
        if not best or sum(scores(seen).values()) > sum(scores(best).values()):
            best = seen
        if not below(best):
            break
    audits = best["audits"]
    told = "  ".join(f"{name} {audits[key]['displayValue'].replace(chr(160), ' ')}" for key, name in METRICS.items())
    weight = audits["total-byte-weight"]["numericValue"] / 1024
    requests = len(audits["network-requests"]["details"]["items"])
    print(f"{page:44}", *(f"{score:4}" for score in scores(best).values()), f"  {told}  {weight:.0f} KB in {requests}")
    return [f"{page}: {category} {score}{reasons(best, category)}" for category, score in below(best).items()]


def lighthouse(address: str) -> dict[str, Any]:
    command = [
        *(str(Path(sys.executable).with_name("node")), str(TOOLS / "lighthouse/cli/index.js"), address),
        *("--output=json", "--quiet", f"--only-categories={','.join(BOUNDS)}", f"--chrome-flags={' '.join(ARGUMENTS)}"),
    ]
    environment = os.environ | {"CHROME_PATH": str(chromium())}
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, encoding="utf-8", check=True)
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def scores(seen: dict[str, Any]) -> dict[str, int]:
    return {name: round(100 * (seen["categories"][name]["score"] or 0)) for name in BOUNDS}


def below(seen: dict[str, Any]) -> dict[str, int]:
    return {name: score for name, score in scores(seen).items() if score < BOUNDS[name]}


def reasons(seen: dict[str, Any], category: str) -> str:
    """The audits that cost the category points."""
    refs = (ref for ref in seen["categories"][category]["auditRefs"] if ref["weight"])
    lost = [ref["id"] for ref in refs if (seen["audits"][ref["id"]]["score"] or 0) < 1]
    return f": {', '.join(lost)}"


if __name__ == "__main__":
    sys.exit(main())
