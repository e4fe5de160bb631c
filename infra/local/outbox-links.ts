import type { DatabaseSync } from 'node:sqlite'
import { hashOf, tokenUnder } from '../../functions/adapters/capabilities.ts'
import type { Keys } from '../../functions/adapters/keys.ts'
import type { SentLink } from '../../shared/ports/messaging.ts'
import { transaction } from './database.ts'
import type { SqliteLinks } from './store/links.ts'

// Messages are kept without the token of their link: whoever gets hold of the file, or of a backup, gets no link that works.

/** Stands where the token was. */
const PLACE = '{link}'
/** What is shown there to whoever is not to have it. */
const HIDDEN = '…'
const TOKEN = /\/[pci]\/([\w-]{12})/g

/** Text without the link's token, as it is kept. */
export const withoutToken = (text: string, link: SentLink | undefined): string =>
  link ? text.replaceAll(tokenIn(link), PLACE) : text

export const tokenIn = ({ url }: SentLink): string => url.slice(url.lastIndexOf('/') + 1)

/** Text as it is shown: with the token, or with a sign that something is left out. */
export const withToken = (text: string, token: string | undefined): string => text.replaceAll(PLACE, token ?? HIDDEN)

/** The tokens of links on file, derived anew: what a playground shows, and nobody else. */
export function revealing(links: SqliteLinks, keys: Keys): (hash: string) => string | undefined {
  return (hash) => {
    const link = links.findNow(hash)
    return (
      link &&
      keys
        .known()
        .map((text) => tokenUnder(text, link, link.epoch))
        .find((token) => hashOf(token) === hash)
    )
  }
}

/** What an earlier version has kept with its token: the token goes, and where the link is on file its hash stays. */
export function clearTokens(db: DatabaseSync): void {
  const known = db.prepare('SELECT 1 FROM links WHERE hash = ?')
  const set = db.prepare('UPDATE outbox SET text = ?, html = ?, link = ? WHERE id = ?')
  transaction(db, () => {
    for (const { id, text, html } of db.prepare('SELECT id, text, html FROM outbox').all()) {
      // A caller's words may hold what looks like one: each is cleared, and the one on file is the link.
      const tokens = [...String(text).matchAll(TOKEN)].flatMap(([, token]) => token ?? [])
      const last = tokens.findLast((token) => known.get(hashOf(token))) ?? tokens.at(-1)
      if (last === undefined) continue
      const clear = (given: unknown) =>
        typeof given === 'string' ? tokens.reduce((said, token) => said.replaceAll(token, PLACE), given) : null
      set.run(clear(text), clear(html), hashOf(last), Number(id))
    }
  })
}
