// What is left of the customer's people where they are nobody's business: enough to tell two apart, not enough to call or name.

/** `+8613800138000` → `+86138****8000`: enough to recognise, not enough to call. */
export const maskPhone = (phone: string): string =>
  phone.length < 8 ? '****' : `${phone.slice(0, -8)}****${phone.slice(-4)}`

/** Text that may stand in a log or on record: where it holds one of our links, without the token. */
export const maskLinks = (text: string): string => text.replace(/\/([pci])\/[\w-]{12}/g, '/$1/…')

/** `王小明` → `王**`, `He Ping` → `H**`; whoever is known by a number alone is masked as one. */
export const maskName = (name: string): string =>
  /^\+?\d{5,}$/.test(name.trim()) ? maskPhone(name.trim()) : `${[...name.trim()][0] ?? ''}**`

/** `he.ping@police.example` → `h***@police.example`. */
const maskMail = (mail: string): string => `${mail.slice(0, 1)}***${mail.slice(mail.indexOf('@'))}`

/** What is left of a number or address that something was sent to. */
export const maskAddress = (to: string): string => (to.includes('@') ? maskMail(to) : maskPhone(to))

const isOfMail = (character: string | undefined): boolean => character !== undefined && /[\w.%+-]/.test(character)

/** Every address in a text: what stands before each `@` without a blank. */
const maskMails = (text: string): string => {
  let [result, from] = ['', 0]
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    let start = at
    while (start > from && isOfMail(text[start - 1])) start--
    if (start === at || !isOfMail(text[at + 1])) continue
    result += `${text.slice(from, start + 1)}***`
    from = at
  }
  return result + text.slice(from)
}
const DIGIT = '[0-9０-９]'
const GAP = '[ .\\-–—－]?'
/** Numbers as people write them: with country code, mobile, with area code, 400; not the numbers of repairs, nor instants. */
const PHONE = new RegExp(
  [
    `\\+${DIGIT}{8,15}`,
    `(?<!${DIGIT})(?:86${GAP})?[1１][3-9３-９]${DIGIT}${GAP}${DIGIT}{4}${GAP}${DIGIT}{4}(?!${DIGIT})`,
    `(?<!${DIGIT})[(（]?[0０]${DIGIT}{2,3}[)）]?${GAP}${DIGIT}{3,4}${GAP}${DIGIT}{4}(?!${DIGIT})`,
    `(?<!${DIGIT})[4４][0０]{2}${GAP}${DIGIT}{3}${GAP}${DIGIT}{4}(?!${DIGIT})`,
  ].join('|'),
  'g',
)

export type Mask = (text: string) => string

/** Numbers and addresses, whosever they are. */
export const maskNumbers: Mask = (text) =>
  maskMails(text).replace(PHONE, (found) => maskPhone(found.replace(/[ .\-–—－()（）]/g, '')))

/** Those names in running text as well. A name that is a word of ours, such as `paged`, stands where names do alone. */
export const maskOf = (names: Iterable<string>, instead: (name: string) => string = maskName): Mask => {
  const known = [...new Set([...names].map((name) => name.trim()))]
    .filter(isRecognisable)
    .toSorted((one, other) => other.length - one.length)
  return (text) => known.reduce((masked, name) => replaced(masked, name, instead(name)), maskNumbers(text))
}

const isRecognisable = (name: string): boolean =>
  /^[\p{Script=Han}·]{2,}$/u.test(name) || (name.length > 2 && (/ /.test(name) || /^\p{Lu}/u.test(name)))

const isLetter = (character: string | undefined): boolean => character !== undefined && /[A-Za-z]/.test(character)

/** `Li Na` is no part of `Li Nation`; Chinese knows no blanks between words. */
function replaced(text: string, name: string, by: string): string {
  let [result, from] = ['', 0]
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, from)) {
    const end = at + name.length
    const isPart = (isLetter(name[0]) && isLetter(text[at - 1])) || (isLetter(name.at(-1)) && isLetter(text[end]))
    result += text.slice(from, at) + (isPart ? name : by)
    from = end
  }
  return result + text.slice(from)
}

/** Fields that name someone of the customer's, or by what they are reached. */
const FIELDS: Readonly<Record<string, Mask | undefined>> = {
  agreedBy: maskName,
  onBehalf: maskName,
  consentBy: maskName,
  consent: maskName,
  contact: maskName,
  caller: maskPhone,
  onFile: maskName,
  signer: maskName,
}
/** What holds one of them, and in which of its fields. An id is what somebody's name was made into. */
const HOLDERS: Readonly<Record<string, Readonly<Record<string, Mask | undefined>> | undefined>> = {
  contacts: { name: maskName, id: maskName, phone: maskPhone, email: maskMail },
  confirmedFor: { name: maskName },
  agreement: { by: maskName },
  agreements: { by: maskName },
  agreed: { by: maskName },
  met: { who: maskName },
}
/** Actors of these kinds are held like contacts. */
const THEIRS: ReadonlySet<unknown> = new Set(['customer', 'caller'])
/** Words of the system's own, whatever somebody calls themselves; and a plan names nobody. */
const STRUCTURE: ReadonlySet<string> = new Set(['type', 'kind', 'plan', 'term', 'timezone', 'language', 'at'])

type Fields = Readonly<Record<string, unknown>>
const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null
const ownMask = (field: string, holder: string): Mask | undefined => {
  const inside = Object.hasOwn(HOLDERS, holder) ? HOLDERS[holder] : undefined
  if (inside && Object.hasOwn(inside, field)) return inside[field]
  return Object.hasOwn(FIELDS, field) ? FIELDS[field] : undefined
}
const holderOf = ({ kind }: Fields, field: string): string => (THEIRS.has(kind) ? 'contacts' : field)

/** Every name of the customer's people that a repair and its archive hold. */
const namesIn = (value: unknown, field = '', holder = ''): readonly string[] => {
  if (typeof value === 'string') return ownMask(field, holder) === maskName ? [value] : []
  if (Array.isArray(value)) return value.flatMap((one) => namesIn(one, field, field))
  if (!isFields(value)) return []
  const inside = holderOf(value, field)
  return Object.entries(value).flatMap(([name, part]) => (STRUCTURE.has(name) ? [] : namesIn(part, name, inside)))
}

/** The same with every text masked, and every field that names someone of theirs. Whatever is added to a repair later is too. */
const masked = <T>(value: T, mask: Mask, field = '', holder = ''): T => {
  if (typeof value === 'string') return (ownMask(field, holder) ?? mask)(value) as T
  if (Array.isArray(value)) return value.map((one) => masked(one, mask, field, field)) as T
  if (!isFields(value)) return value
  const inside = holderOf(value, field)
  const parts = Object.entries(value).map(([name, part]) => [
    name,
    STRUCTURE.has(name) ? part : masked(part, mask, name, inside),
  ])
  return Object.fromEntries(parts) as T
}

/** Values that belong together, such as a repair and its archive, for a reader to whom the customer's people are nobody. */
export const withoutPeople = <T>(value: T): T => masked(value, maskOf(namesIn(value)))
