package feed

import (
	"regexp"
	"strings"
	"sync"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
)

var (
	// offsetBefore is what Windows, Outlook and Exchange write before the places of a zone.
	offsetBefore = regexp.MustCompile(`^\((?i:UTC|GMT)(?:[+-][0-9]{1,2}[:.][0-9]{2})?\) *`)
	// numberAfter is what Outlook adds to a zone that it has several of.
	numberAfter = regexp.MustCompile(` [0-9]{1,2}$`)
)

// microsoftZone returns the zone of a name as Microsoft's programs write it, and the IANA name; nil where it is
// none: the display name "(UTC-05:00) Eastern Time (US & Canada)" with or without the offset, a Windows name
// with a number after it, tzone://Microsoft/Utc. The list of places in a display name has changed over the
// years, so the first of them decides.
func microsoftZone(tzid string, w *world) (*time.Location, string) {
	name := strings.TrimSpace(tzid)
	if rest := "tzone://microsoft/"; len(name) > len(rest) && strings.EqualFold(name[:len(rest)], rest) {
		name = name[len(rest):]
		if strings.EqualFold(name, "utc") {
			return w.load("Etc/UTC"), "Etc/UTC"
		}
	}
	candidates := []string{name, numberAfter.ReplaceAllString(name, "")}
	place := numberAfter.ReplaceAllString(offsetBefore.ReplaceAllString(name, ""), "")
	place, _, _ = strings.Cut(place, ",")
	place, _, _ = strings.Cut(place, ";")
	place = strings.TrimSuffix(strings.TrimSpace(place), " - Old")
	place = strings.TrimSuffix(place, " - New")
	place = strings.ReplaceAll(place, "US and Canada", "US & Canada")
	if windows, ok := displayNames()[strings.ToLower(place)]; ok {
		candidates = append(candidates, windows)
	}
	for _, c := range candidates {
		iana, ok := calendar.WindowsZone(c)
		if !ok {
			iana = formerNames[c]
		}
		if loc := w.listed(iana); loc != nil {
			return loc, iana
		}
	}
	return nil, ""
}

// formerNames are Windows names that are not, or no longer, in CLDR's list.
var formerNames = map[string]string{
	"UTC": "Etc/UTC", "Kamchatka Standard Time": "Asia/Kamchatka", "Armenian Standard Time": "Asia/Yerevan", "Mexico Standard Time": "America/Mexico_City",
	"Mid-Atlantic Standard Time": "Etc/GMT+2", "UTC-02": "Etc/GMT+2", "UTC-08": "Etc/GMT+8", "UTC-09": "Etc/GMT+9", "UTC-11": "Etc/GMT+11", "UTC+12": "Etc/GMT-12", "UTC+13": "Etc/GMT-13",
}

// displayNames are the first places of the display names of Windows, in lower case, and the name of the
// zone: those of Windows 11 of 2024, from the registry's Display values as public code lists them, and before
// the blank line the first places of Windows XP to 7 that are not among them.
var displayNames = sync.OnceValue(func() map[string]string {
	m := make(map[string]string)
	for line := range strings.Lines(displayNameLines) {
		if place, windows, ok := strings.Cut(strings.TrimSpace(line), "|"); ok {
			m[strings.ToLower(place)] = windows
		}
	}
	return m
})

