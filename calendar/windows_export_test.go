package calendar

// WindowsZonesForTest returns the rows of the table of Windows zone names.
func WindowsZonesForTest() [][2]string {
	rows := make([][2]string, len(windowsZones))
	for i, z := range windowsZones {
		rows[i] = [2]string{z.windows, z.iana}
	}
	return rows
}
