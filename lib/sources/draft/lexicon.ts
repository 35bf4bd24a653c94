/** A name's meaning: the words it needs, and the category of the taxonomy they stand for. Earlier entries are more telling. */
export type Entry = {
  category: string
  /** One of these sets of words stands in the name, whole words only. */
  words: readonly string[]
  /** Said of a table of people alone: `title` of a person is a job, of a product it is not. */
  ofPeople?: true
}

/** What columns are called in English, German, French and Spanish, by what they hold. Words as `wordsOf` gives them. */
export const lexicon: readonly Entry[] = [
  {
    category: 'user.authorization.password',
    words: ['password', 'passwd', 'pass', 'pwd', 'passwort', 'password hash'],
  },
  {
    category: 'user.authorization.credentials',
    words: [
      'secret',
      'api key',
      'access token',
      'refresh token',
      'reset token',
      'activation key',
      'otp',
      'pin',
      'salt',
    ],
  },
  { category: 'user.contact.email', words: ['email', 'e mail', 'mail', 'mail address', 'correo', 'courriel'] },
  { category: 'user.contact.fax_number', words: ['fax'] },
  {
    category: 'user.contact.phone_number',
    words: ['phone', 'telephone', 'tel', 'mobile', 'cell', 'telefon', 'handy', 'msisdn', 'telefono', 'portable'],
  },
  { category: 'user.device.ip_address', words: ['ip', 'ipaddr', 'remote addr', 'client addr', 'host ip'] },
  {
    category: 'user.device.cookie_id',
    words: [
      'cookie',
      'visitor id',
      'visitor',
      'client id',
      'anonymous id',
      'session id',
      'session key',
      'gclid',
      'fbclid',
    ],
  },
  {
    category: 'user.device.device_id',
    words: ['device id', 'imei', 'idfa', 'gaid', 'mac', 'mac address', 'push token'],
  },
  { category: 'user.device', words: ['user agent', 'ua', 'agent string', 'browser', 'device', 'platform', 'screen'] },
  {
    category: 'user.financial.credit_card',
    words: ['card number', 'card', 'pan', 'last4', 'last four', 'cc', 'kreditkarte'],
  },
  {
    category: 'user.financial.bank_account',
    words: ['iban', 'bic', 'swift', 'bank account', 'sort code', 'konto', 'routing number'],
  },
  { category: 'user.financial.account_number', words: ['account number', 'account no', 'kontonummer'] },
  {
    category: 'user.financial',
    words: ['salary', 'wage', 'income', 'gehalt', 'credit score', 'balance', 'credit limit'],
  },
  {
    category: 'user.government_id.national_identification_number',
    words: ['ssn', 'national id', 'nin', 'tax id', 'steuer id', 'nif', 'dni', 'pesel', 'vat id', 'social security'],
  },
  { category: 'user.government_id.passport_number', words: ['passport'] },
  {
    category: 'user.government_id.drivers_license_number',
    words: ['driving licence', 'drivers license', 'license number', 'driver licence'],
  },
  {
    category: 'user.health',
    words: ['diagnosis', 'medication', 'disability', 'blood type', 'allergy', 'illness', 'sick'],
  },
  {
    category: 'user.demographic.date_of_birth',
    words: ['birth', 'dob', 'birthday', 'birthdate', 'born', 'geburtsdatum', 'geburtstag', 'naissance'],
  },
  { category: 'user.demographic.gender', words: ['gender', 'sex', 'geschlecht', 'salutation', 'anrede', 'pronoun'] },
  { category: 'user.demographic.marital_status', words: ['marital'] },
  { category: 'user.demographic.citizenship_or_immigration_status', words: ['nationality', 'citizenship'] },
  { category: 'user.demographic.religious_belief', words: ['religion', 'denomination', 'konfession'] },
  { category: 'user.demographic.language', words: ['language', 'locale', 'lang', 'sprache'], ofPeople: true },
  {
    category: 'user.name.first',
    words: ['first name', 'firstname', 'given name', 'forename', 'vorname', 'fname', 'prenom', 'middle name'],
  },
  {
    category: 'user.name.last',
    words: ['last name', 'lastname', 'surname', 'family name', 'nachname', 'lname', 'apellido', 'maiden name'],
  },
  {
    category: 'user.name',
    words: [
      'full name',
      'fullname',
      'display name',
      'holder name',
      'holder',
      'contact name',
      'recipient name',
      'recipient',
      'author',
      'nickname',
    ],
  },
  {
    category: 'user.account.username',
    words: ['username', 'user name', 'login', 'nick', 'handle', 'user login', 'nicename', 'screen name'],
  },
  {
    category: 'user.contact.social_url',
    words: ['linkedin', 'twitter', 'website', 'homepage', 'profile url'],
    ofPeople: true,
  },
  {
    category: 'user.contact.address.street',
    words: ['street', 'address', 'addr', 'address line', 'line1', 'line2', 'strasse', 'rue', 'calle', 'house number'],
  },
  { category: 'user.contact.address.city', words: ['city', 'town', 'ort', 'stadt', 'ville', 'ciudad'] },
  {
    category: 'user.contact.address.postal_code',
    words: ['zip', 'postcode', 'postal code', 'plz', 'zipcode', 'postal'],
  },
  { category: 'user.contact.address.state', words: ['province', 'county', 'bundesland'], ofPeople: true },
  { category: 'user.contact.address.country', words: ['country', 'land', 'pays', 'country code'], ofPeople: true },
  {
    category: 'user.location.precise',
    words: ['latitude', 'longitude', 'lat', 'lng', 'lon', 'geo', 'coordinates', 'position'],
  },
  {
    category: 'user.professional_information.job_title',
    words: ['job', 'job title', 'position', 'title', 'beruf', 'occupation'],
    ofPeople: true,
  },
  {
    category: 'user.professional_information.workplace',
    words: ['company', 'employer', 'organisation', 'organization', 'firma', 'department', 'workplace'],
    ofPeople: true,
  },
  { category: 'user.name', words: ['name'], ofPeople: true },
  {
    category: 'user.content.private',
    words: [
      'message',
      'comment',
      'note',
      'body',
      'feedback',
      'remark',
      'subject',
      'bemerkung',
      'nachricht',
      'complaint',
      'review',
      'bio',
    ],
  },
  { category: 'user.behavior.browsing_history', words: ['referrer', 'referer', 'page url', 'landing page', 'path'] },
  { category: 'user.behavior.search_history', words: ['search term', 'search query'] },
  {
    category: 'user.privacy_preferences',
    words: ['consent', 'opt in', 'opt out', 'subscribed', 'unsubscribed', 'do not call', 'marketing'],
  },
]

