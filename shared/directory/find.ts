import type { Contact, Directory, Site, Unit } from './directory.ts'

/** What somebody may mean who knows a piece of a number, a name, a place or a serial number. */
export type Found = Pick<Directory, 'contacts' | 'sites' | 'units'>

const plain = (written: string): string => written.normalize('NFKC').toLowerCase()

/** The words of a search. What is written as a telephone number is one, however it is grouped; `2025-0117` is a piece of a serial. */
export function searchWords(written: string): readonly string[] {
  const text = plain(written).trim()
  const digits = text.replace(/\D/g, '')
  const isNumber =
    digits.length >= 5 && /^[\d\s()+-]*$/.test(text) && (/^[(+01]|^86|^[48]00/.test(text) || !text.includes('-'))
  return isNumber ? [digits.replace(/^(00)?86(?=1)/, '')] : text.split(/\s+/).filter(Boolean)
}

/** Of these, what every word stands in: at most so many of each. Units out of service are nobody's to report. */
export const foundIn = ({ contacts, sites, units }: Found, words: readonly string[], limit: number): Found => {
  const among = <T>(all: readonly T[], names: (one: T) => readonly (string | undefined)[]): T[] =>
    words.length === 0 ? [] : all.filter((one) => holdsWords(names(one), words)).slice(0, limit)
  return {
    contacts: among(contacts, ({ name, phone }: Contact) => [name, phone]),
    sites: among(sites, ({ id, name, shortName, address }: Site) => [id, name, shortName, address]),
    units: among(
      units.filter(({ replacedBy }) => replacedBy === undefined),
      ({ serial, name, shortName, model }: Unit) => [serial, name, shortName, model],
    ),
  }
}

/** Whether every word stands somewhere in these. */
export const holdsWords = (names: readonly (string | undefined)[], words: readonly string[]): boolean => {
  const said = plain(names.filter(Boolean).join(' '))
  return words.every((word) => said.includes(word))
}
