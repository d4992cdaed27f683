"""Writes the two CSV files that the generator reads, with python-holidays.

    pip install holidays==0.102
    python export.py codes holiday_codes.csv
    cut -d, -f1 holiday_codes.csv | tail -n +2 | node ../../../../.ci/conformance/dump.mjs 2015 2035 > second.tsv
    python export.py facts public_holidays.csv 2015 2035 second.tsv

The second source only says whether it agrees; no date of it is written. Sundays that are holidays
for being Sundays (Sweden) are left out.
"""

import csv
import sys

import holidays


def subdivisions():
    """Every country, and its subdivisions as python-holidays names them."""
    return sorted(holidays.list_supported_countries(include_aliases=False).items())


def days(country, subdivision, years):
    """The public holidays by date, with English names; several on a date are joined by "; "."""
    found = holidays.country_holidays(country, subdiv=subdivision, years=years, language="en_US", categories="public")
    by_date = {}
    for day, name in found.items():
        names = [n for n in name.split("; ") if n != "Sunday"]
        if day.year in years and names:
            by_date[day.isoformat()] = "; ".join(sorted(names))
    return by_date


def second_source(path):
    """What dump.mjs wrote: the dates of each code, or nothing for a code it does not know."""
    known = {}
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            code, is_known, items = line.rstrip("\n").split("\t")
            if is_known == "yes":
                known[code] = {item.split("=")[0] for item in items.split("|") if item}
    return known


def agrees(second, code, date, holiday):
    if code not in second:
        return "unknown"
    return "yes" if (date in second[code]) == holiday else "no"


def row(second, code, date, op, name):
    estimated = "estimated)" in name
    plain = name.replace(" (estimated)", "")
    return [code, date, op, plain, "yes" if estimated else "no", agrees(second, code, date, op == "add")]


def facts(years, second):
    for country, parts in subdivisions():
        base = days(country, None, years)
        for date, name in sorted(base.items()):
            yield row(second, country, date, "add", name)
        for part in sorted(parts):
            code, own = f"{country}-{part}", days(country, part, years)
            for date, name in sorted(own.items()):
                if base.get(date) != name:
                    extra = [n for n in name.split("; ") if n not in base.get(date, "").split("; ")]
                    if extra:
                        yield row(second, code, date, "add", "; ".join(extra))
            for date in sorted(base.keys() - own.keys()):
                yield row(second, code, date, "not", "")


def main(what, path, *rest):
    with open(path, "w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        if what == "codes":
            writer.writerow(["code", "like_country"])
            for country, parts in subdivisions():
                writer.writerow([country, "no"])
                base = days(country, None, range(2015, 2036)) if parts else {}
                for part in sorted(parts):
                    same = days(country, part, range(2015, 2036)) == base
                    writer.writerow([f"{country}-{part}", "yes" if same else "no"])
            return
        first, last, second = rest
        writer.writerow(["code", "date", "op", "name", "estimated", "second_source_agrees"])
        writer.writerows(facts(range(int(first), int(last) + 1), second_source(second)))


if __name__ == "__main__":
    main(*sys.argv[1:])