/** Words by which a column says that its row, or what it points to, has to do with somebody else: mostly staff. */
export const staffRoles = new Set([
  ...['handled', 'assigned', 'approved', 'created', 'updated', 'deleted', 'modified', 'changed', 'edited', 'reviewed'],
  ...['agent', 'assignee', 'manager', 'operator', 'clerk', 'supervisor', 'rep', 'moderator', 'editor', 'bearbeiter'],
])

/** Words of another person on the row: who paid, who gets it, who sent somebody. */
export const otherRoles = new Set([
  ...['recipient', 'ship', 'shipping', 'payer', 'paid', 'invited', 'referred', 'referrer', 'inviter', 'gift', 'holder'],
  ...['parent', 'partner', 'spouse', 'guardian', 'emergency', 'sender', 'receiver', 'friend', 'from', 'to', 'card'],
])

/** Words of the person whose the row is. */
export const ownRoles = new Set([
  'author',
  'owner',
  'creator',
  'opened',
  'submitted',
  'ordered',
  'buyer',
  'requested',
  'by',
])

/** Words by which a row points to another of its own table. */
export const ownTable = new Set([
  ...['parent', 'root', 'previous', 'predecessor', 'original', 'reply', 'child', 'manager', 'supervisor'],
  ...['referred', 'invited', 'merged', 'duplicate', 'replaced', 'successor'],
])

/** Words of tables whose rows are people. */
export const peopleWords = new Set([
  ...['customer', 'user', 'person', 'contact', 'member', 'employee', 'staff', 'client', 'payer', 'subscriber', 'lead'],
  ...['patient', 'guest', 'account', 'visitor', 'applicant', 'student', 'player', 'kunde', 'mitarbeiter', 'author'],
  ...['subscription', 'newsletter', 'profile', 'passenger', 'tenant', 'donor', 'participant', 'attendee', 'holder'],
])

/** Words of columns that a machine keeps for itself, whoever the row is about. */
export const machineWords = new Set([
  ...['version', 'checksum', 'hash', 'etag', 'shard', 'partition', 'migration', 'revision', 'sort', 'rank', 'slug'],
  ...['position', 'sequence', 'seq', 'batch', 'lock'],
])
