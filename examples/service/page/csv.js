// Tables as spreadsheets write them.

// parseCSV reads lines with quotes as in RFC 4180. The separator is comma, semicolon or tab, whichever
// the first line has most. Blank lines are left out.
export function parseCSV(text) {
  text = text.replace(/^\ufeff/, '');
  const first = text.split(/\r?\n/, 1)[0];
  const separator = [',', ';', '\t'].reduce((best, s) => (first.split(s).length > first.split(best).length ? s : best), ',');
  const rows = [];
  let row = [''];
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (quoted) {
      if (c !== '"') row[row.length - 1] += c;
      else if (text[i + 1] === '"') row[row.length - 1] += text[i++];
      else quoted = false;
    } else if (c === '"') quoted = true;
    else if (c === separator) row.push('');
    else if (c === '\n') {
      rows.push(row);
      row = [''];
    } else if (c !== '\r') row[row.length - 1] += c;
  }
  rows.push(row);
  return rows.filter((r) => r.some((cell) => cell.trim() !== ''));
}
