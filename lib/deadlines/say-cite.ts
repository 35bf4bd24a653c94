/**
 * A citation as lawyers of the reader's language write it: "Art. 12(3) GDPR" is "Art. 12 Abs. 3 DSGVO" in German. Only law of the Union has
 * two names; any other is cited as its own country does.
 */
export const sayCite = (cite: string, locale: string): string =>
  locale.startsWith('de') ? cite.split('; ').map(inGerman).join('; ') : cite

function inGerman(cite: string): string {
  if (/\bUK\b/.test(cite) || !/\bGDPR\b|\bReg\. 1182\/71/.test(cite)) return cite
  return cite
    .replace(/^(.*?)(?: GDPR)?, second and third sentence$/, '$1 Satz 2 und 3 GDPR')
    .replace(/\brecital /, 'Erwägungsgrund ')
    .replace(/^GDPR (.*)$/, 'Art. $1 GDPR')
    .replace(/^Reg\. 1182\/71 (?:Art\. )?(.*)$/, 'Art. $1 VO 1182/71')
    .replaceAll(/(\d[A-Z]?)\((\d+)\)/g, '$1 Abs. $2')
    .replaceAll(/\(([a-z])\)/g, ' Buchst. $1')
    .replaceAll(',', ', ')
    .replaceAll(/ {2,}/g, ' ')
    .replace(' and ', ' und ')
    .replace('GDPR', 'DSGVO')
}
