"""Writes the four CSV files that the generator reads, with python-holidays. README.md has the steps.

    python export.py codes holiday_codes.csv
    python export.py facts public_holidays.csv 2015 2035 second.tsv
    python export.py working working_weekends.csv 2015 2035
    python export.py others other_days.csv 2024 2035

The second source only says whether it agrees; no date of it is written. Sundays that are holidays
for being Sundays (Sweden) are left out.
"""

import csv
import inspect
import sys

import holidays


def subdivisions():
    """Every country, and its subdivisions as python-holidays names them."""
    return sorted(holidays.list_supported_countries(include_aliases=False).items())


def country_days(country, subdivision, years, **options):
    """The holidays of python-holidays. Some classes (SA, PS, CI) mark days that wait on a sighting only
    where they are asked to."""
    if "islamic_show_estimated" in inspect.signature(getattr(holidays, country).__init__).parameters:
        options["islamic_show_estimated"] = True
    return holidays.country_holidays(country, subdiv=subdivision, years=years, **options)


def days(country, subdivision, years, category="public"):
    """The days of a category by date, with English names; several on a date are joined by "; "."""
    found = country_days(country, subdivision, years, language="en_US", categories=category)
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


def working(years):
    """Rest days that are worked; a subdivision's are those that its country has not."""
    for country, parts in subdivisions():
        base = weekend_workdays(country, None, years)
        for date in sorted(base):
            yield [country, date]
        for part in sorted(parts):
            for date in sorted(weekend_workdays(country, part, years) - base):
                yield [f"{country}-{part}", date]


def weekend_workdays(country, subdivision, years):
    found = country_days(country, subdivision, years)
    return {day.isoformat() for day in found.weekend_workdays if day.year in years}


def others(years):
    """The days of all categories but public; a subdivision's are those that its country has not."""
    for country, parts in subdivisions():
        for category in sorted(set(categories(country)) - {"public"}):
            base = days(country, None, years, category)
            for part in [None, *sorted(parts)]:
                code = f"{country}-{part}" if part else country
                own = days(country, part, years, category) if part else base
                for date, name in sorted(own.items()):
                    if part is None or base.get(date) != name:
                        plain = name.replace(" (estimated)", "")
                        yield [code, date, category, plain, "yes" if "estimated)" in name else "no"]


def categories(country):
    return getattr(holidays, country).supported_categories


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
        years = range(int(rest[0]), int(rest[1]) + 1)
        if what == "working":
            writer.writerow(["code", "date"])
            writer.writerows(working(years))
            return
        if what == "others":
            writer.writerow(["code", "date", "category", "name", "estimated"])
            writer.writerows(others(years))
            return
        writer.writerow(["code", "date", "op", "name", "estimated", "second_source_agrees"])
        writer.writerows(facts(years, second_source(rest[2])))


if __name__ == "__main__":
    main(*sys.argv[1:])
