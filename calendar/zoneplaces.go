package calendar

import (
	"slices"
	"strings"
)

// zonePlaces lists places that people write and that have no zone of their own name, with the zone whose
// clocks they keep: large cities, states and provinces, and countries of one zone.
const zonePlaces = "Africa/Cairo=Egypt Africa/Casablanca=Morocco,Rabat Africa/Johannesburg=Pretoria,Cape_Town,Durban,South_Africa Africa/Lagos=Abuja,Nigeria Africa/Nairobi=Kenya " +
	"America/Argentina/Buenos_Aires=Argentina America/Bogota=Colombia,Medellin America/Chicago=Dallas,Houston,Austin,San_Antonio,Minneapolis,Milwaukee,Nashville,New_Orleans,Saint_Louis,Texas,Illinois " +
	"America/Denver=Salt_Lake_City,Albuquerque,Colorado,Utah America/Edmonton=Calgary,Alberta America/Halifax=Nova_Scotia America/Lima=Peru " +
	"America/Los_Angeles=San_Francisco,San_Diego,San_Jose,Sacramento,Seattle,Portland,Las_Vegas,California,Silicon_Valley " +
	"America/Mexico_City=Guadalajara,Puebla America/New_York=Boston,Washington,Washington_DC,Philadelphia,Miami,Orlando,Atlanta,Charlotte,Cleveland,Pittsburgh,Baltimore,Florida " +
	"America/Phoenix=Tucson America/Santiago=Chile America/Sao_Paulo=Rio_de_Janeiro,Rio,Brasilia,Belo_Horizonte,Curitiba,Porto_Alegre America/Toronto=Ottawa,Ontario,Quebec " +
	"America/Vancouver=British_Columbia,Victoria_BC America/Winnipeg=Manitoba " +
	"Asia/Bangkok=Thailand Asia/Dhaka=Bangladesh,Chittagong Asia/Dubai=Abu_Dhabi,Sharjah,Emirates,UAE Asia/Ho_Chi_Minh=Vietnam,Hanoi,Da_Nang Asia/Jakarta=Bandung,Surabaya " +
	"Asia/Karachi=Pakistan,Islamabad,Lahore Asia/Kolkata=India,Delhi,New_Delhi,Mumbai,Bombay,Bangalore,Bengaluru,Chennai,Madras,Hyderabad,Pune,Ahmedabad,Gurgaon,Noida " +
	"Asia/Kuala_Lumpur=Malaysia,Penang,Johor_Bahru Asia/Manila=Philippines,Cebu,Quezon_City Asia/Riyadh=Jeddah,Mecca,Medina,Dammam,Saudi_Arabia Asia/Seoul=Busan,Incheon,South_Korea,Korea " +
	"Asia/Shanghai=Beijing,Peking,Shenzhen,Guangzhou,Hangzhou,Chengdu,Nanjing,Wuhan,Tianjin,China Asia/Taipei=Taiwan,Kaohsiung Asia/Tokyo=Osaka,Kyoto,Nagoya,Yokohama,Sapporo,Fukuoka Asia/Tehran=Isfahan,Mashhad " +
	"Australia/Brisbane=Gold_Coast,Cairns Australia/Sydney=Newcastle,Wollongong Europe/Amsterdam=Rotterdam,The_Hague,Utrecht,Eindhoven,Netherlands,Holland Europe/Athens=Greece,Thessaloniki " +
	"Europe/Berlin=Munich,Muenchen,Frankfurt,Hamburg,Cologne,Koeln,Stuttgart,Dusseldorf,Leipzig,Dresden,Nuremberg,Germany Europe/Brussels=Belgium,Antwerp,Ghent Europe/Bucharest=Romania,Cluj " +
	"Europe/Budapest=Hungary Europe/Copenhagen=Denmark,Aarhus Europe/Dublin=Ireland,Cork Europe/Helsinki=Finland,Espoo,Tampere Europe/Istanbul=Turkey,Turkiye,Ankara,Izmir Europe/Kyiv=Ukraine,Lviv,Odesa " +
	"Europe/Lisbon=Porto,Portugal Europe/London=England,Scotland,Wales,Edinburgh,Glasgow,Manchester,Birmingham,Leeds,Liverpool,Bristol,Cardiff,UK,Great_Britain " +
	"Europe/Madrid=Barcelona,Valencia,Seville,Bilbao,Spain Europe/Moscow=Saint_Petersburg,St_Petersburg Europe/Oslo=Norway,Bergen Europe/Paris=Lyon,Marseille,Toulouse,Nice,Lille,France " +
	"Europe/Prague=Brno,Czechia,Czech_Republic Europe/Rome=Milan,Naples,Turin,Florence,Italy Europe/Sofia=Bulgaria Europe/Stockholm=Gothenburg,Malmo,Sweden Europe/Vienna=Graz,Linz,Salzburg,Austria " +
	"Europe/Warsaw=Krakow,Wroclaw,Gdansk,Poznan,Lodz,Poland Europe/Zurich=Geneva,Basel,Bern,Lausanne,Switzerland Pacific/Auckland=Wellington,Christchurch,New_Zealand"

// zonesOfPlace returns the zones of a place that has none of its own name: "Asia/Delhi" and "New Delhi"
// are Asia/Kolkata. A part before the last slash is not looked at.
func zonesOfPlace(name string) (zones []string) {
	folded := foldZone(name)
	if _, city, ok := cutLast(folded, '/'); ok {
		folded = city
	}
	for item := range strings.FieldsSeq(zonePlaces) {
		zone, places, _ := strings.Cut(item, "=")
		for place := range strings.SplitSeq(places, ",") {
			if foldZone(place) == folded && !slices.Contains(zones, zone) {
				zones = append(zones, zone)
			}
		}
	}
	return zones
}
