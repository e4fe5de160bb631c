/**
 * What a story left behind, without what must differ between two tellings: instants and lengths of time, the numbers of the
 * repair and the call, the capabilities of its links. Everything else is kept as it is.
 */
export function comparable(value: unknown): unknown {
  if (typeof value === 'string') return withoutIds(value)
  if (Array.isArray(value)) return value.map(comparable)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, comparable(key === 'sent' ? byReader(inner) : inner)]),
  )
}

/** What went to different people about one event has no order. */
const byReader = (sent: readonly { readonly to?: string }[]) =>
  sent.toSorted((one, other) => (one.to ?? '').localeCompare(other.to ?? ''))

const withoutIds = (text: string): string =>
  text
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '<instant>')
    .replace(/\d{6}-\d{4}/g, '<repair>')
    .replace(/CA[0-9a-f]{32}/g, '<call>')
    .replace(/\/([pc])\/[\w-]{12}/g, '/$1/<capability>')
    .replace(/(\d{1,2}日|\d{1,2}月\d{1,2}日 ?|\d\d-\d\d )?\d{1,2}:\d\d(:\d\d)?/g, '<time>')
    .replace(/^PT[\d.HMS]+$/, '<length>')

/** Messages to different people have no order; those to one keep theirs. */
export const byRecipient = (one: string, other: string): number => recipient(one).localeCompare(recipient(other))
const recipient = (message: string): string => message.slice(0, message.indexOf(':'))