const displayNameLines = `
Midway Island|UTC-11
Tijuana|Pacific Standard Time (Mexico)
Chihuahua|Mountain Standard Time (Mexico)
Mexico City|Central Standard Time (Mexico)
Manaus|Central Brazilian Standard Time
Buenos Aires|Argentina Standard Time
Cape Verde Is.|Cape Verde Standard Time
Cape Verde Islands|Cape Verde Standard Time
Greenwich Mean Time : Dublin|GMT Standard Time
Greenwich Mean Time: Dublin|GMT Standard Time
Greenwich Mean Time|GMT Standard Time
London|GMT Standard Time
Berlin|W. Europe Standard Time
Paris|Romance Standard Time
Bucharest|GTB Standard Time
Nicosia|GTB Standard Time
Tashkent|West Asia Standard Time
Almaty|N. Central Asia Standard Time
Mumbai|India Standard Time
New Delhi|India Standard Time
Kolkata|India Standard Time
Singapore|Singapore Standard Time
Tokyo|Tokyo Standard Time
Sydney|AUS Eastern Standard Time
Melbourne|AUS Eastern Standard Time
Port Moresby|West Pacific Standard Time
Wellington|New Zealand Standard Time
Marshall Is.|UTC+12

International Date Line West|Dateline Standard Time
Coordinated Universal Time-11|UTC-11
Aleutian Islands|Aleutian Standard Time
Hawaii|Hawaiian Standard Time
Marquesas Islands|Marquesas Standard Time
Alaska|Alaskan Standard Time
Coordinated Universal Time-09|UTC-09
Baja California|Pacific Standard Time (Mexico)
Coordinated Universal Time-08|UTC-08
Pacific Time (US & Canada)|Pacific Standard Time
Arizona|US Mountain Standard Time
La Paz|Mountain Standard Time (Mexico)
Mountain Time (US & Canada)|Mountain Standard Time
Yukon|Yukon Standard Time
Central America|Central America Standard Time
Central Time (US & Canada)|Central Standard Time
Easter Island|Easter Island Standard Time
Guadalajara|Central Standard Time (Mexico)
Saskatchewan|Canada Central Standard Time
Bogota|SA Pacific Standard Time
Chetumal|Eastern Standard Time (Mexico)
Eastern Time (US & Canada)|Eastern Standard Time
Haiti|Haiti Standard Time
Havana|Cuba Standard Time
Indiana (East)|US Eastern Standard Time
Turks and Caicos|Turks And Caicos Standard Time
Asuncion|Paraguay Standard Time
Atlantic Time (Canada)|Atlantic Standard Time
Caracas|Venezuela Standard Time
Cuiaba|Central Brazilian Standard Time
Georgetown|SA Western Standard Time
Santiago|Pacific SA Standard Time
Newfoundland|Newfoundland Standard Time
Araguaina|Tocantins Standard Time
Brasilia|E. South America Standard Time
Cayenne|SA Eastern Standard Time
City of Buenos Aires|Argentina Standard Time
Montevideo|Montevideo Standard Time
Punta Arenas|Magallanes Standard Time
Saint Pierre and Miquelon|Saint Pierre Standard Time
Salvador|Bahia Standard Time
Coordinated Universal Time-02|UTC-02
Greenland|Greenland Standard Time
Mid-Atlantic|Mid-Atlantic Standard Time
Azores|Azores Standard Time
Cabo Verde Is.|Cape Verde Standard Time
Coordinated Universal Time|UTC
Dublin|GMT Standard Time
Monrovia|Greenwich Standard Time
Sao Tome|Sao Tome Standard Time
Casablanca|Morocco Standard Time
Amsterdam|W. Europe Standard Time
Belgrade|Central Europe Standard Time
Brussels|Romance Standard Time
Sarajevo|Central European Standard Time
West Central Africa|W. Central Africa Standard Time
Athens|GTB Standard Time
Beirut|Middle East Standard Time
Cairo|Egypt Standard Time
Chisinau|E. Europe Standard Time
Gaza|West Bank Standard Time
Harare|South Africa Standard Time
Helsinki|FLE Standard Time
Jerusalem|Israel Standard Time
Juba|South Sudan Standard Time
Kaliningrad|Kaliningrad Standard Time
Khartoum|Sudan Standard Time
Tripoli|Libya Standard Time
Windhoek|Namibia Standard Time
Amman|Jordan Standard Time
Baghdad|Arabic Standard Time
Damascus|Syria Standard Time
Istanbul|Turkey Standard Time
Kuwait|Arab Standard Time
Minsk|Belarus Standard Time
Moscow|Russian Standard Time
Nairobi|E. Africa Standard Time
Volgograd|Volgograd Standard Time
Tehran|Iran Standard Time
Abu Dhabi|Arabian Standard Time
Astrakhan|Astrakhan Standard Time
Baku|Azerbaijan Standard Time
Izhevsk|Russia Time Zone 3
Port Louis|Mauritius Standard Time
Saratov|Saratov Standard Time
Tbilisi|Georgian Standard Time
Yerevan|Caucasus Standard Time
Kabul|Afghanistan Standard Time
Ashgabat|West Asia Standard Time
Astana|Qyzylorda Standard Time
Ekaterinburg|Ekaterinburg Standard Time
Islamabad|Pakistan Standard Time
Chennai|India Standard Time
Sri Jayawardenepura|Sri Lanka Standard Time
Kathmandu|Nepal Standard Time
Bishkek|Central Asia Standard Time
Dhaka|Bangladesh Standard Time
Omsk|Omsk Standard Time
Yangon (Rangoon)|Myanmar Standard Time
Bangkok|SE Asia Standard Time
Barnaul|Altai Standard Time
Hovd|W. Mongolia Standard Time
Krasnoyarsk|North Asia Standard Time
Novosibirsk|N. Central Asia Standard Time
Tomsk|Tomsk Standard Time
Beijing|China Standard Time
Irkutsk|North Asia East Standard Time
Kuala Lumpur|Singapore Standard Time
Perth|W. Australia Standard Time
Taipei|Taipei Standard Time
Ulaanbaatar|Ulaanbaatar Standard Time
Eucla|Aus Central W. Standard Time
Chita|Transbaikal Standard Time
Osaka|Tokyo Standard Time
Pyongyang|North Korea Standard Time
Seoul|Korea Standard Time
Yakutsk|Yakutsk Standard Time
Adelaide|Cen. Australia Standard Time
Darwin|AUS Central Standard Time
Brisbane|E. Australia Standard Time
Canberra|AUS Eastern Standard Time
Guam|West Pacific Standard Time
Hobart|Tasmania Standard Time
Vladivostok|Vladivostok Standard Time
Lord Howe Island|Lord Howe Standard Time
Bougainville Island|Bougainville Standard Time
Chokurdakh|Russia Time Zone 10
Magadan|Magadan Standard Time
Norfolk Island|Norfolk Standard Time
Sakhalin|Sakhalin Standard Time
Solomon Is.|Central Pacific Standard Time
Anadyr|Russia Time Zone 11
Auckland|New Zealand Standard Time
Coordinated Universal Time+12|UTC+12
Fiji|Fiji Standard Time
Petropavlovsk-Kamchatsky|Kamchatka Standard Time
Chatham Islands|Chatham Islands Standard Time
Coordinated Universal Time+13|UTC+13
Nuku'alofa|Tonga Standard Time
Samoa|Samoa Standard Time
Kiritimati Island|Line Islands Standard Time
`
