import { MessageNotSentError } from '../../../shared/kernel/errors.ts'
import type { Said, TextMessage } from '../../../shared/ports/messaging.ts'
import type { Rules } from './providers.ts'
import { type RegisteredText, TEXTS, VARIABLES, type Variable, type VariableName } from './texts.ts'

/** Words of the text, and the variables between them; one that holds more than the provider lets it is several. */
export type Piece = string | { readonly name: string; readonly of: VariableName }

/** The text with the supplier's address, as it is registered. */
export function piecesOf(
  { text, link }: RegisteredText,
  rules: Pick<Rules, 'most'>,
  publicUrl: string,
): readonly Piece[] {
  const whole = link ? `${text} ${publicUrl}/${link}/{token}` : text
  return whole.split(/[{}]/).flatMap((part, index): readonly Piece[] => {
    if (index % 2 === 0) return part ? [part] : []
    const of = part as VariableName
    const count = Math.ceil(VARIABLES[of].most / rules.most)
    return Array.from({ length: count }, (_, at) => ({ name: count === 1 ? part : `${part}${at + 1}`, of }))
  })
}

export interface Filled {
  readonly name: string
  readonly value: string
}

/**
 * What each variable of the message's text says, in the order of the text. @throws MessageNotSentError where it has none, or where
 * what may not be cut does not fit: another channel has it then.
 */
export function filled({ said, link }: TextMessage, rules: Rules): readonly Filled[] {
  if (!said) throw new MessageNotSentError('no registered text says this message')
  const text = TEXTS[said.as]
  const [, path, token] = /\/([pci])\/([\w-]+)$/.exec(link?.url ?? '') ?? []
  if (text.link !== path) throw new MessageNotSentError(`the registered text "${said.as}" has another link`)
  return filling(text, { ...said.ways, ...(token && { token: [token] }) }, rules)
}

/** The same of any registered text. */
export function filling(text: RegisteredText, ways: Said['ways'], rules: Pick<Rules, 'most'>): readonly Filled[] {
  const values = Map.groupBy(variablesIn(piecesOf(text, rules, '')), ({ of }) => of)
  return [...values].flatMap(([of, names]) => {
    const value = fitting(ways[of] ?? [], VARIABLES[of], of)
    return split(value, names.length, rules.most).map((part, at) => ({ name: names[at]?.name ?? of, value: part }))
  })
}

export const variablesIn = (pieces: readonly Piece[]) => pieces.filter((piece) => typeof piece !== 'string')

/** The fullest way that fits, or as much of the tersest as does. */
function fitting(ways: readonly string[], { most, isCut }: Variable, name: string): string {
  const allowed = name === 'token' ? ways : ways.map(plain)
  const fits = allowed.find((way) => way !== '' && [...way].length <= most)
  if (fits !== undefined) return fits
  const last = [...(allowed.findLast((way) => way !== '') ?? '')]
  if (!isCut) throw new MessageNotSentError(`"${name}" does not fit into its variable`)
  if (last.length === 0) return '见链接'
  return isCut === 'end' ? last.slice(0, most).join('') : last.slice(-most).join('')
}

/**
 * Nothing that providers take for an address, for a signature or for a sign they do not know: a dot between letters, brackets,
 * pictures. Each refusal would be a page that does not ring.
 */
const plain = (words: string): string =>
  words
    .replace(/[./\\@]/g, '-')
    .replace(/[^\p{Script=Han}\p{Script=Latin}\p{Nd}\-:：()（），、 ]/gu, '')
    .trim()

/** None of them is empty: an empty variable is refused. Never half a character. */
function split(value: string, count: number, most: number): readonly string[] {
  const characters = [...value]
  return Array.from({ length: count }, (_, at) => characters.slice(at * most, (at + 1) * most).join('') || ' ')
}
