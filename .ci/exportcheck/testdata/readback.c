/* Prints what libical reads in each of the named files, in the lines that ical_test.go compares. */
#include <libical/ical.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void line(const char *name, const char *value) {
    printf("%s ", name);
    for (const unsigned char *p = (const unsigned char *)(value ? value : ""); *p; p++) printf("%02x", *p);
    printf("\n");
}

static void value(const char *name, icalcomponent *c, icalproperty_kind kind) {
    icalproperty *p = icalcomponent_get_first_property(c, kind);
    if (!p) return;
    icalvalue *v = icalproperty_get_value(p);
    if (icalvalue_isa(v) == ICAL_TEXT_VALUE) line(name, icalvalue_get_text(v));
    else line(name, icalproperty_get_value_as_string(p));
}

int main(int argc, char **argv) {
    for (int i = 1; i < argc; i++) {
        FILE *f = fopen(argv[i], "rb");
        if (!f) return 1;
        fseek(f, 0, SEEK_END);
        long n = ftell(f);
        rewind(f);
        char *text = calloc((size_t)n + 1, 1);
        if (!text || fread(text, 1, (size_t)n, f) != (size_t)n) return 1;
        fclose(f);
        icalcomponent *c = icalparser_parse_string(text);
        if (!c || icalcomponent_isa(c) != ICAL_VCALENDAR_COMPONENT) return 2;
        if (icalcomponent_count_errors(c) != 0) return 3;
        if (!icalrestriction_check(c)) return 4;
        printf("FILE\n");
        value("NAME", c, ICAL_NAME_PROPERTY);
        value("COLOR", c, ICAL_COLOR_PROPERTY);
        for (icalcomponent *e = icalcomponent_get_first_component(c, ICAL_ANY_COMPONENT); e;
             e = icalcomponent_get_next_component(c, ICAL_ANY_COMPONENT)) {
            printf("%s\n", icalcomponent_kind_to_string(icalcomponent_isa(e)));
            value("UID", e, ICAL_UID_PROPERTY);
            value("DTSTAMP", e, ICAL_DTSTAMP_PROPERTY);
            value("DTSTART", e, ICAL_DTSTART_PROPERTY);
            value("DTEND", e, ICAL_DTEND_PROPERTY);
            value("SEQUENCE", e, ICAL_SEQUENCE_PROPERTY);
            value("STATUS", e, ICAL_STATUS_PROPERTY);
            value("SUMMARY", e, ICAL_SUMMARY_PROPERTY);
            value("DESCRIPTION", e, ICAL_DESCRIPTION_PROPERTY);
            value("URL", e, ICAL_URL_PROPERTY);
        }
        icalcomponent_free(c);
        free(text);
    }
    return 0;
}
